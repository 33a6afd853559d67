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

/// <summary>Detection of up-to-date results, and the effects of changes.</summary>
public sealed class UpToDateTests : ExperimentTest
{
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

    /// <summary>Otherwise a build with nothing to do would rewrite reports and print their tables.</summary>
    [Fact]
    public void An_experiment_stays_up_to_date_if_another_adds_evaluators_to_shared_jobs()
    {
        var spec = Specs.Of();
        Run(spec);
        Assert.Equal(0, Run(Specs.Of(("Evaluate", "Reconstruction;Denoising")) with { Name = "other" }).ExitCode);
        Assert.NotNull(Finished(spec));
    }

    [Fact]
    public void An_experiment_is_up_to_date_if_its_jobs_and_report_are()
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

    [Fact]
    public void A_report_is_rewritten_if_its_inputs_change()
    {
        var spec = Specs.Of();
        var page = Path.Combine(_folder, "test", "report.html");
        Run(spec);
        var written = File.GetLastWriteTimeUtc(page);

        Run(spec);
        Assert.Equal(written, File.GetLastWriteTimeUtc(page));
        Run(spec with { Preset = "another" });
        Assert.NotEqual(written, File.GetLastWriteTimeUtc(page));
    }

    [Theory]
    [InlineData("report.html"), InlineData("results.md"), InlineData("results.csv"), InlineData("results.json"), InlineData("*.png"), InlineData("*tfevents*"), InlineData(".stamp")]
    public void A_report_with_a_truncated_or_missing_file_is_rewritten(string name)
    {
        var spec = Specs.Of();
        Run(spec);
        var file = Directory.GetFiles(Path.Combine(_folder, "test"), name, SearchOption.AllDirectories).Single();
        var before = File.ReadAllBytes(file);

        File.WriteAllBytes(file, before[..(before.Length / 2)]);
        Assert.Null(Finished(spec));
        Assert.Contains("##table 3 of 3 jobs up to date", Run(spec).Lines);
        Assert.Equal(before, File.ReadAllBytes(file));

        File.Delete(file);
        Run(spec);
        Assert.Equal(before, File.ReadAllBytes(file));
    }

    [Fact]
    public void Results_that_are_up_to_date_are_reported_without_a_write()
    {
        var spec = Specs.Of();
        var (_, first) = Run(spec);
        // A folder in place of the lock file: every run that writes fails.
        File.Delete(Path.Combine(_folder, ".lock"));
        Directory.CreateDirectory(Path.Combine(_folder, ".lock"));

        var (code, lines) = Run(spec);

        Assert.True(code == 0, string.Join('\n', lines));
        Assert.Equal(first[^1], lines[^1]);
        Assert.Equal(1, Run(spec with { Force = true }).ExitCode);
    }

    [Fact]
    public void A_second_run_runs_only_changed_jobs()
    {
        Run(Specs.Of(("Seeds", "1")));
        var (_, lines) = Run(Specs.Of(("Seeds", "1;2")));

        Assert.DoesNotContain(lines, line => line.Contains("seed=1", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("seed=2", StringComparison.Ordinal));
        Assert.Contains("##table 3 of 4 jobs up to date", lines);
    }

    [Fact]
    public void Results_of_different_settings_coexist()
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
    public void A_damaged_result_is_measured_again_from_the_stored_weights()
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
    public void The_list_shows_pending_jobs_without_running_them()
    {
        Run(Specs.Of());
        var (code, lines) = Run(Specs.Of(("Seeds", "1;2")) with { List = true });

        Assert.Equal(0, code);
        Assert.Equal(
        [
            "##table test",
            "##table    1  up to date  DenseAutoencoder/Stripes/Latent=16/seed=1",
            "##table    2  to run      DenseAutoencoder/Stripes/Latent=16/seed=2  (no result)",
            "##table    3  up to date  mean image/Stripes",
            "##table    4  up to date  PCA/Stripes/Components=16",
        ], lines);

        (_, lines) = Run(Specs.Of(("Evaluate", "Reconstruction;Classification")) with { List = true });
        Assert.Contains("##table    1  to measure  DenseAutoencoder/Stripes/Latent=16/seed=1  (Classification: not measured)", lines);
        (_, lines) = Run(Specs.Of(("Epochs", "7"), ("LearningRate", "0.01")) with { List = true });
        Assert.Contains("##table    1  to run      DenseAutoencoder/Stripes/Latent=16/seed=1  (Epochs 1 → 7, LearningRate 0.001 → 0.01)", lines);
        var damaged = Directory.GetFiles(_folder, "training.json", SearchOption.AllDirectories).Single();
        File.AppendAllText(damaged, " ");
        (_, lines) = Run(Specs.Of() with { List = true });
        Assert.Contains("##table    1  to run      DenseAutoencoder/Stripes/Latent=16/seed=1  (training.json is missing or damaged)", lines);
        (_, lines) = Run(Specs.Of() with { List = true, Force = true });
        Assert.Contains("##table    1  to run      DenseAutoencoder/Stripes/Latent=16/seed=1  (forced)", lines);
    }
}
