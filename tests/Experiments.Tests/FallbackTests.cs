using System.Text.Json;
using ModelDsl.Data;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Execution;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Tests;

/// <summary>Experiments with missing data sets, with and without a fallback.</summary>
public sealed class FallbackTests : IDisposable
{
    private const string Notice = "These are results on Stripes: Gone could be neither found nor downloaded. Published Gone metrics do not apply.";

    private static readonly StripedImages s_gone = new("Gone", Failure: new DatasetUnavailableException("Gone is not available. Get it."));
    private static readonly StripedImages s_alsoGone = new("AlsoGone", Failure: new DatasetUnavailableException("AlsoGone is not available. Get it."));
    private static readonly IReadOnlyList<IDataset> s_datasets = [s_gone, s_alsoGone, new StripedImages("Stripes"), new StripedImages("Bars", Rows: 20), new Mirrored(s_gone)];

    private readonly string _folder = Directory.CreateTempSubdirectory("modeldsl-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>An experiment of a preset that declares the fallback, in line 7.</summary>
    private static ExperimentSpec Spec(params (string Name, string Values)[] settings)
    {
        var spec = Specs.Of([("Dataset", "Gone"), ("Fallback", "Stripes"), .. settings]);
        return spec with { Origins = new Dictionary<string, SourcePosition> { ["Fallback"] = new("/project/Test.csproj", 7, 5) } };
    }

    private (int ExitCode, string[] Lines) Run(ExperimentSpec spec, Verb verb = Verb.Run, IReadOnlyList<string>? unavailable = null, IReadOnlyList<IDataset>? datasets = null)
    {
        using var output = new StringWriter();
        var arguments = new Arguments(spec.Write(_folder), _folder) { Verb = verb, Unavailable = unavailable };
        using var session = new BuildSession { Executor = (runner, given) => new InProcess(runner, given.Force) };
        var code = ExperimentRunner.Run(arguments, Specs.Catalogue(datasets ?? s_datasets), new RunLog(output, output), session, default);
        return (code, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private (bool CanRun, string[] Lines) Check(params ExperimentSpec[] specs)
    {
        using var output = new StringWriter();
        var files = specs.Select(spec => new Arguments(spec.Write(Directory.CreateDirectory(Path.Combine(_folder, $"spec-{spec.Name}")).FullName), _folder));
        using var session = new BuildSession();
        var canRun = new ExperimentCheck(Specs.Catalogue(s_datasets), new RunLog(output, output), session, default).Run(files);
        return (canRun, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private string Report(string file) => File.ReadAllText(Path.Combine(_folder, "test", file));

    [Fact]
    public void A_missing_data_set_is_replaced_with_one_warning_at_the_fallback()
    {
        var (code, lines) = Run(Spec());

        Assert.Equal(0, code);
        Assert.Equal(
            "/project/Test.csproj(7,5): warning MDX0108: The fallback Stripes replaces Gone: published Gone metrics do not apply. Gone is not available. Get it.",
            Assert.Single(lines.Coded()));
        Assert.Contains(lines, line => line.StartsWith("##table 1/3  DenseAutoencoder/Stripes/Latent=16/seed=1  test MSE", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_format_of_the_report_names_the_data_that_were_used()
    {
        var lines = Run(Spec()).Lines;

        Assert.Contains(Notice, string.Join(' ', lines.Select(line => line.Replace("##table ", "", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.Contains($"\n\n{Notice}\n\n", Report("results.md"), StringComparison.Ordinal);
        Assert.Contains($"<p class=\"warning\">{Notice}</p>", Report("report.html"), StringComparison.Ordinal);
        Assert.All(["results.md", "report.html", "results.json"], file => Assert.Contains("-p:Preset=quick -p:Dataset=Stripes", Report(file), StringComparison.Ordinal));
        var results = JsonDocument.Parse(Report("results.json")).RootElement;
        Assert.Equal("Stripes", results.GetProperty("replacedDatasets").GetProperty("Gone").GetString());
        Assert.All(results.GetProperty("rows").EnumerateArray(), row => Assert.Equal("Stripes", row.GetProperty("dataset").GetString()));
    }

    [Fact]
    public void Published_values_and_claims_refer_to_the_fallback()
    {
        File.WriteAllText(Path.Combine(_folder, "table.csv"), "dataset,model,sizes,metric,value,source\nGone,DenseAutoencoder,,ReconstructionMse,0.0047,A paper\nStripes,DenseAutoencoder,,ReconstructionMse,0.0059,A paper\n");
        Run(Spec(("Models", "ConvAutoencoder;DenseAutoencoder"), ("Published", "table.csv")) with
        {
            ProjectFile = Path.Combine(_folder, "Test.csproj"),
            Claims = [new("Convolutions help", "ReconstructionMse", "ConvAutoencoder", null, "DenseAutoencoder", "/project/Test.csproj", 20)],
        });

        Assert.All(["results.md", "report.html", "results.json"], file => Assert.DoesNotContain("0.0047", Report(file), StringComparison.Ordinal));
        Assert.All(["results.md", "report.html", "results.json"], file => Assert.Contains("0.0059", Report(file), StringComparison.Ordinal));
        Assert.Contains($"{Notice} Claims are evaluated on Stripes.", Report("results.md"), StringComparison.Ordinal);
        Assert.Contains("| Convolutions help | Stripes |", Report("results.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_on_the_fallback_is_shared_with_an_experiment_on_that_data_set()
    {
        Run(Spec());

        Assert.Contains("##table 3 of 3 jobs up to date", Run(Specs.Of()).Lines);
    }

    [Fact]
    public void A_fallback_that_the_experiment_names_too_is_used_once()
    {
        var (code, lines) = Run(Spec(("Dataset", "Gone;Stripes")));

        Assert.Equal(0, code);
        Assert.Single(lines.Coded());
        Assert.Equal(3, JsonDocument.Parse(Report("results.json")).RootElement.GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public void A_derived_data_set_is_replaced_by_the_derived_fallback()
    {
        var (code, lines) = Run(Spec(("Dataset", "Gone-mirrored;Gone")));

        Assert.Equal(0, code);
        Assert.Contains("warning MDX0108: The fallback Stripes replaces Gone: ", Assert.Single(lines.Coded()), StringComparison.Ordinal);
        Assert.Equal(["Stripes-mirrored", "Stripes"], JsonDocument.Parse(Report("results.json")).RootElement.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("dataset").GetString()).Distinct());
        Assert.Contains("\"Dataset\": [\n      \"Stripes-mirrored\",\n      \"Stripes\"\n", Report("results.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "Stripes"), InlineData(false, null), InlineData(false, "Bars"), InlineData(false, "AlsoGone")]
    public void Without_a_usable_fallback_the_experiment_fails(bool isOnCommandLine, string? fallback)
    {
        var spec = fallback is null ? Specs.Of(("Dataset", "Gone")) : Spec(("Fallback", fallback));

        var (code, lines) = Run(spec with { Overrides = isOnCommandLine ? new Dictionary<string, string> { ["Dataset"] = "Gone" } : new Dictionary<string, string>() });

        Assert.Equal(1, code);
        Assert.Single(lines.Coded(), line => line.Contains("error MDX0313", StringComparison.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(_folder, "jobs")));
    }

    [Fact]
    public void Damaged_data_are_not_replaced()
    {
        var damaged = new StripedImages("Gone", Failure: new CodedException(ErrorCodes.DataCorrupt, "Gone is damaged."));

        var (code, lines) = Run(Spec(), datasets: [damaged, new StripedImages("Stripes")]);

        Assert.Equal(1, code);
        Assert.Contains("error MDX0103: Gone is damaged.", lines.Coded()[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Existing_results_are_not_replaced()
    {
        Run(Spec(), datasets: [new StripedImages("Gone"), new StripedImages("Stripes")]);

        var (code, lines) = Run(Spec());

        Assert.Equal(0, code);
        Assert.Empty(lines.Coded());
        Assert.Contains("##table 3 of 3 jobs up to date", lines);
    }

    [Fact]
    public void An_unknown_fallback_is_an_error_at_the_setting() => Assert.Equal(
        "/project/Test.csproj(7,5): error MDX0104: There is no data set 'Strips'. Did you mean Stripes? Known: Gone, AlsoGone, Stripes, Bars, Gone-mirrored, AlsoGone-mirrored, Stripes-mirrored.",
        Assert.Single(Check(Spec(("Fallback", "Strips")), Spec(("Fallback", "Strips")) with { Name = "other" }).Lines));

    [Fact]
    public void A_check_warns_once_and_reports_the_missing_data_sets()
    {
        var (canRun, lines) = Check(Spec(), Spec(("Dataset", "Gone-mirrored")) with { Name = "second" }, Spec(("Dataset", "Gone;Stripes")) with { Name = "third" });

        Assert.True(canRun);
        Assert.Equal("/project/Test.csproj(7,5): warning MDX0108", string.Join(": ", lines[0].Split(": ")[..2]));
        Assert.Equal(["##unavailable Gone"], lines[1..]);
    }

    [Fact]
    public void A_check_warns_about_skipped_data_sets()
    {
        var (canRun, lines) = Check(Specs.Of(("Dataset", "Gone;Stripes")), Specs.Of(("Dataset", "Stripes;Gone")) with { Name = "second" });

        Assert.True(canRun);
        Assert.Equal(["/project/Test.csproj(12,5): warning MDX0101: Gone is not available. Get it.", "##unavailable Gone"], lines);
    }

    [Fact]
    public void A_command_without_any_data_is_one_error()
    {
        var (canRun, lines) = Check(
            Spec(("Fallback", "AlsoGone")), Spec(("Dataset", "Gone-mirrored"), ("Fallback", "AlsoGone")) with { Name = "second" }, Specs.Of(("Dataset", "AlsoGone")) with { Name = "third" });

        Assert.False(canRun);
        Assert.Equal("/project/Test.csproj(12,5): error MDX0313: There are no data to train on. Gone is not available. Get it. AlsoGone is not available. Get it.", Assert.Single(lines));
    }

    [Fact]
    public void An_invalid_experiment_is_reported_before_the_search_for_data() => Assert.Contains(
        "error MDX0013", Assert.Single(Check(Spec(), Spec(("Epocs", "3")) with { Name = "second" }).Lines), StringComparison.Ordinal);

    [Fact]
    public void A_run_does_not_repeat_the_search_of_the_check()
    {
        // The data set exists: the run would find it if it looked again.
        var (code, lines) = Run(Spec(), unavailable: ["Gone"], datasets: [new StripedImages("Gone"), new StripedImages("Stripes")]);

        Assert.Equal(0, code);
        Assert.Empty(lines.Coded());
        Assert.True(Directory.Exists(Path.Combine(_folder, "jobs", "DenseAutoencoder", "Stripes")));
    }

    [Fact]
    public void A_run_without_data_fails_after_the_check_s_warning()
    {
        var (code, lines) = Run(Specs.Of(("Dataset", "Gone")), unavailable: ["Gone"]);

        Assert.Equal(1, code);
        Assert.Equal("/project/Test.csproj(12,5): error MDX0313: Experiment 'test' ran nothing: Gone cannot be loaded. See the warning.", Assert.Single(lines.Coded()));
    }

    [Fact]
    public void An_experiment_that_ran_on_the_fallback_is_up_to_date_while_the_data_set_is_missing()
    {
        Check(Spec());
        Run(Spec(), unavailable: ["Gone"]);

        var (canRun, lines) = Check(Spec());

        Assert.True(canRun);
        Assert.Single(lines, line => line.StartsWith("##finished ", StringComparison.Ordinal));
        Assert.Contains("warning MDX0108", Assert.Single(lines.Coded()), StringComparison.Ordinal);
    }

    [Fact]
    public void Jobs_that_ran_on_the_fallback_are_deleted_with_the_experiment()
    {
        Run(Spec());

        var (code, lines) = Run(Spec(), Verb.Clean);

        Assert.Equal(0, code);
        Assert.Contains("##table Deleted the results of test: its report and 6 jobs", lines);
        Assert.Empty(Directory.GetFiles(_folder, "result.json", SearchOption.AllDirectories));
    }

    /// <summary>Another data set's images in reverse order, each upside down.</summary>
    private sealed record Mirrored(IDataset Source) : IDerivedDataset
    {
        public string Name => $"{Source.Name}-mirrored";

        public IReadOnlyList<long> ImageShape => Source.ImageShape;

        public int Classes => Source.Classes;

        public string ContentHash => $"{Source.ContentHash}, mirrored";

        public IDataset WithSource(IDataset source) => this with { Source = source };

        public async Task<Dataset> LoadAsync(DataOptions options, CancellationToken cancellation = default)
        {
            var images = await Source.LoadAsync(options, cancellation);
            return new Dataset(Mirror(images.Train), Mirror(images.Test));
        }

        private static ImageSet Mirror(ImageSet images) => new([.. images.Pixels.Reverse()], [.. images.Labels.Reverse()], images.Shape);
    }
}
