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

/// <summary>Complete experiments on small data: output and stored results.</summary>
public sealed class RunTests : ExperimentTest
{
    [Fact]
    public void An_experiment_trains_measures_and_reports()
    {
        var (code, lines) = Run(Specs.Of(("Models", "ConvAutoencoder;DenseAutoencoder"), ("Latent", "4"), ("Seeds", "1;2"), ("Epochs", "3")));

        Assert.Equal(0, code);
        Assert.Contains(lines, line => line.StartsWith("##progress 0 of 6 done · ConvAutoencoder epoch 1.0 of 3", StringComparison.Ordinal));
        Assert.Equal($"##report {Path.Combine(_folder, "test", "report.html")}", lines[^1]);
        Assert.Equal(0x89, File.ReadAllBytes(Path.Combine(_folder, "test", "reconstructions-Stripes.png"))[0]);

        var rows = Results().GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(4, rows.Count);
        Assert.All(rows, row => Assert.True(Error(row).GetProperty("mean").GetDouble() > 0));
        // Phase-shifted stripes are in a plane, so PCA with four components reconstructs them up to rounding.
        Assert.InRange(Error(rows[3]).GetProperty("mean").GetDouble(), 0, 1e-4);
        Assert.Equal(2, Error(rows[0]).GetProperty("values").GetArrayLength());
        Assert.True(Error(rows[0]).GetProperty("standardDeviation").GetDouble() > 0);
    }

    [Fact]
    public void With_one_seed_a_claim_is_not_resolved_and_reports_the_interval_over_images()
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
    public void The_same_seed_produces_the_same_metrics_bit_for_bit()
    {
        Run(Specs.Of());
        var first = Error(Results().GetProperty("rows")[0]).GetRawText();

        Run(Specs.Of() with { Force = true });

        Assert.Equal(first, Error(Results().GetProperty("rows")[0]).GetRawText());
    }

    [Theory]
    [InlineData("Vae", "bound"), InlineData("ConditionalVae", "bound"), InlineData("Avae", "discriminatorAccuracy"), InlineData("Avb", "boundEstimate")]
    public void Every_family_trains_and_stores_the_metrics_of_its_objective(string model, string metric)
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
    public void Pictures_and_maps_are_stored_with_the_metrics()
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
    public void A_metric_with_random_draws_is_reproducible_from_stored_weights()
    {
        Run(Specs.Of(("Models", "Avae")));
        var first = Results().GetProperty("rows")[0].GetRawText();
        foreach (var result in Directory.GetFiles(Path.Combine(_folder, "jobs", "Avae"), "result.json", SearchOption.AllDirectories))
            File.Delete(result);

        Run(Specs.Of(("Models", "Avae")));

        Assert.Equal(first, Results().GetProperty("rows")[0].GetRawText());
    }

    [Fact]
    public void A_claim_is_evaluated_and_published_values_are_shown()
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
        Assert.Contains(lines, line => line.StartsWith("##table not resolved    Convolutions help (test MSE, Stripes, Latent=16).", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("##table ConvAutoencoder ", StringComparison.Ordinal) && line.Contains(" 0.0047", StringComparison.Ordinal));
        Assert.Equal(0.0047, Error(Results().GetProperty("rows")[0]).GetProperty("published").GetProperty("value").GetDouble());
    }

    [Fact]
    public void Trainings_of_one_epoch_have_no_curves()
    {
        Run(Specs.Of());

        var page = File.ReadAllText(Path.Combine(_folder, "test", "report.html"));
        Assert.Contains("Each training ran for one epoch, so there are no curves.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("training loss, Stripes", page, StringComparison.Ordinal);
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
    public void The_page_notes_that_a_model_receives_classes()
    {
        var (code, lines) = Run(Specs.Of(("Models", "Vae;ConditionalVae"), ("Evaluate", "Reconstruction")));

        Assert.True(code == 0, string.Join('\n', lines));
        var page = File.ReadAllText(Path.Combine(_folder, "test", "report.html"));
        Assert.Contains("Receives the class of each image", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_longer_than_the_image_has_no_PCA_baseline()
    {
        var (code, lines) = Run(Specs.Of(("Latent", "785")));

        Assert.True(code == 0, string.Join('\n', lines));
        Assert.Equal(2, Results().GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public void A_canceled_run_keeps_finished_jobs()
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
}
