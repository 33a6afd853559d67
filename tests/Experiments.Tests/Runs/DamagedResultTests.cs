using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using TorchSharp;

namespace ModelDsl.Experiments.Tests.Runs;

/// <summary>Files of finished jobs that were damaged, edited or deleted.</summary>
public sealed class DamagedResultTests : ExperimentTest
{
    private static readonly ExperimentSpec s_spec = Specs.Of(("Evaluate", "Small"), ("Models", "DenseAutoencoder"));

    private string[] Files => [.. Directory.GetFiles(Path.Combine(_folder, "jobs"), "*", SearchOption.AllDirectories).Where(IsResult)];

    // Logs are not results.
    private static bool IsResult(string file) => Path.GetFileName(file) is not ("job.log" or "metrics.jsonl" or ".lock");

    private (int ExitCode, string[] Lines) Run() => Run(s_spec, evaluators: [new Small()]);

    private string Report() => File.ReadAllText(Path.Combine(_folder, "test", "results.json"));

    /// <summary>Runs, and checks that the file is named and has its content again, and that the report is unchanged.</summary>
    private void AssertRepairs(string file, byte[] original, string report)
    {
        var (code, lines) = Run();

        Assert.True(code == 0, string.Join('\n', lines));
        Assert.Contains(lines.Coded(), line => line.Contains($"warning MDX0315: {file} ", StringComparison.Ordinal));
        Assert.Equal(report, Report());
        // Time and duration of the run differ.
        if (Path.GetFileName(file) != "run.json")
            Assert.Equal(original, File.ReadAllBytes(file));
        Assert.Contains("##table 1 of 1 jobs up to date", Run().Lines);
    }

    [Theory]
    [InlineData("result.json"), InlineData("training.json"), InlineData("run.json"), InlineData("configuration.json"), InlineData("weights.safetensors")]
    [InlineData("size.f32"), InlineData("picture.idx3-ubyte"), InlineData("map.points.json")]
    public void A_changed_digit_or_a_shortened_file_is_named_and_repaired(string name)
    {
        Run();
        var (file, report) = (Files.Single(file => Path.GetFileName(file) == name), Report());
        var original = File.ReadAllBytes(file);

        var changed = original.ToArray();
        changed[changed.Length / 2] ^= 1;
        File.WriteAllBytes(file, changed);
        AssertRepairs(file, original, report);

        File.WriteAllBytes(file, original[..^1]);
        AssertRepairs(file, original, report);
    }

    [Fact]
    public void Each_flipped_byte_is_found()
    {
        Run();
        var grid = Grid.Of(s_spec, Specs.Catalogue(evaluators: [new Small()]));
        using var context = RunContext.Of(new Arguments("", _folder), grid, null, CancellationToken.None);
        var folder = context.Lookup.Folder(grid.Jobs[0]);
        var record = folder.FindResult()!.Evaluations["Small"];
        IEnumerable<string> Damaged() => folder.DamagedRecords(isTrained: true).Concat(folder.DamagedFiles("Small", record, new KnownHashes()));

        Assert.Empty(Damaged());
        // The weights are large; their hash is compared as a whole.
        Assert.All(Files.Where(file => file != folder.Weights), file =>
        {
            var original = File.ReadAllBytes(file);
            for (var index = 0; index < original.Length; index++)
            {
                original[index] ^= 4;
                File.WriteAllBytes(file, original);
                original[index] ^= 4;
                Assert.Equal([file], Damaged());
            }

            File.WriteAllBytes(file, original);
        });
        Assert.NotNull(context.Lookup.Find(grid.Jobs[0]));
    }

    [Theory]
    [InlineData("training.json"), InlineData("size.f32"), InlineData("picture.idx3-ubyte"), InlineData("map.points.json")]
    public void A_deleted_file_is_named_and_written_again(string name)
    {
        Run();
        var (file, report) = (Files.Single(file => Path.GetFileName(file) == name), Report());
        var original = File.ReadAllBytes(file);
        File.Delete(file);

        AssertRepairs(file, original, report);
    }

    [Theory]
    [InlineData("\"metrics\"", "\"metrisc\""), InlineData("\"parameters\": ", "\"parameters\": null, \"x\": "), InlineData("\"size\": ", "\"size\": 1e999, \"x\": ")]
    [InlineData("\"evaluations\": {", "\"evaluations\": null, \"x\": {")]
    public void A_record_with_other_members_is_no_record(string text, string replacement)
    {
        Run();
        var (file, report) = (Files.Single(file => Path.GetFileName(file) == "result.json"), Report());
        var original = File.ReadAllBytes(file);
        File.WriteAllText(file, File.ReadAllText(file).Replace(text, replacement, StringComparison.Ordinal));

        AssertRepairs(file, original, report);
    }

    /// <summary>Weights are large, and reports do not need them.</summary>
    [Fact]
    public void Weights_may_be_deleted()
    {
        Run();
        File.Delete(Files.Single(file => file.EndsWith("weights.safetensors", StringComparison.Ordinal)));

        Assert.Contains("##table 1 of 1 jobs up to date", Run().Lines);
    }

    [Fact]
    public void A_damaged_result_of_the_archive_does_not_count()
    {
        Run();
        var archive = Path.Combine(_folder, "archive");
        Directory.Move(Path.Combine(_folder, "jobs"), archive);
        var result = Directory.GetFiles(archive, "result.json", SearchOption.AllDirectories).Single();
        File.WriteAllText(result, File.ReadAllText(result).Replace("0.5", "0.6", StringComparison.Ordinal));

        var (code, lines) = Run(s_spec, evaluators: [new Small()], archive: archive);

        Assert.Equal(0, code);
        Assert.Contains($"warning MDX0315: {result} ", Assert.Single(lines.Coded()), StringComparison.Ordinal);
        Assert.Contains("\"mean\": 0.5", Report(), StringComparison.Ordinal);
    }

    /// <summary>One file of each kind, and a metric with a known value.</summary>
    private sealed class Small : IEvaluator
    {
        public string Name => "Small";

        public string Settings => "";

        public IReadOnlyList<Metric> Metrics => [new("size", "a metric")];

        public bool Measures(ImageModel model) => true;

        public void Evaluate(EvaluationContext evaluation)
        {
            evaluation.Add(Metrics[0], [0.25f, 0.75f]);
            evaluation.AddSeries("series", [1.5, 2]);
            evaluation.AddMap("map", new PointMap([1, 2], [3, 4], [0, 1]));
            using var images = torch.ones(2, 1, 3, 3);
            evaluation.AddPicture("picture", images);
        }
    }
}
