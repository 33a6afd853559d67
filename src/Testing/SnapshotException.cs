namespace ModelDsl.Testing;

/// <summary>Generated code differs from the accepted code. It is independent of test frameworks, all of which show the message.</summary>
/// <param name="message">The difference and how to accept it.</param>
/// <param name="inner">The cause.</param>
public sealed class SnapshotException(string message, Exception? inner = null) : Exception(message, inner);
