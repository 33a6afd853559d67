using System.Globalization;
using System.Text.RegularExpressions;
using ModelDsl.Evaluation;

namespace ModelDsl.Experiments.Reports.Tables;

/// <summary>Metrics of one family with a numeric parameter, which form a curve: <c>DenoisingMse(0.1)</c>, <c>DenoisingMse(0.3)</c>.</summary>
/// <param name="Title">The title without the number: <c>denoising MSE, clipped</c>.</param>
/// <param name="XTitle">The symbol of the parameter: <c>σ</c>.</param>
/// <param name="Members">The metrics, in ascending order of the parameter.</param>
internal sealed partial record MetricFamily(string Title, string XTitle, IReadOnlyList<(double X, Metric Metric)> Members)
{
    /// <summary>The families with at least two members. Metrics with different suffixes, such as <c>DenoisingMse(0.1,clipped)</c>, are in different families.</summary>
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
        // Parses "denoising MSE, σ = 0.1 (σ² = 0.01), clipped".
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
