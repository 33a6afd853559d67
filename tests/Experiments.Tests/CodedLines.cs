namespace ModelDsl.Experiments.Tests;

/// <summary>The errors and warnings in a run's output.</summary>
internal static class CodedLines
{
    public static IReadOnlyList<string> Coded(this IEnumerable<string> lines) =>
        [.. lines.Where(line => line.Contains("error MDX", StringComparison.Ordinal) || line.Contains("warning MDX", StringComparison.Ordinal))];
}
