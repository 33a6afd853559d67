namespace TorchSharp;

/// <summary>The codes that begin the messages of an engine that cannot be used; each has a page in <c>docs/diagnostics/</c>.</summary>
internal static class EngineCodes
{
    /// <summary>There is no such device.</summary>
    public const string UnknownDevice = "MDX0205";

    /// <summary>libtorch, or the bridge to it, cannot be loaded.</summary>
    public const string Missing = "MDX0207";

    /// <summary>The loaded libtorch is another than the one that the bridge was built with.</summary>
    public const string Mismatch = "MDX0208";
}
