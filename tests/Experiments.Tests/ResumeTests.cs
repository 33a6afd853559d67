using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Plan;
using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Experiments.Tests;

/// <summary>Resuming after interruptions and changes: results are bit-identical to uninterrupted runs.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly ResultFolder _interrupted = new();
    private readonly ResultFolder _straight = new();

    public void Dispose()
    {
        Interruptible.After(0, _ => { });
        _interrupted.Dispose();
        _straight.Dispose();
    }

    // Four steps per epoch, with all settings that have state across epochs.
    private static ExperimentSpec Training(string model, string epochs = "6") => Specs.Of(
        ("Models", model), ("Epochs", epochs), ("BatchSize", "16"), ("ValidationImages", "32"), ("Patience", "5"),
        ("AverageDecay", "0.9"), ("Schedule", "Cosine"), ("WeightDecay", "0.01"), ("GradientNorm", "1"), ("Binarize", "true"));

    /// <summary>Runs and cancels after some steps; returns true if the run finished before.</summary>
    private bool RunFor(int steps, ExperimentSpec spec)
    {
        using var cancellation = new CancellationTokenSource();
        Interruptible.After(steps, _ => cancellation.Cancel());
        var (code, lines) = _interrupted.Run(spec, cancellation: cancellation.Token);
        Interruptible.After(0, _ => { });
        Assert.True(code is 0 or 130, string.Join('\n', lines));
        return code == 0;
    }

    /// <summary>The files of uninterrupted runs, which several tests compare with.</summary>
    private static readonly Dictionary<string, SortedDictionary<string, string>> s_uninterrupted = new(StringComparer.Ordinal);

    private void AssertSameAsUninterrupted(string model)
    {
        if (!s_uninterrupted.TryGetValue(model, out var expected))
        {
            Assert.Equal(0, _straight.Run(Training(model)).ExitCode);
            Assert.Equal(2, _straight.Files("result.json").Length);
            Assert.NotEmpty(_straight.Files("weights.safetensors"));
            s_uninterrupted[model] = expected = _straight.Found;
        }

        Assert.Equal(expected, _interrupted.Found);
    }

    [Theory]
    [InlineData("Plain", 1), InlineData("Plain", 2), InlineData("Variational", 3), InlineData("Variational", 4), InlineData("Adversarial", 5), InlineData("Adversarial", 6)]
    public void A_repeatedly_canceled_training_ends_with_the_same_bits(string model, int seed)
    {
        var random = new Random(seed);
        var runs = 1;
        while (!RunFor(random.Next(1, 14), Training(model)))
            runs++;

        Assert.True(runs > 1);
        AssertSameAsUninterrupted(model);
    }

    [Theory]
    [InlineData("Plain"), InlineData("Variational"), InlineData("Adversarial")]
    public void A_damaged_checkpoint_falls_back_to_the_previous_one(string model)
    {
        Assert.False(RunFor(14, Training(model)));
        Damage("checkpoint.state");

        var (code, lines) = _interrupted.Run(Training(model));

        Assert.Equal(0, code);
        var warning = Assert.Single(lines.Coded());
        Assert.StartsWith("/project/Test.csproj(12,5): warning MDX0315: ", warning, StringComparison.Ordinal);
        Assert.Contains("resumes from the previous checkpoint", warning, StringComparison.Ordinal);
        Assert.Contains(File.ReadLines(_interrupted.Files("job.log").Single(file => file.Contains(model, StringComparison.Ordinal))), line => line.EndsWith("Training from epoch 3 of 6", StringComparison.Ordinal));
        AssertSameAsUninterrupted(model);
    }

    /// <summary>Saving must not rotate a damaged checkpoint over the previous one, which may be needed again.</summary>
    [Fact]
    public void The_previous_checkpoint_survives_a_damaged_one()
    {
        Assert.False(RunFor(14, Training("Plain")));
        Damage("checkpoint.state");
        Assert.False(RunFor(5, Training("Plain")));
        // The state after a full disk or a kill between rotation and save.
        File.Delete(_interrupted.Only("checkpoint.state"));

        var (code, lines) = _interrupted.Run(Training("Plain"));

        Assert.Equal(0, code);
        Assert.Empty(lines.Coded());
        Assert.Contains(File.ReadLines(_interrupted.Files("job.log").Single(file => file.Contains("Plain", StringComparison.Ordinal))).Reverse(), line => line.EndsWith("Training from epoch 3 of 6", StringComparison.Ordinal));
        AssertSameAsUninterrupted("Plain");
    }

    [Fact]
    public void With_two_damaged_checkpoints_the_training_restarts()
    {
        Assert.False(RunFor(14, Training("Adversarial")));
        Damage("checkpoint.state");
        Damage("checkpoint-previous.state");

        var (code, lines) = _interrupted.Run(Training("Adversarial"));

        Assert.Equal(0, code);
        Assert.Equal(2, lines.Count(line => line.Contains("warning MDX0315", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.Contains("The training restarts", StringComparison.Ordinal));
        AssertSameAsUninterrupted("Adversarial");
    }

    /// <summary>The file is intact and has the same tensors.</summary>
    [Fact]
    public void A_checkpoint_of_another_job_is_not_used()
    {
        Assert.False(RunFor(14, Training("Plain", epochs: "5")));
        var other = File.ReadAllBytes(_interrupted.Only("checkpoint.state"));
        Directory.Delete(_interrupted.Jobs, recursive: true);
        Assert.False(RunFor(14, Training("Plain")));
        File.WriteAllBytes(_interrupted.Only("checkpoint.state"), other);

        Assert.Contains(_interrupted.Run(Training("Plain")).Lines, line => line.Contains("warning MDX0315", StringComparison.Ordinal) && line.Contains("is the checkpoint of another job. The training resumes from the previous checkpoint.", StringComparison.Ordinal));
        AssertSameAsUninterrupted("Plain");
    }

    [Fact]
    public void A_truncated_checkpoint_is_damaged()
    {
        Assert.False(RunFor(14, Training("Plain")));
        var newest = _interrupted.Only("checkpoint.state");
        File.WriteAllBytes(newest, File.ReadAllBytes(newest)[..1000]);

        Assert.Contains(_interrupted.Run(Training("Plain")).Lines, line => line.Contains("warning MDX0315", StringComparison.Ordinal));
        AssertSameAsUninterrupted("Plain");
    }

    [Fact]
    public void A_run_that_ended_between_rotation_and_save_resumes()
    {
        Assert.False(RunFor(14, Training("Plain")));
        File.Delete(_interrupted.Only("checkpoint.state"));

        Assert.Equal(0, _interrupted.Run(Training("Plain")).ExitCode);
        AssertSameAsUninterrupted("Plain");
    }

    [Theory]
    [InlineData("cut off"), InlineData("a bit that fell over")]
    public void Damaged_weights_are_trained_again_to_the_same_bits(string damage)
    {
        _interrupted.Run(Training("Plain"));
        var weights = _interrupted.Only("weights.safetensors");
        if (damage == "cut off")
            File.WriteAllBytes(weights, File.ReadAllBytes(weights)[..1000]);
        else
            Damage("weights.safetensors");
        Array.ForEach(_interrupted.Files("result.json"), File.Delete);

        Assert.Contains(_interrupted.Run(Training("Plain")).Lines, line => line.Contains("warning MDX0315", StringComparison.Ordinal));
        AssertSameAsUninterrupted("Plain");
    }

    [Fact]
    public void Temporary_files_of_killed_processes_are_deleted()
    {
        Assert.False(RunFor(14, Training("Plain")));
        var unfinished = Path.Combine(Path.GetDirectoryName(_interrupted.Only("checkpoint.state"))!, ".weights.safetensors.0123.tmp");
        File.WriteAllText(unfinished, "half");

        Assert.Equal(0, _interrupted.Run(Training("Plain")).ExitCode);
        Assert.False(File.Exists(unfinished));
        AssertSameAsUninterrupted("Plain");
    }

    [Fact]
    public void A_changed_list_of_seeds_trains_only_new_seeds()
    {
        _straight.Run(Specs.Of(("Seeds", "1;2")));
        var before = Times("training.json");

        _straight.Run(Specs.Of(("Seeds", "2;3")));

        var after = Times("training.json");
        Assert.Equal(2, before.Count);
        Assert.Equal(3, after.Count);
        Assert.All(before, file => Assert.Equal(file.Value, after[file.Key]));
    }

    [Fact]
    public void A_new_evaluator_measures_and_trains_nothing()
    {
        _straight.Run(Specs.Of());
        var before = Times("training.json");
        var brightness = new Brightness("pixels");

        _straight.Run(Specs.Of(("Evaluate", "Reconstruction;Brightness")), [brightness]);

        Assert.Equal(3, brightness.Measured);
        Assert.Equal(before, Times("training.json"));
        Assert.All(_straight.Files("result.json"), file => Assert.Contains("\"Brightness\"", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public void A_changed_evaluator_setting_runs_only_that_evaluator()
    {
        var spec = Specs.Of(("Evaluate", "Reconstruction;Brightness"));
        _straight.Run(spec, [new Brightness("pixels")]);
        var again = new Brightness("pixels, twice");

        var (_, lines) = _straight.Run(spec, [again]);

        Assert.Equal(3, again.Measured);
        Assert.Contains(lines, line => line.EndsWith("Brightness", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("##progress", StringComparison.Ordinal) && line.EndsWith("Reconstruction", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Jobs", "7"), InlineData("FailFast", "true"), InlineData("Wait", "false"), InlineData("SlurmOptions", "--time=1:00")]
    public void Execution_settings_do_not_change_results(string name, string value)
    {
        _straight.Run(Specs.Of());
        Assert.Contains("##table 3 of 3 jobs up to date", _straight.Run(Specs.Of((name, value))).Lines);
    }

    [Fact]
    public void Cleaning_deletes_only_the_report_and_jobs_of_the_current_settings()
    {
        _straight.Run(Specs.Of(("Seeds", "1")));
        var kept = _straight.Found;
        _straight.Run(Specs.Of(("Epochs", "2"), ("Models", "Plain"), ("Dataset", "Stripes")));

        var (code, _) = _straight.Run(Specs.Of(("Epochs", "2"), ("Models", "Plain")), verb: Verb.Clean);

        Assert.Equal(0, code);
        Assert.False(Directory.Exists(Path.Combine(_straight.Path, "test")));
        Assert.False(Directory.Exists(Path.Combine(_straight.Jobs, "Plain")));
        Assert.Equal(kept.Where(file => !file.Key.StartsWith("mean image", StringComparison.Ordinal)), _straight.Found);
    }

    [Fact]
    public void Report_settings_do_not_change_results()
    {
        _straight.Run(Specs.Of());
        var before = Times("result.json");

        Assert.Contains("##table 3 of 3 jobs up to date", _straight.Run(Specs.Of() with { Preset = "paper" }).Lines);
        Assert.Equal(before, Times("result.json"));
    }

    [Theory]
    [InlineData(6)] // within the second epoch: the loss is not a number
    [InlineData(8)] // with its last step: the loss of the epoch was finite
    public void A_diverged_training_keeps_its_last_finite_checkpoint(int step)
    {
        Interruptible.After(step, Spoil);
        var (code, lines) = _interrupted.Run(Training("Plain"));

        Assert.Equal(1, code);
        var log = Path.Combine(Path.GetDirectoryName(_interrupted.Only("checkpoint.state"))!, "job.log");
        Assert.EndsWith($"The job's log: {log}", Assert.Single(lines, line => line.Contains("error MDX0310", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("DivergenceException", File.ReadAllText(log), StringComparison.Ordinal);

        // The cause is gone: the training resumes to the same bits.
        Assert.Equal(0, _interrupted.Run(Training("Plain")).ExitCode);
        Assert.Contains(File.ReadLines(log), line => line.EndsWith("Training from epoch 2 of 6", StringComparison.Ordinal));
        AssertSameAsUninterrupted("Plain");
    }

    private static void Spoil(ITrainingStep step)
    {
        using var grad = no_grad();
        step.Model.parameters().First().fill_(double.NaN);
    }

    private void Damage(string name)
    {
        var file = _interrupted.Only(name);
        var content = File.ReadAllBytes(file);
        content[content.Length / 2] ^= 1;
        File.WriteAllBytes(file, content);
    }

    private SortedDictionary<string, DateTime> Times(string name) => new(_straight.Files(name).ToDictionary(file => file, File.GetLastWriteTimeUtc), StringComparer.Ordinal);

    /// <summary>Measures the brightness of reconstructions, and counts its calls.</summary>
    private sealed class Brightness(string settings) : IEvaluator
    {
        private static readonly Metric Mean = new("Brightness", "brightness", Better.Neither);

        public int Measured { get; private set; }

        public string Name => "Brightness";

        public string Settings => settings;

        public IReadOnlyList<Metric> Metrics => [Mean];

        public Baselines Baselines => Baselines.MeanImage | Baselines.PrincipalComponents;

        public bool Measures(ImageModel model) => true;

        public void Evaluate(EvaluationContext evaluation)
        {
            Measured++;
            using var grad = no_grad();
            using var scope = NewDisposeScope();
            evaluation.Add(Mean, ((IReconstructor)evaluation.Subject).Reconstruct(evaluation.Test).mean().item<float>());
        }
    }
}
