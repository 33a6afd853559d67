using System.Globalization;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Reports.Tables;

/// <summary>A row of the tables: the jobs that differ only in their seed.</summary>
/// <param name="Jobs">The jobs, at least one.</param>
internal sealed record ReportRow(IReadOnlyList<MeasuredJob> Jobs)
{
    private readonly Lazy<bool> _takesLabels = new(() => FindsLabels(Jobs[0].Job));

    /// <summary>The first job, for properties that all share.</summary>
    public Job Job => Jobs[0].Job;

    /// <summary>True for a baseline, which is not trained.</summary>
    public bool IsBaseline => Job is not ModelJob;

    /// <summary>True if the model receives the class of each image, so it is not comparable to other models.</summary>
    public bool TakesLabels => _takesLabels.Value;

    /// <summary>The model or baseline with its sizes: <c>ConvVae, Latent=16</c>.</summary>
    public string Title => SizeText == "" ? Job.Name : $"{Job.Name}, {SizeText}";

    /// <summary>The sizes for readers: <c>Latent=10, Noise=10</c>.</summary>
    public string SizeText => Job.SizeText.Replace(",", ", ", StringComparison.Ordinal);

    /// <summary>The number of parameters; null for a baseline.</summary>
    public long? Parameters => Jobs[0].Result.Parameters;

    /// <summary>The number of parameters, or a dash.</summary>
    public string ParameterText => Parameters?.ToString("N0", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>The number of seeds that an evaluator has measured; a dash for a baseline.</summary>
    public string SeedText(IEvaluator evaluator) => IsBaseline ? "–" : Jobs.Count(job => job.Has(evaluator)).ToString(CultureInfo.InvariantCulture);

    /// <summary>The first seed that an evaluator has measured, whose pictures represent the row; null if none.</summary>
    /// <param name="evaluator">The evaluator's name.</param>
    public MeasuredJob? First(string evaluator) => Jobs.FirstOrDefault(job => job.Result.Evaluations.ContainsKey(evaluator));

    /// <summary>A metric over the row's seeds; null if not measured.</summary>
    public Statistic? Find(IEvaluator evaluator, Metric metric)
    {
        var values = Jobs.Select(job => ValueOf(job, evaluator, metric)).OfType<double>().ToList();
        return values.Count == 0 ? null : new Statistic(values);
    }

    /// <summary>The reason why a metric is unreliable, for the worst seed: <c>effective draws 6.1, below 10</c>. Null if it is reliable or not measured.</summary>
    public string? Unreliable(IEvaluator evaluator, Metric metric)
    {
        if (metric.Reliance is not { } reliance || Find(evaluator, metric) is null)
            return null;
        var least = Jobs.Select(job => ValueOf(job, evaluator, reliance.On)).Min();
        return least < reliance.AtLeast ? $"{reliance.On.Title} {Numbers.Text(least.Value, reliance.On)}, below {Numbers.Exact(reliance.AtLeast)}" : null;
    }

    /// <summary>A model's metric by seed; empty for a baseline, or if not measured.</summary>
    public IReadOnlyDictionary<int, double> BySeed(IEvaluator evaluator, Metric metric) => (
        from job in Jobs
        let model = job.Job as ModelJob
        let value = ValueOf(job, evaluator, metric)
        where model is not null && value is not null
        select (model.Training.Seed, value.Value)).ToDictionary();

    /// <summary>One seed's metric for each test image; null if it is not a mean over images, or not stored.</summary>
    public float[]? PerImage(IEvaluator evaluator, Metric metric, int seed)
    {
        var job = Jobs.Single(job => ((ModelJob)job.Job).Training.Seed == seed);
        return job.Result.Evaluations.GetValueOrDefault(evaluator.Name)?.PerImage.Contains(metric.Name) == true ? job.Folder.FindValues(evaluator.Name, metric.Name) : null;
    }

    /// <summary>The text that all trained models share; null if they differ, or if there are none.</summary>
    public static string? Shared(IEnumerable<ReportRow> rows, Func<ReportRow, string> text) =>
        rows.Where(row => !row.IsBaseline).Select(text).Distinct().ToList() is [var only] ? only : null;

    /// <summary>Groups jobs into rows, in the order of the grid.</summary>
    public static IReadOnlyList<ReportRow> Of(IEnumerable<MeasuredJob> jobs) => jobs
        .GroupBy(job => (job.Job.Name, job.Job.Dataset.Name, job.Job.SizeText))
        .Select(group => new ReportRow(group.ToList()))
        .ToList();

    private static double? ValueOf(MeasuredJob job, IEvaluator evaluator, Metric metric) =>
        job.Result.Evaluations.TryGetValue(evaluator.Name, out var record) && record.Metrics.TryGetValue(metric.Name, out var value) ? value : null;

    private static bool FindsLabels(Job job)
    {
        if (job is not ModelJob model)
            return false;
        using var module = model.Model.Create(model.SizeValues);
        return module is IConditionalVariationalAutoencoder;
    }
}
