using System.Globalization;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports.Claims;
using ModelDsl.Experiments.Reports.Published;
using ModelDsl.Experiments.Reports.Tables;

namespace ModelDsl.Experiments.Reports.Content;

/// <summary>The content that all formats of the report share: page, text and data.</summary>
/// <param name="Spec">The experiment.</param>
/// <param name="Engine">The compute backend, in one line.</param>
/// <param name="Evaluators">The evaluators of the experiment.</param>
/// <param name="Published">The published values.</param>
/// <param name="Jobs">The jobs with at least one metric, in the order of the grid.</param>
/// <param name="Planned">The number of jobs of the grid.</param>
internal sealed record ReportContent(
    ExperimentSpec Spec, string Engine, IReadOnlyList<IEvaluator> Evaluators, PublishedValues Published, IReadOnlyList<MeasuredJob> Jobs, int Planned)
{
    private const string DataFolder = "DataDir";

    private IReadOnlyList<ReportRow>? _rows;
    private IReadOnlyList<MetricTable>? _tables;
    private IReadOnlyList<ClaimVerdict>? _verdicts;

    /// <summary>The number of jobs of the grid without all of their metrics.</summary>
    public int Missing => Planned - Jobs.Count(job => Evaluators.All(job.Has));

    /// <summary>A notice about missing jobs; null if none is missing.</summary>
    public string? MissingText => Missing switch
    {
        0 => null,
        1 => "One job of this experiment is not finished: it failed, its data are missing, or it has not run yet. The tables lack its metrics.",
        var missing => $"{missing} jobs of this experiment are not finished: they failed, their data are missing, or they have not run yet. The tables lack their metrics.",
    };

    /// <summary>A notice about replaced data sets; null if none is replaced.</summary>
    public string? ReplacedText
    {
        get
        {
            if (Spec.Replaced is not { Count: > 0 } replaced)
                return null;
            var missing = string.Join(" and ", replaced.Keys);
            return $"These are results on {string.Join(" and ", replaced.Values.Distinct())}: {missing} could be neither found nor downloaded. Published {missing} metrics do not apply."
                + (Spec.Claims is { Count: > 0 } ? $" Claims are evaluated on {string.Join(" and ", replaced.Values.Distinct())}." : "");
        }
    }

    /// <summary>The jobs, grouped over seeds.</summary>
    public IReadOnlyList<ReportRow> Rows => _rows ??= ReportRow.Of(Jobs);

    /// <summary>The table of each evaluator with metrics.</summary>
    public IReadOnlyList<MetricTable> Tables => _tables ??= MetricTable.Of(Evaluators, Rows, Published);

    /// <summary>The verdicts on the claims.</summary>
    public IReadOnlyList<ClaimVerdict> Verdicts => _verdicts ??= ClaimEvaluator.Of(Spec, Tables);

    /// <summary>The claims without a measured metric.</summary>
    public IEnumerable<ClaimSpec> Unmeasured => Spec.Claims.Where(claim => Verdicts.All(verdict => verdict.Claim != claim));

    /// <summary>The heading: the experiment's title, or its name.</summary>
    public string Title => Setting("Title") is { Length: > 0 } title ? title : Spec.Name;

    /// <summary>The settings by name, for files that may be committed. The folder of data depends on the machine and is excluded.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> Settings => Spec.Settings.Where(setting => setting.Key != DataFolder).OrderBy(setting => setting.Key, StringComparer.Ordinal);

    /// <summary>A setting's values as text; empty if not set.</summary>
    public string Setting(string name) => Spec.Settings.TryGetValue(name, out var values) ? string.Join(", ", values) : "";

    /// <summary>
    /// The reduced scale of the run: <c>6,000 training images, 1,000 test images, 5 epochs</c>. Null if all images are used and neither the preset nor
    /// the command line sets the epochs.
    /// </summary>
    public string? Scale => TrainingImages is null && TestImages is null && !IsChanged("Epochs") ? null : string.Join(", ", new[]
    {
        TrainingImages is { } training ? $"{training} training images" : null,
        TestImages is { } test ? $"{test} test images" : null,
        EpochText,
    }.OfType<string>());

    /// <summary>The scale of our values beside published ones; null if none are published.</summary>
    public string? PublishedText => !Tables.Any(table => table.IsPublished) ? null
        : Scale is { } scale ? $"Ours: {scale}. The published values are not for this scale."
        : $"Ours: all images, {EpochText}. The publication may have trained for another number of epochs.";

    /// <summary>The number of training images; null for all.</summary>
    public string? TrainingImages => CountOf("TrainingImages");

    /// <summary>The number of test images; null for all.</summary>
    public string? TestImages => CountOf("TestImages");

    /// <summary>The number of epochs: <c>5 epochs</c>.</summary>
    public string EpochText => CountOf("Epochs") is { } epochs && epochs != "1" ? $"{epochs} epochs" : "1 epoch";

    /// <summary>An integer setting, in groups of three digits; null if not set.</summary>
    public string? CountOf(string setting) => Setting(setting) is { Length: > 0 } text ? Numbers.Count(int.Parse(text, CultureInfo.InvariantCulture)) : null;

    /// <summary>The mark of best values, in words; null if no value is marked.</summary>
    /// <param name="mark">The mark: <c>Bold</c>.</param>
    public string? BestText(string mark) => !Tables.Any(table => table.HasBest) ? null
        : $"{mark} marks the best trained model of a data set" + (Rows.Any(row => row.Jobs.Count > 1) ? " and those whose ± ranges overlap with it." : ", by one seed each: a small lead may be chance.");

    private bool IsChanged(string setting) => Spec.Origins.ContainsKey(setting) || Spec.Overrides.ContainsKey(setting);

    /// <summary>The command that reproduces the experiment.</summary>
    public string Command => string.Join(' ', new[] { "dotnet build -t:Experiments", $"-p:Experiment={Spec.Name}" }
        .Concat(string.IsNullOrEmpty(Spec.Preset) ? [] : [$"-p:Preset={Spec.Preset}"])
        .Concat(Spec.Replaced.Count == 0 ? [] : [Argument($"-p:{Grid.DatasetSetting}={Datasets}")])
        .Concat(Spec.Overrides
            .Where(setting => setting.Key != DataFolder)
            .OrderBy(setting => setting.Key, StringComparer.Ordinal)
            .Select(setting => Argument($"-p:{setting.Key}={Escaped(setting.Value)}"))));

    // Paths, which may contain spaces, are separated by semicolons.
    private string Datasets => Spec.Settings[Grid.DatasetSetting] is var names && names.Any(DatasetPath.IsPath) ? Escaped(string.Join(';', names)) : string.Join(' ', names);

    // MSBuild splits properties at semicolons and commas.
    private static string Escaped(string value) => value
        .Replace("%", "%25", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    // Quotes the characters that a shell interprets.
    private static string Argument(string text) => text.AsSpan().IndexOfAny(" &|<>()$`\"'*?\\") < 0 ? text
        : text.AsSpan().IndexOfAny("$`\"\\") < 0 ? $"\"{text}\"" : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
