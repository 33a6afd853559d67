using ModelDsl.Evaluation;
using ModelDsl.Experiments.Reports.Tables;

namespace ModelDsl.Experiments.Tests.Reports;

public sealed class MetricFamilyTests
{
    private static Metric Of(string name, string title = "error, σ = 0.1 (σ² = 0.01)") => new(name, title);

    [Fact]
    public void Metrics_with_numeric_variants_form_ascending_families()
    {
        var families = MetricFamily.Of([Of("Error(0.5)"), Of("Error(0.1)"), Of("Error(0.1,clipped)"), Of("Error(1e-2,clipped)")]);

        Assert.Equal(["error", "error, clipped"], families.Select(family => family.Title));
        Assert.Equal([0.1, 0.5], families[0].Members.Select(member => member.X));
        Assert.Equal([0.01, 0.1], families[1].Members.Select(member => member.X));
        Assert.All(families, family => Assert.Equal("σ", family.XTitle));
    }

    [Fact]
    public void Words_and_single_members_form_no_family() =>
        Assert.Empty(MetricFamily.Of([Of("Bound(Bernoulli)"), Of("Bound(Gaussian)"), Of("Accuracy"), Of("Error(0.5)"), Of("Odd(...)"), Of("Odd(.)")]));

    [Theory]
    [InlineData("error, σ = 0.1 (σ² = 0.01)", "σ"), InlineData("MSE, σ 0.1 (σ² 0.01), clipped", "σ"), InlineData("error at t=3", "t")]
    public void The_symbol_of_the_parameter_is_read_from_the_title(string title, string symbol) =>
        Assert.Equal(symbol, MetricFamily.Of([Of("Error(1)", title), Of("Error(2)", title)]).Single().XTitle);

    [Fact]
    public void A_title_without_a_symbol_is_accepted() =>
        Assert.Equal(("score", "variant"), MetricFamily.Of([Of("Score(1)", "score"), Of("Score(2)", "score")]).Select(family => (family.Title, family.XTitle)).Single());
}
