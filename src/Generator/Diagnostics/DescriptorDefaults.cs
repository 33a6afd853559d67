using Microsoft.CodeAnalysis;

namespace ModelDsl.Generator.Diagnostics;

/// <summary>The parts that descriptors share.</summary>
internal static class DescriptorDefaults
{
    public const string Category = "ModelDsl";
    public const string Help = "https://github.com/modeldsl/modeldsl/blob/main/docs/diagnostics/";

    /// <summary>
    /// The tags of a mistake that nothing suppresses, because a mistaken model compiles to members that throw. The first ignores pragmas, NoWarn
    /// and .editorconfig; the second ignores <c>[SuppressMessage]</c>, which does not apply to the compiler's own diagnostics.
    /// </summary>
    public static readonly string[] NotSuppressible = [WellKnownDiagnosticTags.NotConfigurable, WellKnownDiagnosticTags.Compiler];

    /// <summary>An error that nothing suppresses.</summary>
    public static DiagnosticDescriptor CreateError(string id, string title, string messageFormat) => new(
        id, title, messageFormat, Category, DiagnosticSeverity.Error, true, helpLinkUri: $"{Help}{id}.md", customTags: NotSuppressible);
}
