using System.Text.RegularExpressions;
using System.Runtime.InteropServices;
using System.Text.Json;
using ModelDsl.Architectures;
using ModelDsl.Data;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Execution;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Weights;
using TorchSharp;

namespace ModelDsl.Experiments.Tests;

/// <summary>Whole experiments on small data: what is printed, what is kept, what is run again.</summary>
public sealed class RunTests : IDisposable
{
    private static readonly StripedImages Gone = new("Gone", Failure: new DatasetUnavailableException("Gone cannot be had."));
    private static readonly StripedImages Bad = new("Bad", Failure: new CodedException(ErrorCodes.DataCorrupt, "Bad is damaged."));

    private readonly string _folder = Directory.CreateTempSubdirectory("modeldsl-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private (int ExitCode, string[] Lines) Run(ExperimentSpec spec, IReadOnlyList<IDataset>? datasets = null, string? archive = null, IReadOnlyList<IEvaluator>? evaluators = null, CancellationToken cancellation = default)
    {
        using var output = new StringWriter();
        var arguments = new Arguments(spec.Write(_folder), _folder) { Archive = archive };
        var code = ExperimentRunner.Run(arguments, Specs.Catalogue(datasets, evaluators), new RunLog(output, output, "/obj/test.log"), cancellation, (runner, given) => new InProcess(runner, given.Force));
        return (code, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Asks whether an experiment is up to date; its report where it is.</summary>
    private string? Finished(ExperimentSpec spec)
    {
        using var output = new StringWriter();
        new ExperimentCheck(Specs.Catalogue(), new RunLog(output, output), default).Run([new Arguments(spec.Write(_folder), _folder)]);
        return output.ToString().StartsWith("##finished ", StringComparison.Ordinal) ? output.ToString().Trim().Split('|')[1] : null;
    }

    private JsonElement Results() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "test", "results.json"))).RootElement;

    private static JsonElement Error(JsonElement row) => row.GetProperty("metrics").GetProperty("ReconstructionMse");

    [Fact]
    public void An_experiment_trains_measures_and_reports()
    {
        var (code, lines) = Run(Specs.Of(("Models", "ConvAutoencoder;DenseAutoencoder"), ("Latent", "4"), ("Seeds", "1;2"), ("Epochs", "3")));

        Assert.Equal(0, code);
        Assert.Contains(lines, line => line.StartsWith("##progress 1/6 ", StringComparison.Ordinal) && line.Contains("1.0/3 loss 0.", StringComparison.Ordinal));
        Assert.Equal($"##report {Path.Combine(_folder, "test", "report.html")}", lines[^1]);
        Assert.Equal(0x89, File.ReadAllBytes(Path.Combine(_folder, "test", "reconstructions-Stripes.png"))[0]);

        var rows = Results().GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(4, rows.Count);
        Assert.All(rows, row => Assert.True(Error(row).GetProperty("mean").GetDouble() > 0));
        // Phase-shifted stripes lie in a plane: PCA with four components leaves rounding only.
        Assert.InRange(Error(rows[3]).GetProperty("mean").GetDouble(), 0, 1e-4);
        Assert.Equal(2, Error(rows[0]).GetProperty("values").GetArrayLength());
        Assert.True(Error(rows[0]).GetProperty("standardDeviation").GetDouble() > 0);
    }

    [Fact]
    public void Pictures_of_data_sets_that_an_experiment_no_longer_names_are_deleted()
    {
        string[] Pictures() => [.. Directory.EnumerateFiles(Path.Combine(_folder, "test"), "*.png").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

        StripedImages[] datasets = [new("First"), new("Second")];

        Run(Specs.Of(("Dataset", "First;Second")), datasets);
        Assert.Equal(["reconstructions-First.png", "reconstructions-Second.png"], Pictures());
        Run(Specs.Of(("Dataset", "Second")), datasets);
        Assert.Equal(["reconstructions-Second.png"], Pictures());
    }

    /// <summary>Else a build that finds all done would write reports anew, and print their tables.</summary>
    [Fact]
    public void An_experiment_stays_up_to_date_when_another_measures_more_on_the_jobs_that_both_have()
    {
        var spec = Specs.Of();
        Run(spec);
        Assert.Equal(0, Run(Specs.Of(("Evaluate", "Reconstruction;Denoising")) with { Name = "other" }).ExitCode);
        Assert.NotNull(Finished(spec));
    }

    [Fact]
    public void An_experiment_is_up_to_date_with_its_jobs_and_its_report()
    {
        var spec = Specs.Of();
        Assert.Null(Finished(spec));
        Run(spec);
        var page = Path.Combine(_folder, "test", "report.html");

        Assert.Equal(page, Finished(spec));
        Assert.Null(Finished(Specs.Of(("Epochs", "9"))));
        Assert.Null(Finished(Specs.Of(("Models", "NoSuchModel"))));
        Assert.Null(Finished(spec with { Force = true }));
        Assert.Null(Finished(spec with { List = true }));
        Assert.Null(Finished(spec with { Claims = [new("A claim", "ReconstructionMse", "ConvAutoencoder", null, "Vae", "/project/Test.csproj", 1)] }));
        File.Delete(page);
        Assert.Null(Finished(spec));
        Run(spec);
        Assert.Equal(page, Finished(spec));
        File.Delete(Directory.GetFiles(Path.Combine(_folder, "jobs"), "result.json", SearchOption.AllDirectories)[0]);
        Assert.Null(Finished(spec));
    }

    /// <summary>Who starts a night's work hears of a mistake in its last part at once.</summary>
    [Fact]
    public void Mistakes_are_told_before_anything_trains_and_one_that_is_shared_once()
    {
        var preset = new Dictionary<string, SourceLine> { ["Epocs"] = new("/project/presets.props", 7, 3) };
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

        Assert.False(new ExperimentCheck(Specs.Catalogue(), new RunLog(output, output), default).Run(files));

        Assert.Equal(
            [
                "/project/Test.csproj(12,5): error MDX0312", "/project/presets.props(7,3): error MDX0013",
                "/project/Test.csproj(12,5): error MDX0311", "/project/Test.csproj : error MDX0010",
            ],
            output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(": ", line.Split(": ")[..2])));
        Assert.False(Directory.Exists(Path.Combine(_folder, "jobs")));
    }

    [Fact]
    public void With_one_seed_a_claim_stays_open_and_says_what_its_test_images_do()
    {
        Run(Specs.Of(("Models", "ConvAutoencoder;DenseAutoencoder"), ("Latent", "4")) with { Claims = [new("A claim", "ReconstructionMse", "DenseAutoencoder", null, "ConvAutoencoder", "/project/Test.csproj", 1)] });
        var verdict = Results().GetProperty("claims")[0].GetProperty("verdicts")[0];
        var within = verdict.GetProperty("withinSeed");
        var rows = Results().GetProperty("rows").EnumerateArray().ToDictionary(row => row.GetProperty(row.TryGetProperty("model", out _) ? "model" : "baseline").GetString()!, row => Error(row).GetProperty("mean").GetDouble());

        Assert.Equal("not resolved", verdict.GetProperty("verdict").GetString());
        Assert.Equal(rows["DenseAutoencoder"] - rows["ConvAutoencoder"], within.GetProperty("meanDifference").GetDouble(), 5);
        Assert.InRange(within.GetProperty("meanDifference").GetDouble(), within.GetProperty("interval95")[0].GetDouble(), within.GetProperty("interval95")[1].GetDouble());
        Assert.Contains("Within seed 1, over its ", verdict.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains("(bootstrap)", File.ReadAllText(Path.Combine(_folder, "test", "results.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_is_written_again_where_it_would_be_another()
    {
        var spec = Specs.Of();
        var page = Path.Combine(_folder, "test", "report.html");
        Run(spec);
        File.WriteAllText(page, "as it was");

        Run(spec);
        Assert.Equal("as it was", File.ReadAllText(page));
        Run(spec with { Preset = "another" });
        Assert.NotEqual("as it was", File.ReadAllText(page));
    }

    [Fact]
    public void The_same_seed_gives_the_same_metrics_bit_for_bit()
    {
        Run(Specs.Of());
        var first = Error(Results().GetProperty("rows")[0]).GetRawText();

        Run(Specs.Of() with { Force = true });

        Assert.Equal(first, Error(Results().GetProperty("rows")[0]).GetRawText());
    }

    [Theory]
    [InlineData("Vae", "bound"), InlineData("ConditionalVae", "bound"), InlineData("Avae", "discriminatorAccuracy"), InlineData("Avb", "boundEstimate")]
    public void Every_family_trains_and_what_its_objective_logs_is_kept(string model, string metric)
    {
        var (code, _) = Run(Specs.Of(("Models", model), ("Epochs", "2"), ("ValidationImages", "32")));

        Assert.Equal(0, code);
        var file = Directory.GetFiles(Path.Combine(_folder, "jobs", model), "training.json", SearchOption.AllDirectories).Single();
        var record = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
        Assert.Equal(2, record.GetProperty("metrics").GetProperty(metric).GetArrayLength());
        Assert.Equal(2, record.GetProperty("validation").GetArrayLength());
        Assert.InRange(Error(Results().GetProperty("rows")[0]).GetProperty("mean").GetDouble(), 0, 1);
    }

    [Fact]
    public void What_evaluators_show_is_kept_beside_their_figures()
    {
        var (code, lines) = Run(Specs.Of(("Models", "Vae"), ("TrainingImages", "64"), ("Evaluate", "Denoising;Classification;TSne;LatentScatter;Samples;Interpolation")));

        Assert.True(code == 0, string.Join('\n', lines));
        var job = Path.GetDirectoryName(Directory.GetFiles(Path.Combine(_folder, "jobs", "Vae"), "result.json", SearchOption.AllDirectories).Single())!;
        Assert.All(
            ["Denoising/noisy.idx3-ubyte", "Denoising/DenoisingMse(0.5,clipped).f32", "TSne/tsne.points.json", "Samples/samples.idx3-ubyte", "Interpolation/interpolation.idx3-ubyte"],
            file => Assert.True(File.Exists(Path.Combine(job, file)), file));
        var rows = Results().GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(["Vae", "mean image", "PCA", "raw pixels"], rows.Select(row => (row.TryGetProperty("model", out var model) ? model : row.GetProperty("baseline")).GetString()));
        Assert.InRange(rows[3].GetProperty("metrics").GetProperty("DenoisingMse(0.5)").GetProperty("mean").GetDouble(), 0.23, 0.27);
        Assert.True(rows[0].GetProperty("metrics").TryGetProperty("CodeMeanNorm", out _));

        Assert.Contains("##table 4 of 4 jobs up to date", Run(Specs.Of(("Models", "Vae"), ("TrainingImages", "64"), ("Evaluate", "Denoising;Samples"))).Lines);
    }

    [Fact]
    public void A_figure_that_depends_on_noise_is_the_same_from_stored_weights()
    {
        Run(Specs.Of(("Models", "Avae")));
        var first = Results().GetProperty("rows")[0].GetRawText();
        foreach (var result in Directory.GetFiles(Path.Combine(_folder, "jobs", "Avae"), "result.json", SearchOption.AllDirectories))
            File.Delete(result);

        Run(Specs.Of(("Models", "Avae")));

        Assert.Equal(first, Results().GetProperty("rows")[0].GetRawText());
    }

    [Fact]
    public void A_claim_is_judged_and_a_published_metric_stands_beside_ours()
    {
        var project = Path.Combine(_folder, "Test.csproj");
        File.WriteAllText(Path.Combine(_folder, "table.csv"), "dataset,model,sizes,metric,value,source\nStripes,ConvAutoencoder,,ReconstructionMse,0.0047,A paper\n");
        var spec = Specs.Of(("Models", "ConvAutoencoder;DenseAutoencoder"), ("Published", "table.csv")) with
        {
            ProjectFile = project,
            Claims = [new("Convolutions help", "ReconstructionMse", "ConvAutoencoder", null, "DenseAutoencoder", "/project/Test.csproj", 20)],
        };

        var (code, lines) = Run(spec);

        Assert.Equal(0, code);
        Assert.Contains("##table not resolved    Convolutions help (test MSE, Stripes, Latent=16)", lines);
        Assert.Contains(lines, line => line.Contains("  ConvAutoencoder ", StringComparison.Ordinal) && line.EndsWith(" 0.0047", StringComparison.Ordinal));
        Assert.Equal(0.0047, Error(Results().GetProperty("rows")[0]).GetProperty("published").GetProperty("value").GetDouble());
    }

    [Fact]
    public void Published_metrics_that_cannot_be_read_stop_the_run_before_anything_trains()
    {
        var (code, lines) = Run(Specs.Of(("Published", "nowhere.csv")));

        Assert.Equal(1, code);
        Assert.StartsWith("/project/Test.csproj(12,5): error MDX0107: /project/nowhere.csv cannot be read", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_run_does_only_what_changed()
    {
        Run(Specs.Of(("Seeds", "1")));
        var (_, lines) = Run(Specs.Of(("Seeds", "1;2")));

        Assert.DoesNotContain(lines, line => line.Contains("seed=1", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("seed=2", StringComparison.Ordinal));
        Assert.Contains("##table 3 of 4 jobs up to date", lines);
    }

    [Fact]
    public void Results_of_other_settings_stay_beside_each_other()
    {
        Run(Specs.Of(("Epochs", "1")));
        Run(Specs.Of(("Epochs", "2")));

        Assert.Contains("##table 3 of 3 jobs up to date", Run(Specs.Of(("Epochs", "1"))).Lines);
    }

    [Fact]
    public void A_result_in_the_archive_counts_as_done()
    {
        var spec = Specs.Of(("Epochs", "2"));
        Run(spec);
        var archive = Path.Combine(_folder, "archive");
        Directory.Move(Path.Combine(_folder, "jobs"), archive);
        foreach (var weights in Directory.GetFiles(archive, "weights.safetensors", SearchOption.AllDirectories))
            File.Delete(weights);

        Assert.Contains("##table 3 of 3 jobs up to date", Run(spec, archive: archive).Lines);
        Assert.Contains("training loss, Stripes", File.ReadAllText(Path.Combine(_folder, "test", "report.html")), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(_folder, "test", "tensorboard"), "*tfevents*", SearchOption.AllDirectories));
        Assert.DoesNotContain("##table 3 of 3 jobs up to date", Run(Specs.Of(("Epochs", "3")), archive: archive).Lines);
    }

    [Fact]
    public void Trainings_of_one_epoch_make_no_curves()
    {
        Run(Specs.Of());

        var page = File.ReadAllText(Path.Combine(_folder, "test", "report.html"));
        Assert.Contains("Each training was one epoch: there are no curves.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("training loss, Stripes", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_result_is_made_again_from_the_stored_weights()
    {
        Run(Specs.Of());
        var result = Directory.GetFiles(Path.Combine(_folder, "jobs", "DenseAutoencoder"), "result.json", SearchOption.AllDirectories).Single();
        var before = File.ReadAllText(result);
        File.WriteAllText(result, before[..50]);

        var (code, lines) = Run(Specs.Of());

        Assert.Equal(0, code);
        Assert.DoesNotContain(lines, line => line.Contains("loss", StringComparison.Ordinal));
        Assert.Equal(before, File.ReadAllText(result));
    }

    [Fact]
    public void A_data_set_that_cannot_be_had_is_a_warning_and_the_others_run()
    {
        var (code, lines) = Run(
            Specs.Of(("Dataset", "Gone;Stripes")), [Gone, new StripedImages("Stripes")]);

        Assert.Equal(0, code);
        Assert.Equal("/project/Test.csproj(12,5): warning MDX0101: Gone cannot be had.", Assert.Single(lines.Coded()));
        Assert.Equal("Stripes", Assert.Single(Results().GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("dataset").GetString()).Distinct()));
    }

    [Fact]
    public void Where_no_data_can_be_had_the_run_fails()
    {
        var (code, lines) = Run(Specs.Of(("Dataset", "Gone")), [Gone]);

        Assert.Equal(1, code);
        Assert.Contains(lines, line => line.Contains("error MDX0313", StringComparison.Ordinal));
    }

    [Fact]
    public void An_objective_may_log_what_is_no_number_or_comes_late()
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
    public void A_model_that_diverges_fails_and_the_others_run()
    {
        var (code, lines) = Run(Specs.Of(("Epochs", "40"), ("LearningRate", "1e30")));

        Assert.Equal(1, code);
        Assert.Contains("/project/Test.csproj(12,5): error MDX0310: DenseAutoencoder/Stripes/Latent=16/seed=1: The training of DenseAutoencoder diverged", lines.Coded().Single(), StringComparison.Ordinal);
        Assert.Equal(2, Results().GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public void What_the_engine_refuses_is_a_coded_error()
    {
        // More than a 32-bit float holds.
        var (code, lines) = Run(Specs.Of(("LearningRate", "1e38")));

        Assert.Equal(1, code);
        Assert.Contains("error MDX0206: DenseAutoencoder/Stripes/Latent=16/seed=1:", lines.Coded().Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_set_of_another_shape_is_refused_before_anything_trains()
    {
        var (code, lines) = Run(Specs.Of(("Dataset", "Bars"), ("Models", "ConvAutoencoder")));

        Assert.Equal(1, code);
        Assert.Contains(lines, line => line.Contains("error MDX0312: ConvAutoencoder takes [1, 28, 28], and Bars gives [1, 20, 28]", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("##progress", StringComparison.Ordinal));
    }

    [Fact]
    public void A_stage_that_no_model_has_is_refused_before_anything_trains()
    {
        var (code, lines) = Run(Specs.Of(("Freeze", "Encod"), ("Seeds", "1;2")));

        Assert.Equal(1, code);
        Assert.Equal(
            "/project/Test.csproj(12,5): error MDX0010: Experiment 'test' freezes 'Encod', and DenseAutoencoder has no stage of this name. Did you mean Encode? Stages: Encode, Decode.",
            Assert.Single(lines.Coded()));
    }

    [Fact]
    public void Images_with_colors_are_refused_before_anything_trains()
    {
        var (code, lines) = Run(Specs.Of(("Dataset", "Colored")), [new StripedImages("Colored", Rows: 14, Columns: 28, Channels: 2)]);

        Assert.Equal(1, code);
        Assert.Contains(
            "error MDX0312: Colored gives [2, 14, 28], and what is measured and shown are gray images, [1, height, width]",
            Assert.Single(lines.Coded()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("metric"), InlineData("series"), InlineData("map")]
    public void What_an_evaluator_finds_is_finite(string kind)
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

    [Fact]
    public void Damaged_data_are_one_error_and_the_other_data_sets_run()
    {
        var (code, lines) = Run(
            Specs.Of(("Dataset", "Bad;Stripes"), ("Seeds", "1;2")), [Bad, new StripedImages("Stripes")]);

        Assert.Equal(1, code);
        Assert.Equal("/project/Test.csproj(12,5): error MDX0103: Bad is damaged.", Assert.Single(lines.Coded()));
        Assert.Equal(3, Results().GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public void Data_that_fail_to_load_in_an_unknown_way_cost_their_own_jobs_alone()
    {
        var (code, lines) = Run(
            Specs.Of(("Dataset", "Odd;Stripes"), ("Seeds", "1;2")), [new StripedImages("Odd", Failure: new InvalidOperationException("Odd.")), new StripedImages("Stripes")]);

        Assert.Equal(1, code);
        Assert.Contains("error MDX0314: Odd cannot be loaded: Odd. The details: /obj/test.log", Assert.Single(lines.Coded()), StringComparison.Ordinal);
        Assert.Equal(3, Results().GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public void A_label_that_is_no_class_is_an_error_before_anything_trains()
    {
        var (code, lines) = Run(Specs.Of(("Dataset", "Odd;Stripes")), [new StripedImages("Odd", Labels: 12), new StripedImages("Stripes")]);

        Assert.Equal(1, code);
        Assert.Equal(
            "/project/Test.csproj(12,5): error MDX0105: Odd says that it has 10 classes, and a training image has the label 11. Labels begin at 0.",
            Assert.Single(lines.Coded()));
        Assert.Equal(3, Results().GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public void As_many_validation_images_as_the_data_have_are_an_error_before_anything_trains()
    {
        var (code, lines) = Run(Specs.Of(("ValidationImages", "96"), ("Seeds", "1;2")));

        Assert.Equal(1, code);
        Assert.Contains("error MDX0010: Experiment 'test' sets ValidationImages to 96, which leaves none of the 96 images of Stripes", Assert.Single(lines, line => line.Contains("error", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_first_failure_stops_all_damaged_data_do_too()
    {
        Run(Specs.Of(("Dataset", "Bad;Stripes"), ("FailFast", "true")), [Bad, new StripedImages("Stripes")]);

        Assert.False(Directory.Exists(Path.Combine(_folder, "jobs", "DenseAutoencoder")));
    }

    [Theory]
    [InlineData("Freeze", "Encode;Decode", "error MDX0010: Experiment 'test' cannot train DenseAutoencoder: DenseAutoencoder has no weights for ")]
    [InlineData("Weights", "other.safetensors", "error MDX0113: ")]
    [InlineData("Weights", "other.dat", "error MDX0114: ")]
    [InlineData("Weights", "cut.dat", "error MDX0110: ")]
    public void What_a_training_cannot_begin_with_is_an_error_before_anything_trains(string name, string value, string message)
    {
        using (var other = new ConvAutoencoder(16))
        {
            Checkpoint.Save(other, Path.Combine(_folder, "other.safetensors"));
            other.save(Path.Combine(_folder, "other.dat"));
            File.WriteAllBytes(Path.Combine(_folder, "cut.dat"), File.ReadAllBytes(Path.Combine(_folder, "other.dat"))[..1000]);
        }
        var spec = Specs.Of((name, value)) with { ProjectFile = Path.Combine(_folder, "Test.csproj") };
        using var output = new StringWriter();

        Assert.False(new ExperimentCheck(Specs.Catalogue(), new RunLog(output, output), default).Run([new Arguments(spec.Write(_folder), _folder)]));
        Assert.Contains(message, output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("start.dat"), InlineData("start.safetensors")]
    public void A_training_starts_from_a_file_of_either_format(string file)
    {
        using var scope = torch.NewDisposeScope();
        using var start = new DenseAutoencoder(16);
        if (file == "start.dat")
            start.save(Path.Combine(_folder, file));
        else
            Checkpoint.Save(start, Path.Combine(_folder, file));

        var (code, lines) = Run(Specs.Of(("Weights", file), ("Freeze", "Decode")) with { ProjectFile = Path.Combine(_folder, "Test.csproj") });

        Assert.True(code == 0, string.Join('\n', lines));
        var trained = WeightsReader.Load(Assert.Single(Directory.GetFiles(_folder, "weights.safetensors", SearchOption.AllDirectories))).Tensors;
        Assert.All(start.state_dict(), weight => Assert.Equal(
            weight.Key.StartsWith("Decode", StringComparison.Ordinal), weight.Value.bytes.SequenceEqual(trained[weight.Key].bytes)));
    }

    [Fact]
    public void Labels_of_another_length_are_an_error_before_anything_trains()
    {
        var (code, lines) = Run(Specs.Of(("Models", "DenseAutoencoder;ConditionalVae"), ("Dataset", "Twelve")), [new StripedImages("Twelve", Classes: 12)]);

        Assert.Equal(1, code);
        Assert.Equal(
            "/project/Test.csproj(12,5): error MDX0312: ConditionalVae fails on an image of Twelve, which has 12 classes. ConditionalVae.Encode: label is [batch, 10], "
            + "but got [1, 12]. Correct the stage or its [Shape], or choose another data set.",
            Assert.Single(lines, line => line.Contains("error", StringComparison.Ordinal)));
        Assert.False(Directory.Exists(Path.Combine(_folder, "jobs", "DenseAutoencoder")));
    }

    [Theory]
    [InlineData("Vae;ConditionalVae", 0), InlineData("ConditionalVae", 0), InlineData("Vae;DenseAutoencoder;ConditionalVae", 1)]
    public void A_model_that_is_told_the_classes_is_not_ranked_with_others(string models, int bold)
    {
        var (code, lines) = Run(Specs.Of(("Models", models), ("Evaluate", "Reconstruction")));

        Assert.True(code == 0, string.Join('\n', lines));
        var page = File.ReadAllText(Path.Combine(_folder, "test", "report.html"));
        Assert.Contains("Is told the class of each image", page, StringComparison.Ordinal);
        Assert.Equal(bold, Regex.Count(page, "<td class=\"number\"><strong class=\"best\">"));
    }

    [Theory]
    [InlineData("managed", "memory ran out. Use a smaller BatchSize")]
    [InlineData("libtorch", "memory ran out; libtorch says: CUDA out of memory. Tried to allocate 2 GiB. Use a smaller BatchSize")]
    public void Memory_that_runs_out_is_told_with_what_helps(string kind, string message)
    {
        Exception error = kind == "managed" ? new OutOfMemoryException() : new ExternalException("CUDA out of memory. Tried to allocate 2 GiB.");

        var (code, lines) = Run(Specs.Of(("Evaluate", "Reconstruction;Failing")), evaluators: [new ReconstructionEvaluator(), new Failing(error)]);

        Assert.Equal(1, code);
        Assert.Contains($"error MDX0318: DenseAutoencoder/Stripes/Latent=16/seed=1: Failing: {message}", Assert.Single(lines.Coded()), StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_evaluator_cannot_measure_the_others_do()
    {
        var own = new Own("Own", "size", "size");
        var (code, lines) = Run(Specs.Of(("Evaluate", "Failing;Own"), ("Seeds", "1;2")), evaluators: [new Failing(new InvalidOperationException("not today"), onSeed: 1), own]);

        Assert.Equal(1, code);
        Assert.Contains(
            "error MDX0314: DenseAutoencoder/Stripes/Latent=16/seed=1: Failing failed: InvalidOperationException: not today The job's log:",
            Assert.Single(lines.Coded()), StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("DenseAutoencoder Stripes Own", StringComparison.Ordinal));
        Assert.Equal(1, Results().GetProperty("missingJobs").GetInt32());
        Assert.Equal([1, 2], Seeds("size"));
        Assert.Equal([2], Seeds("metric"));
        Assert.Contains("a series, Stripes", File.ReadAllText(Path.Combine(_folder, "test", "report.html")), StringComparison.Ordinal);
        var text = File.ReadAllText(Path.Combine(_folder, "test", "results.md"));
        Assert.Contains("One job of this experiment is not finished, and the tables lack what it has not measured", text, StringComparison.Ordinal);
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
    public void Where_the_first_failure_is_to_stop_all_no_other_evaluator_measures()
    {
        var (code, lines) = Run(Specs.Of(("Evaluate", "Failing;Own"), ("FailFast", "true")), evaluators: [new Failing(new InvalidOperationException("not today")), new Own("Own", "size", "size")]);

        Assert.Equal(1, code);
        Assert.Contains("Failing failed: InvalidOperationException: not today The job's log:", Assert.Single(lines.Coded()), StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => line.Contains("DenseAutoencoder Stripes Own", StringComparison.Ordinal));
    }

    [Fact]
    public void Evaluators_that_fail_are_all_named()
    {
        var (code, lines) = Run(Specs.Of(("Evaluate", "Reconstruction;Failing;Own")), evaluators: [new ReconstructionEvaluator(), new Failing(new InvalidOperationException("not today")), new Own("Own", lists: "size", gives: "sise")]);

        Assert.Equal(1, code);
        Assert.Contains(
            "seed=1: Failing failed: InvalidOperationException: not today What failed too: Own. The job's log:",
            Assert.Single(lines.Coded()), StringComparison.Ordinal);
        Assert.Equal(3, Results().GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public void A_figure_that_its_evaluator_does_not_list_fails_the_job()
    {
        var (code, lines) = Run(Specs.Of(("Evaluate", "Own")), evaluators: [new Own("Own", lists: "size", gives: "sise")]);

        Assert.Equal(1, code);
        Assert.Contains(lines, line => line.Contains("error MDX0314: DenseAutoencoder/Stripes/Latent=16/seed=1: Own gives the metric 'sise', which is not among its Metrics.", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_evaluators_that_give_the_same_metric_are_an_error_before_anything_trains()
    {
        var (code, lines) = Run(Specs.Of(("Evaluate", "First;Second")), evaluators: [new Own("First", "size", "size"), new Own("Second", "size", "size")]);

        Assert.Equal(1, code);
        Assert.Equal(
            "/project/Test.csproj(12,5): error MDX0016: Experiment 'test' asks for First and Second, and both give a metric 'size'. Rename the one that is yours.",
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

    [Fact]
    public void A_job_without_a_result_fails_and_the_others_go_on()
    {
        using var output = new StringWriter();
        var spec = Specs.Of(("Seeds", "1;2"));
        var code = ExperimentRunner.Run(new Arguments(spec.Write(_folder), _folder), Specs.Catalogue(), new RunLog(output, output), default, (runner, _) => new Forgetful(runner));

        Assert.Equal(1, code);
        var error = Assert.Single(output.ToString().Split('\n').Coded());
        Assert.Contains("error MDX0317: DenseAutoencoder/Stripes/Latent=16/seed=1 is done, and its result is not there", error, StringComparison.Ordinal);
        Assert.Equal(3, Results().GetProperty("rows").GetArrayLength());
    }

    /// <summary>Says of the first job that it is done, as where the program was built again meanwhile.</summary>
    private sealed class Forgetful(JobRunner runner) : IExecutor
    {
        public Task RunAsync(IReadOnlyList<(int Number, Job Job)> jobs, IJobEvents events, CancellationToken cancellation)
        {
            Assert.True(events.Finished(jobs[0].Number));
            return new InProcess(runner, force: false).RunAsync([.. jobs.Skip(1)], events, cancellation);
        }
    }

    [Theory]
    [InlineData("Broken", "the second time"), InlineData("Moody", "not this image")]
    public void What_nobody_expected_costs_one_job_and_is_coded(string model, string reason)
    {
        var (code, lines) = Run(Specs.Of(("Models", $"{model};DenseAutoencoder")));

        Assert.Equal(1, code);
        Assert.Contains(lines, line => line.Contains($"error MDX0314: {model}/Stripes/seed=1 failed: InvalidOperationException: {reason}", StringComparison.Ordinal));
        Assert.Equal(3, Results().GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public void Pixels_are_flattened_but_never_rearranged()
    {
        var (code, lines) = Run(Specs.Of(("Dataset", "Wide")), [new StripedImages("Wide", Rows: 14, Columns: 56)]);
        Assert.True(code == 0, string.Join('\n', lines));

        (code, lines) = Run(Specs.Of(("Dataset", "Wide"), ("Models", "ConvAutoencoder")), [new StripedImages("Wide", Rows: 14, Columns: 56)]);

        Assert.Equal(1, code);
        Assert.Contains(lines, line => line.Contains("error MDX0312: ConvAutoencoder takes [1, 28, 28], and Wide gives [1, 14, 56]", StringComparison.Ordinal));
    }

    [Fact]
    public void A_code_longer_than_the_image_has_no_linear_baseline()
    {
        var (code, lines) = Run(Specs.Of(("Latent", "785")));

        Assert.True(code == 0, string.Join('\n', lines));
        Assert.Equal(2, Results().GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public void A_canceled_run_keeps_what_is_finished()
    {
        Run(Specs.Of());
        using var canceled = new CancellationTokenSource();
        canceled.Cancel();

        var (code, lines) = Run(Specs.Of(("Seeds", "1;2")), cancellation: canceled.Token);

        Assert.Equal(130, code);
        Assert.Empty(lines.Coded());
        Assert.Contains("##table 3 of 3 jobs up to date", Run(Specs.Of()).Lines);
        Assert.Empty(Directory.GetFiles(_folder, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public void The_list_says_what_would_run_and_runs_nothing()
    {
        Run(Specs.Of());
        var (code, lines) = Run(Specs.Of(("Seeds", "1;2")) with { List = true });

        Assert.Equal(0, code);
        Assert.Equal(
        [
            "##table test",
            "##table    1  up to date  DenseAutoencoder/Stripes/Latent=16/seed=1",
            "##table    2  to run      DenseAutoencoder/Stripes/Latent=16/seed=2",
            "##table    3  up to date  mean image/Stripes",
            "##table    4  up to date  PCA/Stripes/Components=16",
        ], lines);

        (_, lines) = Run(Specs.Of(("Evaluate", "Reconstruction;Classification")) with { List = true });
        Assert.Contains("##table    1  to measure  DenseAutoencoder/Stripes/Latent=16/seed=1", lines);
        (_, lines) = Run(Specs.Of() with { List = true, Force = true });
        Assert.Contains("##table    1  to run      DenseAutoencoder/Stripes/Latent=16/seed=1", lines);
    }
}
