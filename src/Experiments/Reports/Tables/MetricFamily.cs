using System.Globalization;
using System.Text.RegularExpressions;
using ModelDsl.Evaluation;

namespace ModelDsl.Experiments.Reports.Tables;

/// <summary>Metrics of one family whose variants are numbers: <c>DenoisingMse(0.1)</c>, <c>DenoisingMse(0.3)</c>. They make a curve.</summary>
/// <param name="Title">What is measured, without the number: <c>denoising MSE, clipped</c>.</param>
/// <param name="XTitle">What the number is: <c>σ</c>.</param>
/// <param name="Members">The metrics, by their numbers, upwards.</param>
internal sealed partial record MetricFamily(string Title, string XTitle, IReadOnlyList<(double X, Metric Metric)> Members)
{
    /// <summary>The families among metrics, each with at least two members. What follows the number, <c>DenoisingMse(0.1,clipped)</c>, tells families apart.</summary>
    public static IReadOnlyList<MetricFamily> Of(IEnumerable<Metric> metrics) =>
    [
        .. from metric in metrics
           let match = Variant().Match(metric.Name)
           where match.Success
           group (X: double.Parse(match.Groups["x"].Value, CultureInfo.InvariantCulture), Metric: metric) by (metric.Family, Suffix: match.Groups["suffix"].Value) into members
           where members.Select(member => member.X).Distinct().Count() > 1
           select Of(members.Key.Suffix, [.. members.OrderBy(member => member.X)]),
    ];

    private static MetricFamily Of(string suffix, IReadOnlyList<(double X, Metric Metric)> members)
    {
        // "denoising MSE, σ = 0.1 (σ² = 0.01), clipped": what is measured, and what the number is.
        var title = members[0].Metric.Title;
        var symbol = Symbol().Match(title);
        var measured = title.Split(',', '(')[0].Trim();
        return new MetricFamily(suffix == "" ? measured : $"{measured}, {suffix}", symbol.Success ? symbol.Groups["symbol"].Value : "variant", members);
    }

    [GeneratedRegex(@"\((?<x>-?\d+(\.\d+)?(e-?\d+)?)(,\s*(?<suffix>.+))?\)$", RegexOptions.IgnoreCase)]
    private static partial Regex Variant();

    [GeneratedRegex(@"(?<symbol>[^\s,(=]+)(\s*=\s*|\s+)-?\d")]
    private static partial Regex Symbol();
}
