using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;

namespace ModelDsl.Experiments.Tests.Runs;

/// <summary>Names and texts that would damage paths, lines of the build or reports.</summary>
public sealed class InvalidNameTests : ExperimentTest
{
    [Theory]
    [InlineData("../../x"), InlineData("a/../b"), InlineData("=HYPERLINK(1)"), InlineData("a|b"), InlineData("a\u0001b"), InlineData("a\nb"), InlineData("<b>"), InlineData("-1")]
    public void Names_are_checked_before_training(string name)
    {
        Dictionary<string, (int ExitCode, string[] Lines)> runs = new()
        {
            ["data set"] = Run(Specs.Of(("Dataset", name)), [new StripedImages(name)]),
            ["evaluator"] = Run(Specs.Of(("Evaluate", name)), evaluators: [new Named(name, "size", "a metric")]),
            ["metric"] = Run(Specs.Of(("Evaluate", "Own")), evaluators: [new Named("Own", name, "a metric")]),
        };

        Assert.All(runs, run =>
        {
            Assert.Equal(1, run.Value.ExitCode);
            var error = Assert.Single(run.Value.Lines.Coded());
            Assert.True(error.Contains($"error MDX0319: The {run.Key} '", StringComparison.Ordinal) || error.Contains("contains a control character", StringComparison.Ordinal), error);
        });
        Assert.False(Directory.Exists(Path.Combine(_folder, "jobs")));
    }

    [Theory]
    [InlineData("MNIST-10x10"), InlineData("photos of 2024"), InlineData("Größe 2"), InlineData("A&B"), InlineData("DenoisingMse(0.5,clipped)")]
    public void Ordinary_names_are_valid(string name) =>
        Assert.Equal(0, Run(Specs.Of(("Dataset", name), ("Evaluate", "Own")), [new StripedImages(name)], evaluators: [new Named("Own", name, "a metric")]).ExitCode);

    [Fact]
    public void Control_characters_in_texts_are_errors_before_training()
    {
        Assert.Contains("error MDX0319: The text 'a\\u0001b' of the metric 'size' contains a control character.",
            Assert.Single(Run(Specs.Of(("Evaluate", "Own")), evaluators: [new Named("Own", "size", "a\u0001b")]).Lines.Coded()), StringComparison.Ordinal);
        Assert.Contains("error MDX0010: Experiment 'test': Title is 'a\\u0001b', which contains a control character.",
            Assert.Single(Run(Specs.Of(("Title", "a\u0001b"))).Lines.Coded()), StringComparison.Ordinal);
        Assert.Contains("error MDX0019: The name of the claim 'a\\u0001b' contains a control character.",
            Assert.Single(Run(Specs.Of() with { Claims = [new ClaimSpec("a\u0001b", "ReconstructionMse", "DenseAutoencoder", null, "Vae", "/project/Test.csproj", 1)] }).Lines.Coded()), StringComparison.Ordinal);
        Assert.Contains("error MDX0319: DenseAutoencoder/Stripes/Latent=16/seed=1: Own names a series, picture or map 'a\\u0001b'",
            Assert.Single(Run(Specs.Of(("Evaluate", "Own")), evaluators: [new Named("Own", "size", "a metric", series: "a\u0001b")]).Lines.Coded()), StringComparison.Ordinal);
    }

    private sealed class Named(string name, string metric, string title, string series = "series") : IEvaluator
    {
        public string Name => name;

        public string Settings => "";

        public IReadOnlyList<Metric> Metrics => [new(metric, title)];

        public bool Measures(ImageModel model) => true;

        public void Evaluate(EvaluationContext evaluation)
        {
            evaluation.Add(Metrics[0], 1);
            evaluation.AddSeries(series, [1, 2]);
        }
    }
}
