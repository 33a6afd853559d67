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

/// <summary>Failed jobs: the others run, and each error has a code.</summary>
public sealed class JobErrorTests : ExperimentTest
{
    /// <summary>An error in the last experiment must not appear only after hours of training.</summary>
    [Fact]
    public void Errors_of_all_experiments_are_reported_before_training_and_shared_ones_once()
    {
        var preset = new Dictionary<string, SourcePosition> { ["Epocs"] = new("/project/presets.props", 7, 3) };
        ExperimentSpec[] specs =
        [
            Specs.Of() with { Name = "right" },
            Specs.Of(("Dataset", "Bars")) with { Name = "shape" },
            Specs.Of(("Epocs", "3")) with { Name = "first", Origins = preset },
            Specs.Of(("Epocs", "3")) with { Name = "second", Origins = preset },
            Specs.Of(("Evaluate", "Elbo")) with { Name = "idle" },
            Specs.Of(("Seeds", "one")) with { Name = "third", Overrides = new Dictionary<string, string> { ["Seeds"] = "one" } },
            Specs.Of(("Seeds", "one")) with { Name = "fourth", Overrides = new Dictionary<string, string> { ["Seeds"] = "one" } },
        ];
        using var output = new StringWriter();
        var files = specs.Select(spec => new Arguments(spec.Write(Directory.CreateDirectory(Path.Combine(_folder, spec.Name)).FullName), _folder));

        using var session = new BuildSession();
        Assert.False(new ExperimentCheck(Specs.Catalogue(), new RunLog(output, output), session, default).Run(files));

        Assert.Equal(
            [
                "/project/Test.csproj(12,5): error MDX0312", "/project/presets.props(7,3): error MDX0013",
                "/project/Test.csproj(12,5): error MDX0311", "/project/Test.csproj : error MDX0010",
            ],
            output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(": ", line.Split(": ")[..2])));
        Assert.False(Directory.Exists(Path.Combine(_folder, "jobs")));
    }

    [Theory]
    [InlineData("Reconstruction", "Reconstruction", true)]
    [InlineData("Reconstruction", "Denoising", false)]
    public void A_claim_that_no_experiment_measures_is_a_warning(string first, string second, bool warns)
    {
        ClaimSpec claim = new("Noise helps", "DenoisingMse", "Vae", null, "DenseAutoencoder", "/project/Test.csproj", 20);
        using var output = new StringWriter();
        var files = new[] { first, second }.Index().Select(evaluate => new Arguments(
            (Specs.Of(("Models", "Vae;DenseAutoencoder"), ("Evaluate", evaluate.Item)) with { Name = $"test{evaluate.Index}", Claims = [claim] }).Write(Directory.CreateDirectory(Path.Combine(_folder, $"{evaluate.Index}")).FullName), _folder));

        using var session = new BuildSession();
        Assert.True(new ExperimentCheck(Specs.Catalogue(), new RunLog(output, output), session, default).Run(files));

        Assert.Equal(
            warns ? ["/project/Test.csproj(20,1): warning MDX0019: Claim 'Noise helps' cannot be resolved: no experiment that it is about measures DenoisingMse. Add Denoising to Evaluate."] : [],
            output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Invalid_published_values_are_an_error_before_training()
    {
        var (code, lines) = Run(Specs.Of(("Published", "nowhere.csv")));

        Assert.Equal(1, code);
        Assert.StartsWith("/project/Test.csproj(12,5): error MDX0107: /project/nowhere.csv cannot be read", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_no_translator_but_needs_targets_is_an_error_before_training()
    {
        var (code, lines) = Run(Specs.Of(("Models", "DenseAutoencoder;Translator")));

        Assert.Equal(1, code);
        Assert.StartsWith(
            "/project/Test.csproj(12,5): error MDX0311: Translator is trained with Translation, which compares its output with targets, but it is not an IImageTranslator.",
            Assert.Single(lines), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "jobs")));
    }

    [Fact]
    public void An_objective_may_log_NaN_or_start_to_log_late()
    {
        var (code, _) = Run(Specs.Of(("Models", "Irregular"), ("Epochs", "3")));
        var training = JsonDocument.Parse(File.ReadAllText(Directory.GetFiles(_folder, "training.json", SearchOption.AllDirectories).Single())).RootElement.GetProperty("metrics");
        var lines = File.ReadAllLines(Directory.GetFiles(_folder, "metrics.jsonl", SearchOption.AllDirectories).Single());

        Assert.Equal(0, code);
        Assert.Equal("[null,2,2]", training.GetProperty("late").GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));
        Assert.All(training.GetProperty("notANumber").EnumerateArray(), value => Assert.Equal(JsonValueKind.Null, value.ValueKind));
        Assert.Equal(3, lines.Length);
    }

    [Fact]
    public void A_diverged_model_fails_and_the_others_run()
    {
        var (code, lines) = Run(Specs.Of(("Epochs", "40"), ("LearningRate", "1e30")));

        Assert.Equal(1, code);
        Assert.Contains("/project/Test.csproj(12,5): error MDX0310: DenseAutoencoder/Stripes/Latent=16/seed=1: The training of DenseAutoencoder diverged", lines.Coded().Single(), StringComparison.Ordinal);
        Assert.Equal(2, Results().GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public void An_error_of_libtorch_has_a_code()
    {
        // Overflows single precision in the step of libtorch.
        var (code, lines) = Run(Specs.Of(("Optimizer", "Sgd"), ("LearningRate", "1e39")));

        Assert.Equal(1, code);
        Assert.Contains("error MDX0206: DenseAutoencoder/Stripes/Latent=16/seed=1:", lines.Coded().Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Freezing_an_unknown_stage_is_an_error_before_training()
    {
        var (code, lines) = Run(Specs.Of(("Freeze", "Encod"), ("Seeds", "1;2")));

        Assert.Equal(1, code);
        Assert.Equal(
            "/project/Test.csproj(12,5): error MDX0010: Experiment 'test' freezes 'Encod', but DenseAutoencoder has no stage with this name. Did you mean Encode? Stages: Encode, Decode.",
            Assert.Single(lines.Coded()));
    }

    [Theory]
    [InlineData("Freeze", "Encode;Decode", "error MDX0010: Experiment 'test' cannot train DenseAutoencoder: DenseAutoencoder has no weights to train for ")]
    [InlineData("Weights", "other.safetensors", "error MDX0113: ")]
    [InlineData("Weights", "other.dat", "error MDX0114: ")]
    [InlineData("Weights", "cut.dat", "error MDX0110: ")]
    public void Invalid_initial_weights_or_frozen_stages_are_an_error_before_training(string name, string value, string message)
    {
        using (var other = new ConvAutoencoder(16))
        {
            Checkpoint.Save(other, Path.Combine(_folder, "other.safetensors"));
            other.save(Path.Combine(_folder, "other.dat"));
            File.WriteAllBytes(Path.Combine(_folder, "cut.dat"), File.ReadAllBytes(Path.Combine(_folder, "other.dat"))[..1000]);
        }
        var spec = Specs.Of((name, value)) with { ProjectFile = Path.Combine(_folder, "Test.csproj") };
        using var output = new StringWriter();

        using var session = new BuildSession();
        Assert.False(new ExperimentCheck(Specs.Catalogue(), new RunLog(output, output), session, default).Run([new Arguments(spec.Write(_folder), _folder)]));
        Assert.Contains(message, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_without_a_result_fails_and_the_others_continue()
    {
        using var output = new StringWriter();
        var spec = Specs.Of(("Seeds", "1;2"));
        using var session = new BuildSession { Executor = (runner, _) => new SkippingExecutor(runner) };
        var code = ExperimentRunner.Run(new Arguments(spec.Write(_folder), _folder), Specs.Catalogue(), new RunLog(output, output), session, default);

        Assert.Equal(1, code);
        var error = Assert.Single(output.ToString().Split('\n').Coded());
        Assert.Contains("error MDX0317: DenseAutoencoder/Stripes/Latent=16/seed=1 is done, but its result is missing", error, StringComparison.Ordinal);
        Assert.Equal(3, Results().GetProperty("rows").GetArrayLength());
    }

    /// <summary>Reports the first job as done without a result, as after a rebuild of the program during the run.</summary>
    private sealed class SkippingExecutor(JobRunner runner) : IExecutor
    {
        public Task RunAsync(IReadOnlyList<(int Number, Job Job)> jobs, IJobEvents events, CancellationToken cancellation)
        {
            Assert.True(events.Finished(jobs[0].Number));
            return new InProcess(runner, force: false).RunAsync([.. jobs.Skip(1)], events, cancellation);
        }
    }

    [Theory]
    [InlineData("Broken", "the second time"), InlineData("Handwritten", "not this image")]
    public void An_unexpected_exception_fails_one_job_with_a_code(string model, string reason)
    {
        var (code, lines) = Run(Specs.Of(("Models", $"{model};DenseAutoencoder")));

        Assert.Equal(1, code);
        Assert.Contains(lines, line => line.Contains($"error MDX0314: {model}/Stripes/seed=1 failed: InvalidOperationException: {reason}", StringComparison.Ordinal));
        Assert.Equal(3, Results().GetProperty("rows").GetArrayLength());
    }
}
