using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports.Html;
using ModelDsl.Experiments.Reports.Tables;
using ModelDsl.Training;

namespace ModelDsl.Experiments.Tests.Reports;

public sealed class WordsTests
{
    [Theory]
    [InlineData("klEstimate", "KL estimate"), InlineData("mmd", "MMD"), InlineData("importanceWeightedBound", "importance weighted bound")]
    public void A_metrics_name_is_words(string name, string words) => Assert.Equal(words, Words.OfMetric(name));

    [Theory]
    [InlineData("Elbo", "ELBO"), InlineData("LatentScatter", "Latent scatter"), InlineData("AnnealedImportanceSampling", "Annealed importance sampling"), InlineData("TSne", "t-SNE"), InlineData("MyFID", "MyFID")]
    public void An_evaluators_name_is_words_in_usual_spelling(string name, string words) => Assert.Equal(words, Words.OfEvaluator(name));

    [Fact]
    public void Sizes_are_separated_by_a_space()
    {
        var model = Specs.Models.Single(model => model.Name == "Avae");
        var job = new ModelJob(model, new StripedImages("Stripes"), [new("Latent", 10), new("Noise", 5)], new TrainingOptions());

        Assert.Equal("Avae, Latent=10, Noise=5", new ReportRow([new MeasuredJob(job, null!, null!)]).Title);
    }

    [Theory]
    [InlineData("tsne", "t-SNE"), InlineData("denoised-clipped", "denoised, clipped"), InlineData("originals", "originals")]
    public void A_pictures_name_is_words(string name, string words) => Assert.Equal(words, Words.OfPicture(name));

    [Theory]
    [InlineData("KL(q ‖ p)", "KL(q\u00a0‖\u00a0p)"), InlineData("MSE, σ 0.1, clipped", "MSE, σ\u00a00.1, clipped"), InlineData("interval [−0.1, +0.2] over", "interval [−0.1,\u00a0+0.2] over"), InlineData("active units", "active units")]
    public void Signs_are_not_separated_from_numbers(string title, string unbroken) => Assert.Equal(unbroken, Words.Unbroken(title));

    [Theory]
    [InlineData("MSE, σ 0.1 (σ² 0.01), clipped", "MSE, σ 0.1, clipped", "σ² 0.01"), InlineData("KL(q ‖ p)", "KL(q ‖ p)", null)]
    public void Text_in_brackets_is_an_aside(string title, string rest, string? aside) => Assert.Equal((rest, aside), Words.WithoutAside(title));
}
