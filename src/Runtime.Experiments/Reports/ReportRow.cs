using System.Globalization;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Reports;

/// <summary>The jobs that differ only in their seed: one row of the tables.</summary>
/// <param name="Jobs">The jobs, at least one.</param>
internal sealed record ReportRow(IReadOnlyList<FinishedJob> Jobs)
{
    private IEnumerable<double> Values => Jobs.Select(job => job.Result.Metrics[JobRunner.TestError]);

    public Job Job => Jobs[0].Job;

    public bool IsControl => Job is not ModelJob;

    public long? Parameters => Jobs[0].Result.Parameters;

    public double Mean => Values.Average();

    /// <summary>The standard deviation over seeds (n − 1); null for a single value.</summary>
    public double? Deviation => Jobs.Count < 2 ? null : Math.Sqrt(Values.Sum(value => (value - Mean) * (value - Mean)) / (Jobs.Count - 1));

    /// <summary>The mean, with the standard deviation where there is one: <c>0.0103 ± 0.0001</c>.</summary>
    public string ErrorText => Deviation is { } deviation ? $"{Figure(Mean)} ± {Figure(deviation)}" : Figure(Mean);

    /// <summary>The number of learned values, or a dash.</summary>
    public string ParameterText => Parameters?.ToString("N0", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>How many seeds; a dash for a control, which has none.</summary>
    public string SeedText => IsControl ? "–" : Jobs.Count.ToString(CultureInfo.InvariantCulture);

    private static string Figure(double value) => value.ToString("F4", CultureInfo.InvariantCulture);

    /// <summary>Groups jobs to rows, in the order of the grid.</summary>
    public static IReadOnlyList<ReportRow> Of(IEnumerable<FinishedJob> jobs) => jobs
        .GroupBy(job => (job.Job.Name, job.Job.Dataset.Name, job.Job.SizeText))
        .Select(group => new ReportRow(group.ToList()))
        .ToList();
}
