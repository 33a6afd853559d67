using System.Text.Json;
using System.Xml.Linq;
using ModelDsl.Experiments.Reports.Charts;
using ModelDsl.Experiments.Reports.Html;
using ModelDsl.Experiments.Reports.Html.Sections;

namespace ModelDsl.Experiments.Tests.Reports;

/// <summary>Charts over sizes, and charts of many lines.</summary>
public sealed class SweepTests : IDisposable
{
    private readonly FakeExperiment _experiment = new();

    public void Dispose() => _experiment.Dispose();

    [Fact]
    public void Each_metric_has_a_chart_over_a_swept_size()
    {
        var figures = Figures(latents: [4, 8, 16]);
        using var data = JsonDocument.Parse(figures[5 * 2].Element("script")!.Value);

        // Five metrics of one evaluator and three of another, on two data sets.
        Assert.Equal(16, figures.Count);
        Assert.StartsWith("accuracy, Stripes", figures[5 * 2].Element("figcaption")!.Value, StringComparison.Ordinal);
        Assert.Equal(["Latent 4", "Latent 8", "Latent 10", "Latent 16"], data.RootElement.GetProperty("titles").EnumerateArray().Select(title => title.GetString()));
        Assert.Equal(["ConvAutoencoder", "Vae", "PCA"], data.RootElement.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("name").GetString()));
        // Ticks are at the swept values and at PCA's number of components.
        Assert.Equal(["4", "8", "10", "16"], figures[5 * 2].Descendants("text").Where(text => (string?)text.Attribute("class") == "tick" && (string?)text.Attribute("text-anchor") == "middle").Select(text => text.Value));
        Assert.Equal(2, figures[5 * 2].Descendants("path").Count(path => (string?)path.Attribute("class") == "band"));
    }

    [Fact]
    public void An_unreliable_value_is_not_in_the_chart()
    {
        var estimate = Figures(latents: [4, 8]).First(figure => figure.Element("figcaption")!.Value.StartsWith("estimated size", StringComparison.Ordinal));

        Assert.DoesNotContain("\"Vae\"", estimate.Element("script")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_sweep_there_is_no_section()
    {
        var content = _experiment.Content(latents: [4]);

        Assert.Null(SweepSection.Of(content, new RowColors(content.Rows)));
    }

    [Theory]
    [InlineData(4, 0.1, 1)]
    [InlineData(5, 0.1, 5)]
    [InlineData(9, 0, 1)]
    public void Many_bands_become_small_multiples(int lines, double deviation, int charts)
    {
        var chart = new LineChart("error", "epoch", [.. Enumerable.Range(0, lines).Select(line => new Line(line, $"model {line}", [new(1, line, deviation, "1"), new(2, line + 1, deviation, "2")]))]) { Aside = "nats" };
        var drawn = Multiples.Draw(chart).ToList();

        Assert.Equal(charts, drawn.Count);
        if (charts == 1)
            return;
        Assert.Equal("error nats, model 0", drawn[0].Element("figcaption")!.Value);
        Assert.All(drawn, figure => Assert.Equal(lines - 1, figure.Descendants("path").Count(path => (string?)path.Attribute("class") == "context")));
        Assert.Single(drawn.Select(figure => string.Join(' ', figure.Descendants("text").Select(text => text.Value))).Distinct());
    }

    private List<XElement> Figures(int[] latents)
    {
        var content = _experiment.Content(latents: latents);
        return [.. SweepSection.Of(content, new RowColors(content.Rows))!.Descendants("figure")];
    }
}
