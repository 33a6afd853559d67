namespace ModelDsl.Experiments.Tests;

/// <summary>The lines of a run's output that MSBuild reads as errors and warnings.</summary>
internal static class CodedLines
{
    public static IReadOnlyList<string> Coded(this IEnumerable<string> lines) =>
        [.. lines.Where(line => line.Contains("error MDX", StringComparison.Ordinal) || line.Contains("warning MDX", StringComparison.Ordinal))];
}
