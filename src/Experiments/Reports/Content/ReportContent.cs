using System.Globalization;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports.Claims;
using ModelDsl.Experiments.Reports.Published;
using ModelDsl.Experiments.Reports.Tables;

namespace ModelDsl.Experiments.Reports.Content;

/// <summary>What every form of the report tells: it is found once and written as a page, as text and as data.</summary>
/// <param name="spec">The experiment.</param>
/// <param name="engine">The tensor engine, in a line.</param>
/// <param name="evaluators">What was asked for.</param>
/// <param name="published">What others have published.</param>
/// <param name="jobs">The jobs that were measured, as a whole or in part, in the order of the grid.</param>
/// <param name="planned">How many jobs the grid has.</param>
internal sealed class ReportContent(
    ExperimentSpec spec, string engine, IReadOnlyList<IEvaluator> evaluators, PublishedValues published, IReadOnlyList<MeasuredJob> jobs, int planned)
{
    private const string DataFolder = "DataDir";

    private IReadOnlyList<ReportRow>? _rows;
    private IReadOnlyList<MetricTable>? _tables;
    private IReadOnlyList<ClaimVerdict>? _verdicts;

    /// <summary>The experiment.</summary>
    public ExperimentSpec Spec => spec;

    /// <summary>The tensor engine, in a line.</summary>
    public string Engine => engine;

    /// <summary>What was asked for.</summary>
    public IReadOnlyList<IEvaluator> Evaluators => evaluators;

    /// <summary>What others have published.</summary>
    public PublishedValues Published => published;

    /// <summary>The jobs that were measured, as a whole or in part, in the order of the grid.</summary>
    public IReadOnlyList<MeasuredJob> Jobs => jobs;

    /// <summary>How many jobs of the grid the report lacks, as a whole or in part: they failed, or their data could not be had.</summary>
    public int Missing => planned - jobs.Count(job => evaluators.All(job.Has));

    /// <summary>That jobs are missing, in words; null where none is.</summary>
    public string? MissingText => Missing switch
    {
        0 => null,
        1 => "One job of this experiment is not finished, and the tables lack what it has not measured: it failed, its data could not be had, or it has not run yet.",
        var missing => $"{missing} jobs of this experiment are not finished, and the tables lack what they have not measured: they failed, their data could not be had, or they have not run yet.",
    };

    /// <summary>That other data were used than the experiment names, in words; null if not.</summary>
    public string? ReplacedText
    {
        get
        {
            if (spec.Replaced is not { Count: > 0 } replaced)
                return null;
            var missing = string.Join(" and ", replaced.Keys);
            return $"These are results on {string.Join(" and ", replaced.Values.Distinct())}: {missing} could be neither found nor downloaded. Published {missing} metrics do not apply."
                + (spec.Claims is { Count: > 0 } ? $" Claims are judged on {string.Join(" and ", replaced.Values.Distinct())}." : "");
        }
    }

    /// <summary>The jobs, those that differ in their seed alone together.</summary>
    public IReadOnlyList<ReportRow> Rows => _rows ??= ReportRow.Of(jobs);

    /// <summary>What each evaluator found.</summary>
    public IReadOnlyList<MetricTable> Tables => _tables ??= MetricTable.Of(evaluators, Rows, published);

    /// <summary>The judgments of the claims.</summary>
    public IReadOnlyList<ClaimVerdict> Verdicts => _verdicts ??= ClaimEvaluator.Of(spec, Tables);

    /// <summary>The claims of which this run measured nothing.</summary>
    public IEnumerable<ClaimSpec> Unjudged => spec.Claims.Where(claim => Verdicts.All(verdict => verdict.Claim != claim));

    /// <summary>The heading: the experiment's title, or its name.</summary>
    public string Title => Setting("Title") is { Length: > 0 } title ? title : spec.Name;

    /// <summary>The settings in order, for files that may be committed: where the data lie is a matter of the machine.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> Settings => spec.Settings.Where(setting => setting.Key != DataFolder).OrderBy(setting => setting.Key, StringComparer.Ordinal);

    /// <summary>A setting's values as text; empty where it is not set.</summary>
    public string Setting(string name) => spec.Settings.TryGetValue(name, out var values) ? string.Join(", ", values) : "";

    /// <summary>
    /// How much was trained and measured: <c>6,000 training images, 1,000 test images, 5 epochs</c>. Null where all images are used, and the preset and the
    /// command line leave the epochs as the experiment declares them.
    /// </summary>
    public string? Scale => TrainingImages is null && TestImages is null && !IsChanged("Epochs") ? null : string.Join(", ", new[]
    {
        TrainingImages is { } training ? $"{training} training images" : null,
        TestImages is { } test ? $"{test} test images" : null,
        EpochText,
    }.OfType<string>());

    /// <summary>How many images are trained on; null where all are.</summary>
    public string? TrainingImages => CountOf("TrainingImages");

    /// <summary>How many images are measured on; null where all are.</summary>
    public string? TestImages => CountOf("TestImages");

    /// <summary>How long models are trained: <c>5 epochs</c>.</summary>
    public string EpochText => CountOf("Epochs") is { } epochs && epochs != "1" ? $"{epochs} epochs" : "1 epoch";

    /// <summary>A setting that is a number, in groups of three digits; null where it is not set.</summary>
    public string? CountOf(string setting) => Setting(setting) is { Length: > 0 } text ? Numbers.Count(int.Parse(text, CultureInfo.InvariantCulture)) : null;

    private bool IsChanged(string setting) => spec.Origins.ContainsKey(setting) || spec.Overrides.ContainsKey(setting);

    /// <summary>The command that makes the experiment again.</summary>
    public string Command => string.Join(' ', new[] { "dotnet build -t:Experiments", $"-p:Experiment={spec.Name}" }
        .Concat(string.IsNullOrEmpty(spec.Preset) ? [] : [$"-p:Preset={spec.Preset}"])
        .Concat(spec.Replaced.Count == 0 ? [] : [Argument($"-p:{Grid.DatasetSetting}={string.Join(' ', spec.Settings[Grid.DatasetSetting])}")])
        .Concat(spec.Overrides
            .Where(setting => setting.Key != DataFolder)
            .OrderBy(setting => setting.Key, StringComparer.Ordinal)
            .Select(setting => Argument($"-p:{setting.Key}={Escaped(setting.Value)}"))));

    // MSBuild would begin another property at a semicolon or a comma.
    private static string Escaped(string value) => value
        .Replace("%", "%25", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    // A shell would split at a space; in single quotes it leaves all but these as they are.
    private static string Argument(string text) => text.AsSpan().IndexOfAny(" &|<>()$`\"'*?\\") < 0 ? text
        : text.AsSpan().IndexOfAny("$`\"\\") < 0 ? $"\"{text}\"" : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
