using System.Xml.Linq;

namespace ModelDsl.Experiments.Reports.Charts;

/// <summary>Draws a chart with many bands, which would hide each other, as small multiples.</summary>
internal static class Multiples
{
    private const int MostBands = 4;

    /// <summary>The chart, or one for each line if many lines have bands. All have the same axes and show the other lines without bands.</summary>
    public static IEnumerable<XElement> Draw(LineChart chart) =>
        chart.Lines.Count(line => line.Points.Any(point => point.Deviation > 0)) <= MostBands ? [chart.Draw()]
        : chart.Lines.Select(line => (chart with
        {
            Lines = [line],
            Context = [.. chart.Lines.Where(other => other != line)],
            Aside = string.Join(", ", new[] { chart.Aside, line.Name }.OfType<string>()),
        }).Draw());
}
