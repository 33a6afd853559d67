using Microsoft.CodeAnalysis.Diagnostics;

namespace ModelDsl.Generator.Declaration;

/// <summary>What the project file says to the generator.</summary>
/// <param name="AnalyzersAreOff">Whether the compiler runs no analyzers.</param>
/// <param name="IsExperimentProject">Whether the project is an experiments' program.</param>
internal sealed record BuildOptions(bool AnalyzersAreOff, bool IsExperimentProject)
{
    public static BuildOptions From(AnalyzerConfigOptions options) => new(
        // As the SDK decides it: the second property counts where the first is empty, and in builds alone, not while the user types.
        Is(options, "RunAnalyzers", "false")
            || Is(options, "RunAnalyzers", "") && Is(options, "RunAnalyzersDuringBuild", "false") && !Is(options, "DesignTimeBuild", "true"),
        Is(options, "IsExperimentProject", "true"));

    private static bool Is(AnalyzerConfigOptions options, string property, string value) =>
        string.Equals(options.TryGetValue($"build_property.{property}", out var text) ? text : "", value, StringComparison.OrdinalIgnoreCase);
}
