using Microsoft.CodeAnalysis.Diagnostics;

namespace ModelDsl.Generator.Declaration;

/// <summary>The generator's options from the project file.</summary>
/// <param name="AnalyzersAreOff">True if the compiler runs no analyzers.</param>
/// <param name="IsExperimentProject">True if the project is an experiment project.</param>
internal sealed record BuildOptions(bool AnalyzersAreOff, bool IsExperimentProject)
{
    public static BuildOptions From(AnalyzerConfigOptions options) => new(
        // As in the SDK: the second property counts only if the first is empty, and only in builds, not while the user types.
        Is(options, "RunAnalyzers", "false")
            || Is(options, "RunAnalyzers", "") && Is(options, "RunAnalyzersDuringBuild", "false") && !Is(options, "DesignTimeBuild", "true"),
        Is(options, "IsExperimentProject", "true"));

    private static bool Is(AnalyzerConfigOptions options, string property, string value) =>
        string.Equals(options.TryGetValue($"build_property.{property}", out var text) ? text : "", value, StringComparison.OrdinalIgnoreCase);
}
