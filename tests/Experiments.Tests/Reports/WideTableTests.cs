using ModelDsl.Evaluation;
using ModelDsl.Experiments.Reports.Html.Sections;
using ModelDsl.Experiments.Reports.Published;
using ModelDsl.Experiments.Reports.Tables;

namespace ModelDsl.Experiments.Tests.Reports;

/// <summary>Tables that are too wide for the page are divided. A published metric has three columns.</summary>
public sealed class WideTableTests : IDisposable
{
    private readonly FakeExperiment _experiment = new();

    public void Dispose() => _experiment.Dispose();

    [Theory]
    [InlineData("abcdefghi", "abcdefghi")]
    [InlineData("abcdefghij", "abcde fghij")]
    [InlineData("abCdefGh", "abCd efGh")]
    [InlineData("AbCdefgh", "AbC defgh")]
    [InlineData("abcdefghijklmnopqrs", "abcdef ghijklm nopqrs")]
    [InlineData("a", "a")]
    public void Parts_have_about_the_same_width(string metrics, string parts)
    {
        var all = metrics.Select(letter => new Metric(letter.ToString(), letter.ToString(), Better.Lower, 3)).ToList();
        var published = new PublishedValues([.. metrics.Where(char.IsUpper).Select(letter => new PublishedValue("Stripes", "Vae", [new("Latent", 10)], letter.ToString(), 1, "A paper"))]);
        var table = new MetricTable(new FakeEvaluator("Wide", all), all, _experiment.Content().Rows, published);

        Assert.Equal(parts, string.Join(' ', MetricSection.Divide(table).Select(part => string.Concat(part.Metrics.Select(metric => metric.Name)))));
    }
}
