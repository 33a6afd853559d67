using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml.Linq;
using ModelDsl.Experiments.Reports.Tables;
using static ModelDsl.Experiments.Reports.Markup.Elements;

namespace ModelDsl.Experiments.Reports.Charts;

/// <summary>A point of a line.</summary>
/// <param name="X">The position on the horizontal axis.</param>
/// <param name="Mean">The value.</param>
/// <param name="Deviation">Half the height of the band; null for no band.</param>
/// <param name="Text">The formatted value.</param>
internal readonly record struct LinePoint(double X, double Mean, double? Deviation, string Text)
{
    /// <summary>The formatted value, with typographic minus signs.</summary>
    public string Text { get; } = Numbers.WithMinus(Text);
}

/// <summary>A line with a band.</summary>
/// <param name="Color">The color number, from 0, as in the legend.</param>
/// <param name="Name">The name, as in the legend.</param>
/// <param name="Points">Its points, from the left.</param>
internal sealed record Line(int Color, string Name, IReadOnlyList<LinePoint> Points);

/// <summary>Lines over a common axis. The page's script shows their values at the pointer.</summary>
/// <param name="Title">The title.</param>
/// <param name="XTitle">The title of the horizontal axis.</param>
/// <param name="Lines">The lines, at least one, each with at least one point.</param>
internal sealed record LineChart(string Title, string XTitle, IReadOnlyList<Line> Lines)
{
    private const double Width = 400, Height = 260;

    /// <summary>The unit of the values, as a note below the title; null for none.</summary>
    public string? Aside { get; init; }

    /// <summary>Lines behind the others, without bands, tooltips and legend; they have a part in the axes.</summary>
    public IReadOnlyList<Line> Context { get; init; } = [];

    /// <summary>True to connect points with lines; false for dots only.</summary>
    public bool AreJoined { get; init; } = true;

    /// <summary>True for ticks at the points, such as the swept values of a size; false for round numbers.</summary>
    public bool HasTicksAtPoints { get; init; }

    // The width of a label of three digits with a gap.
    private const double LeastTickDistance = 28 / Width;

    // Lines with more points have no dots.
    private const int MostDots = 15;

    /// <summary>Draws the figure.</summary>
    public XElement Draw()
    {
        var points = Lines.Concat(Context).SelectMany(line => line.Points).ToList();
        var xs = points.Select(point => point.X).Distinct().Order().ToList();
        var across = xs.All(double.IsInteger) ? Axis.OfIntegers((int)xs[0], (int)xs[^1], room: AreJoined ? 0 : 0.5) : Axis.Of(xs[0], xs[^1]);
        var plot = new Plot(
            HasTicksAtPoints ? across.WithTicksAt(xs, LeastTickDistance) : across,
            Axis.Of(points.Min(point => point.Mean - (point.Deviation ?? 0)), points.Max(point => point.Mean + (point.Deviation ?? 0))), Width, Height);
        return Element("figure", Class("chart line-chart"),
            Caption(Title, Aside),
            plot.Draw($"{Title}{(Aside is null ? "" : $" ({Aside})")} over {XTitle}. Last values: {string.Join("; ", Lines.Select(line => $"{line.Name} {line.Points[^1].Text}"))}.", XTitle,
                Context.Select(line => Element("path", Class("context"), Attribute("d", Path(plot, line)))),
                Lines.Select(line => Draw(plot, line))),
            Data(plot, xs));
    }

    private XElement Draw(Plot plot, Line line) => Element("g",
        Class($"series {Palette.Class(line.Color)}"), Attribute("data-series", line.Color),
        line.Points.Any(point => point.Deviation > 0) ? Element("path", Class("band"), Attribute("d", Band(plot, line.Points))) : null,
        AreJoined ? Element("path", Class("line"), Attribute("d", Path(plot, line))) : null,
        AreJoined && line.Points.Count > MostDots ? null : line.Points.Select(point => Element("circle",
            Attribute("cx", Plot.Number(plot.X(point.X))), Attribute("cy", Plot.Number(plot.Y(point.Mean))), Attribute("r", 3))));

    private static string Band(Plot plot, IReadOnlyList<LinePoint> points) => Path(
        [.. points.Select(point => (plot.X(point.X), plot.Y(point.Mean + (point.Deviation ?? 0)))),
         .. points.Reverse().Select(point => (plot.X(point.X), plot.Y(point.Mean - (point.Deviation ?? 0))))]) + "Z";

    private static string Path(Plot plot, Line line) => Path(line.Points.Select(point => (plot.X(point.X), plot.Y(point.Mean))));

    private static string Path(IEnumerable<(double X, double Y)> points) =>
        "M" + string.Join('L', points.Select(point => $"{Plot.Number(point.X)} {Plot.Number(point.Y)}"));

    /// <summary>The data for the script's tooltips.</summary>
    private XElement Data(Plot plot, List<double> xs) => Element("script", Attribute("type", "application/json"),
        JsonSerializer.Serialize(
            new ReadOut(
                [.. xs.Select(plot.X)],
                [.. xs.Select(x => string.Create(CultureInfo.InvariantCulture, $"{XTitle} {x}"))],
                [.. Lines.Select(line => new ReadOutLine(line.Color, Palette.Class(line.Color), line.Name,
                    [.. xs.Select(x => Find(line, x)?.Text)],
                    [.. xs.Select(x => Find(line, x) is { } point ? plot.Y(point.Mean) : 0)]))]),
            ReadOutJson.Default.ReadOut));

    private static LinePoint? Find(Line line, double x)
    {
        foreach (var point in line.Points)
            if (point.X.Equals(x))
                return point;
        return null;
    }
}

/// <summary>The data of a chart's tooltips.</summary>
/// <param name="X">The horizontal positions, from the left.</param>
/// <param name="Titles">The title at each position.</param>
/// <param name="Lines">The lines.</param>
internal sealed record ReadOut(IReadOnlyList<double> X, IReadOnlyList<string> Titles, IReadOnlyList<ReadOutLine> Lines);

/// <summary>A line's values at all positions; null if it has none.</summary>
internal sealed record ReadOutLine(int Series, string Style, string Name, IReadOnlyList<string?> Texts, IReadOnlyList<double> Y);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReadOut))]
internal sealed partial class ReadOutJson : JsonSerializerContext;
