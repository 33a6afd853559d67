using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports.Tables;

namespace ModelDsl.Experiments.Reports.Claims;

/// <summary>
/// Evaluates claims by differences that are paired by seed. Two models with the same seed see the same images in the same order, so their
/// difference varies less between seeds than their values.
/// </summary>
internal static class ClaimEvaluator
{
    /// <summary>Checks that an evaluator reports each claim's metric.</summary>
    /// <exception cref="CodedException">No evaluator reports it; the error is at the claim's line.</exception>
    public static void Check(ExperimentSpec spec, IReadOnlyList<IEvaluator> evaluators)
    {
        var metrics = evaluators.SelectMany(evaluator => evaluator.Metrics).ToList();
        var errors = new CodedErrors();
        foreach (var claim in Unmeasured(spec, evaluators))
        {
            var known = metrics.Select(metric => metric.Family).Concat(metrics.Select(metric => metric.Name)).Distinct().ToList();
            errors.Add(new CodedException(ExperimentErrorCodes.InvalidClaim,
                $"Claim '{claim.Name}' compares {claim.Metric}, which no evaluator reports. "
                + (Suggestion.Nearest(claim.Metric, known) is { } nearest ? $"Did you mean {nearest}?" : $"Known: {string.Join(", ", metrics.Select(metric => metric.Family).Distinct())}."))
                { File = claim.File, Line = claim.Line, Column = 1 });
        }

        errors.ThrowIfAny();
    }

    /// <summary>The claims about metrics that none of the evaluators reports.</summary>
    public static IEnumerable<ClaimSpec> Unmeasured(ExperimentSpec spec, IReadOnlyList<IEvaluator> evaluators) =>
        spec.Claims.Where(claim => !evaluators.SelectMany(evaluator => evaluator.Metrics).Any(metric => IsMetric(claim, metric)));

    /// <summary>The verdicts: one per measured metric, data set and pair of sizes of each claim.</summary>
    public static IReadOnlyList<ClaimVerdict> Of(ExperimentSpec spec, IReadOnlyList<MetricTable> tables) =>
    [
        .. from claim in spec.Claims
           from table in tables
           from metric in table.Metrics
           where IsMetric(claim, metric)
           from rows in table.Rows.Where(row => !row.IsBaseline).GroupBy(row => row.Job.Dataset)
           from pair in Pairs([.. rows.Where(row => row.Job.Name == claim.Subject)], [.. rows.Where(row => row.Job.Name == claim.Than)])
           select Evaluate(claim, table, metric, pair.Subject, pair.Than),
    ];

    private static ClaimVerdict Evaluate(ClaimSpec claim, MetricTable table, Metric metric, ReportRow subject, ReportRow than)
    {
        var verdict = new ClaimVerdict(
            claim, subject.Job.Dataset.Name, Sizes(subject.Job, than.Job), metric, subject.BySeed(table.Evaluator, metric), than.BySeed(table.Evaluator, metric),
            Unreliable(table, subject, metric) ?? Unreliable(table, than, metric));
        // With too few seeds, the interval over the test images of one seed is informative.
        return verdict.Seeds is [var seed, ..] and { Count: < Verdicts.LeastSeeds }
            && subject.PerImage(table.Evaluator, metric, seed) is { } first && than.PerImage(table.Evaluator, metric, seed) is { } second
            ? verdict with { WithinSeed = PairedDifference.OverImages(first, second) } : verdict;
    }

    /// <summary>Pairs of rows that agree in their common sizes. If each model has only one row, sizes may differ.</summary>
    private static IEnumerable<(ReportRow Subject, ReportRow Than)> Pairs(List<ReportRow> subjects, List<ReportRow> others) =>
        from subject in subjects
        from other in others
        where AreAlike(subject.Job, other.Job) || subjects.Count + others.Count == 2
        select (subject, other);

    /// <summary>True if a claim is about a metric or its family.</summary>
    public static bool IsMetric(ClaimSpec claim, Metric metric) => claim.Metric == metric.Name || claim.Metric == metric.Family;

    private static string? Unreliable(MetricTable table, ReportRow row, Metric metric) =>
        table.Unreliable(row, metric) is { } reason ? $"{row.Job.Name}, {reason}" : null;

    private static bool AreAlike(Job one, Job other) =>
        one.Sizes.All(size => other.Sizes.All(another => another.Key != size.Key || another.Value == size.Value));

    private static string Sizes(Job one, Job other) =>
        AreAlike(one, other) ? string.Join(", ", one.Sizes.Union(other.Sizes).Select(size => $"{size.Key}={size.Value}")) : $"{one.SizeText} against {other.SizeText}";
}
