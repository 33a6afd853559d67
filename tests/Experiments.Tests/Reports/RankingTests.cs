using ModelDsl.Evaluation;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports.Html;
using ModelDsl.Experiments.Reports.Markdown;
using ModelDsl.Experiments.Reports.Tables;
using ModelDsl.Experiments.Reports.Terminal;

namespace ModelDsl.Experiments.Tests.Reports;

public sealed class RankingTests : IDisposable
{
    private static readonly Metric s_error = new("Error", "error"), s_accuracy = new("Accuracy", "accuracy", Better.Higher, 3);

    private readonly FakeExperiment _experiment = new();

    public void Dispose() => _experiment.Dispose();

    [Fact]
    public void Values_whose_ranges_overlap_are_marked_alike()
    {
        // The ranges are [0.09, 0.11] and [0.1, 0.12]; the third begins above the first.
        Assert.Equal(["ConvAutoencoder", "Vae"], Best(s_error, ("ConvAutoencoder", [0.09, 0.11]), ("Vae", [0.10, 0.12])));
        Assert.Equal(["ConvAutoencoder"], Best(s_error, ("ConvAutoencoder", [0.09, 0.11]), ("Vae", [0.14, 0.16])));
    }

    [Fact]
    public void Values_of_one_seed_tie_only_if_equal_after_rounding()
    {
        Assert.Equal(["Vae"], Best(s_accuracy, ("ConvAutoencoder", [0.901]), ("Vae", [0.902])));
        Assert.Equal(["ConvAutoencoder", "Vae"], Best(s_accuracy, ("ConvAutoencoder", [0.9021]), ("Vae", [0.9019])));
    }

    [Fact]
    public void A_model_that_receives_classes_is_not_ranked_with_others()
    {
        Assert.Equal(["Vae"], Best(s_error, ("ConvAutoencoder", [0.2]), ("Vae", [0.1]), ("ConditionalVae", [0.05])));
        Assert.Empty(Best(s_error, ("Vae", [0.1]), ("ConditionalVae", [0.05])));
    }

    [Fact]
    public void A_baseline_that_only_a_model_with_classes_beats_is_not_unbeaten()
    {
        var table = Table(s_error, ("ConvAutoencoder", [0.2]), ("Vae", [0.1]), ("ConditionalVae", [0.05]), ("mean image", [0.07]));

        Assert.DoesNotContain(table.Rows, row => table.IsBest(row, s_error));
        Assert.Empty(table.Unbeaten);
    }

    [Fact]
    public void A_single_model_is_not_marked() => Assert.Empty(Best(s_error, ("Vae", [0.1])));

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.05)]
    public void Nothing_is_marked_if_a_baseline_is_at_least_as_good(double baseline)
    {
        var table = Table(s_error, ("ConvAutoencoder", [0.1]), ("Vae", [0.2]), ("mean image", [baseline]));

        Assert.DoesNotContain(table.Rows, row => table.IsBest(row, s_error));
        Assert.Equal(["Stripes: no trained model beats mean image in error."], table.Unbeaten);
    }

    [Fact]
    public void A_worse_baseline_changes_nothing()
    {
        var table = Table(s_error, ("ConvAutoencoder", [0.1]), ("Vae", [0.2]), ("mean image", [0.15]));

        Assert.Equal("ConvAutoencoder", Assert.Single(table.Rows, row => table.IsBest(row, s_error)).Job.Name);
        Assert.Empty(table.Unbeaten);
    }

    [Fact]
    public void Every_format_has_the_sentence()
    {
        var content = _experiment.Content();
        content = content with { Jobs = [.. content.Jobs.Select(job => job.Job.Name == "mean image" ? Measured(job, FakeExperiment.Probe.Name, new() { ["Accuracy"] = 1 }) : job)] };

        const string sentence = "Stripes: no trained model beats mean image in accuracy.";
        Assert.Contains(sentence, MarkdownReport.Of(content, []), StringComparison.Ordinal);
        Assert.Contains(sentence, HtmlReport.Of(content), StringComparison.Ordinal);
        Assert.Contains(sentence, new TerminalTables(content, new(100, null)).Lines());
    }

    private IEnumerable<string> Best(Metric metric, params (string Name, double[] Values)[] rows)
    {
        var table = Table(metric, rows);
        return table.Rows.Where(row => table.IsBest(row, metric)).Select(row => row.Job.Name).ToList();
    }

    private MetricTable Table(Metric metric, params (string Name, double[] Values)[] rows)
    {
        var evaluator = new FakeEvaluator("Probe", [metric]);
        var jobs = _experiment.Content(seeds: 2).Jobs.Where(job => job.Job.Dataset.Name == "Stripes").ToList();
        var conditional = Specs.Models.Single(model => model.Name == "ConditionalVae");
        jobs.AddRange([.. from job in jobs where job.Job.Name == "Vae" select job with { Job = new ModelJob(conditional, job.Job.Dataset, job.Job.Sizes, ((ModelJob)job.Job).Training) }]);
        var measured = rows.Select(row => new ReportRow([.. jobs.Where(job => job.Job.Name == row.Name).Take(row.Values.Length)
            .Zip(row.Values, (job, value) => Measured(job, evaluator.Name, new() { [metric.Name] = value }))])).ToList();
        return Assert.Single(MetricTable.Of([evaluator], measured, Experiments.Reports.Published.PublishedValues.None));
    }

    private static MeasuredJob Measured(MeasuredJob job, string evaluator, SortedDictionary<string, double> metrics) => job with
    {
        Result = job.Result with
        {
            Evaluations = new(job.Result.Evaluations, StringComparer.Ordinal) { [evaluator] = job.Result.Evaluations[evaluator] with { Metrics = metrics } },
        },
    };
}
