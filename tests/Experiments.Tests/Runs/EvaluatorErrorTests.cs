using System.Text.RegularExpressions;
using System.Runtime.InteropServices;
using System.Text.Json;
using ModelDsl.Architectures;
using ModelDsl.Data;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Execution;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Weights;
using TorchSharp;

namespace ModelDsl.Experiments.Tests.Runs;

/// <summary>Evaluators that fail, and metrics that cannot be stored.</summary>
public sealed class EvaluatorErrorTests : ExperimentTest
{
    [Theory]
    [InlineData("metric"), InlineData("series"), InlineData("map")]
    public void Values_of_evaluators_must_be_finite(string kind)
    {
        var (code, lines) = Run(Specs.Of(("Evaluate", "Endless")), evaluators: [new Endless(kind)]);

        Assert.Equal(1, code);
        Assert.Contains(
            $"error MDX0310: DenseAutoencoder/Stripes/Latent=16/seed=1: {kind} of Endless is NaN, which is not a finite number.",
            Assert.Single(lines.Coded()), StringComparison.Ordinal);
    }

    private sealed class Endless(string kind) : IEvaluator
    {
        public string Name => "Endless";

        public string Settings => "";

        public IReadOnlyList<Metric> Metrics => [new("metric", "a metric")];

        public bool Measures(ImageModel model) => true;

        public void Evaluate(EvaluationContext evaluation)
        {
            if (kind == "metric")
                evaluation.Add(Metrics[0], double.NaN);
            else if (kind == "series")
                evaluation.AddSeries(kind, [0, double.NaN]);
            else
                evaluation.AddMap(kind, new([0, 1], [0, float.NaN], [1, 2]));
        }
    }

    [Theory]
    [InlineData("managed", "out of memory. Use a smaller BatchSize")]
    [InlineData("libtorch", "out of memory. libtorch reports: CUDA out of memory. Tried to allocate 2 GiB. Use a smaller BatchSize")]
    public void Out_of_memory_is_reported_with_advice(string kind, string message)
    {
        Exception error = kind == "managed" ? new OutOfMemoryException() : new ExternalException("CUDA out of memory. Tried to allocate 2 GiB.");

        var (code, lines) = Run(Specs.Of(("Evaluate", "Reconstruction;Failing")), evaluators: [new ReconstructionEvaluator(), new Failing(error)]);

        Assert.Equal(1, code);
        Assert.Contains($"error MDX0318: DenseAutoencoder/Stripes/Latent=16/seed=1: Failing: {message}", Assert.Single(lines.Coded()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_evaluator_does_not_stop_the_others()
    {
        var own = new Own("Own", "size", "size");
        var (code, lines) = Run(Specs.Of(("Evaluate", "Failing;Own"), ("Seeds", "1;2")), evaluators: [new Failing(new InvalidOperationException("not today"), onSeed: 1), own]);

        Assert.Equal(1, code);
        Assert.Contains(
            "error MDX0314: DenseAutoencoder/Stripes/Latent=16/seed=1: Failing failed: InvalidOperationException: not today The job's log:",
            Assert.Single(lines.Coded()), StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("DenseAutoencoder Own", StringComparison.Ordinal));
        Assert.Equal(1, Results().GetProperty("missingJobs").GetInt32());
        Assert.Equal([1, 2], Seeds("size"));
        Assert.Equal([2], Seeds("metric"));
        Assert.Contains("a series, Stripes", File.ReadAllText(Path.Combine(_folder, "test", "report.html")), StringComparison.Ordinal);
        var text = File.ReadAllText(Path.Combine(_folder, "test", "results.md"));
        Assert.Contains("One job of this experiment is not finished: it failed, its data are missing, or it has not run yet. The tables lack its metrics", text, StringComparison.Ordinal);
        Assert.Matches(@"## Failing[^#]*\| DenseAutoencoder \| Latent=16 \| [\d,]+ \| 1 \| 1\.0+ \|", text);
        Assert.Matches(@"## Own[^#]*\| DenseAutoencoder \| Latent=16 \| [\d,]+ \| 2 \| 1\.0+ ± 0\.0+ \|", text);

        (code, lines) = Run(Specs.Of(("Evaluate", "Failing;Own"), ("Seeds", "1;2")), evaluators: [new Failing(new InvalidOperationException(), onSeed: 3), own]);

        Assert.True(code == 0, string.Join('\n', lines));
        Assert.DoesNotContain(lines, line => line.StartsWith("##progress", StringComparison.Ordinal) && line.Contains("loss", StringComparison.Ordinal));
        Assert.Equal(0, Results().GetProperty("missingJobs").GetInt32());
        Assert.Equal([1, 2], Seeds("metric"));

        IEnumerable<int> Seeds(string metric) =>
            Results().GetProperty("rows")[0].GetProperty("metrics").GetProperty(metric).GetProperty("values").EnumerateArray().Select(value => value.GetProperty("seed").GetInt32());
    }

    [Fact]
    public void With_FailFast_a_failed_evaluator_stops_the_others()
    {
        var (code, lines) = Run(Specs.Of(("Evaluate", "Failing;Own"), ("FailFast", "true")), evaluators: [new Failing(new InvalidOperationException("not today")), new Own("Own", "size", "size")]);

        Assert.Equal(1, code);
        Assert.Contains("Failing failed: InvalidOperationException: not today The job's log:", Assert.Single(lines.Coded()), StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => line.Contains("DenseAutoencoder Own", StringComparison.Ordinal));
    }

    [Fact]
    public void All_failed_evaluators_are_named()
    {
        var (code, lines) = Run(Specs.Of(("Evaluate", "Reconstruction;Failing;Own")), evaluators: [new ReconstructionEvaluator(), new Failing(new InvalidOperationException("not today")), new Own("Own", lists: "size", gives: "sise")]);

        Assert.Equal(1, code);
        Assert.Contains(
            "seed=1: Failing failed: InvalidOperationException: not today Also failed: Own. The job's log:",
            Assert.Single(lines.Coded()), StringComparison.Ordinal);
        Assert.Equal(3, Results().GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public void An_unlisted_metric_fails_the_job()
    {
        var (code, lines) = Run(Specs.Of(("Evaluate", "Own")), evaluators: [new Own("Own", lists: "size", gives: "sise")]);

        Assert.Equal(1, code);
        Assert.Contains(lines, line => line.Contains("error MDX0314: DenseAutoencoder/Stripes/Latent=16/seed=1: Own reports the metric 'sise', which its Metrics do not list.", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_evaluators_with_the_same_metric_are_an_error_before_training()
    {
        var (code, lines) = Run(Specs.Of(("Evaluate", "First;Second")), evaluators: [new Own("First", "size", "size"), new Own("Second", "size", "size")]);

        Assert.Equal(1, code);
        Assert.Equal(
            "/project/Test.csproj(12,5): error MDX0016: Experiment 'test' names First and Second, which both report a metric 'size'. Rename yours.",
            Assert.Single(lines.Coded()));
    }

    private sealed class Own(string name, string lists, string gives) : IEvaluator
    {
        public string Name => name;

        public string Settings => "";

        public IReadOnlyList<Metric> Metrics => [new(lists, "a metric")];

        public bool Measures(ImageModel model) => true;

        public void Evaluate(EvaluationContext evaluation) => evaluation.Add(new Metric(gives, "a metric"), ((ImageModel)evaluation.Subject).Module.training ? 2 : 1);
    }

    private sealed class Failing(Exception error, int? onSeed = null) : IEvaluator
    {
        public string Name => "Failing";

        public string Settings => "";

        public IReadOnlyList<Metric> Metrics => [new("metric", "a metric")];

        public bool Measures(ImageModel model) => true;

        public void Evaluate(EvaluationContext evaluation)
        {
            if (onSeed is null || onSeed == evaluation.Seed)
            {
                ((ImageModel)evaluation.Subject).Module.train();
                throw error;
            }

            evaluation.Add(Metrics[0], 1);
            evaluation.AddSeries("a series", [1, 2]);
        }
    }
}
