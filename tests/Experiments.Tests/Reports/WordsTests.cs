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
    public void An_evaluators_name_is_words_as_the_field_writes_them(string name, string words) => Assert.Equal(words, Words.OfEvaluator(name));

    [Fact]
    public void Sizes_are_told_apart_by_a_space()
    {
        var model = Specs.Models.Single(model => model.Name == "Avae");
        var job = new ModelJob(model, new StripedImages("Stripes"), [new("Latent", 10), new("Noise", 5)], new TrainingOptions());

        Assert.Equal("Avae, Latent=10, Noise=5", new ReportRow([new FinishedJob(job, null!, null!)]).Title);
    }
}
