namespace ModelDsl.Testing;

/// <summary>Generated code is not the accepted code. Of no test framework: each of them shows the message.</summary>
/// <param name="message">What differs and what to do.</param>
/// <param name="inner">What revealed it.</param>
public sealed class SnapshotException(string message, Exception? inner = null) : Exception(message, inner);
