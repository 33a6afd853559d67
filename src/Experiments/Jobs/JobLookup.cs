using ModelDsl.Evaluation;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Jobs;

/// <summary>
/// Finds the stored results of jobs that are up to date. A result counts only if its files are those that were written: records contain their own
/// hash and those of the other files.
/// </summary>
/// <param name="store">The store of jobs.</param>
/// <param name="evaluators">The evaluators of the experiment.</param>
internal sealed class JobLookup(JobStore store, IReadOnlyList<IEvaluator> evaluators)
{
    private readonly KnownHashes _hashes = new();

    /// <summary>The folder of a job.</summary>
    public JobFolder Folder(Job job) => store.Folder(job);

    /// <summary>The job if every evaluator has measured it and no file is damaged; otherwise null.</summary>
    public MeasuredJob? Find(Job job) => Measured(job).FirstOrDefault(found => evaluators.All(found.Has) && IsComplete(job, found.Folder));

    /// <summary>The job with those of its metrics that are up to date; null if none is. If one evaluator fails, the metrics of the others remain.</summary>
    public MeasuredJob? FindPart(Job job) => Find(job) ?? Measured(job).FirstOrDefault(found => evaluators.Any(found.Has));

    /// <summary>True if the job has weights and can be evaluated without training.</summary>
    public bool IsTrained(Job job) => FindTraining(store.Folder(job)) is not null;

    /// <summary>The reason why a job that is not up to date runs or is measured.</summary>
    public string ReasonToRun(Job job)
    {
        if (DamagedFiles(job).FirstOrDefault() is { } damaged)
            return $"{Path.GetFileName(damaged)} is missing or damaged";
        if (store.Folder(job).FindResult() is { } measured)
        {
            var pending = evaluators.Where(evaluator => !IsUpToDate(measured, store.Folder(job), evaluator)).Select(evaluator => evaluator.Name).GroupBy(measured.Evaluations.ContainsKey).ToList();
            return pending.Count == 0 ? "not finished"
                : string.Join("; ", pending.Select(names => $"{string.Join(", ", names)}: {(names.Key ? "code or settings changed" : "not measured")}"));
        }

        if (IsTrained(job))
            return "not measured";
        var inputs = store.Fingerprint(job).Inputs;
        var differences = store.OtherInputs(job).Select(other => Differences(other, inputs)).Where(found => found.Count > 0).MinBy(found => found.Count);
        return differences is null ? "no result" : string.Join(", ", differences);
    }

    private static List<string> Differences(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> now) =>
    [
        .. from name in before.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
           let old = before.GetValueOrDefault(name, "unset")
           let value = now.GetValueOrDefault(name, "unset")
           where old != value
           select old.Length + value.Length <= LongestShownValues ? $"{name} {old} → {value}" : $"{name} changed",
    ];

    // Hashes are longer.
    private const int LongestShownValues = 40;

    /// <summary>The record of the training if its weights exist too: an archive holds only the record.</summary>
    public static TrainingRecord? FindTraining(JobFolder folder) => File.Exists(folder.Weights) ? folder.FindTraining() : null;

    /// <summary>True if the evaluator with its present code and settings has measured the job, and its files are not damaged.</summary>
    public bool IsUpToDate(JobResult result, JobFolder folder, IEvaluator evaluator) =>
        FindRecord(result, folder, evaluator) is { } record && !folder.DamagedFiles(evaluator.Name, record, _hashes).Any();

    /// <summary>The files of a job's results that are missing or differ from what was written, except the weights.</summary>
    public IEnumerable<string> DamagedFiles(Job job) => store.Places(job).SelectMany(folder => folder.DamagedRecords(job is ModelJob).Concat(
        from result in new[] { folder.FindResult() }.OfType<JobResult>()
        from evaluator in evaluators
        let record = FindRecord(result, folder, evaluator)
        where record is not null
        from file in folder.DamagedFiles(evaluator.Name, record, _hashes)
        select file));

    private static EvaluationRecord? FindRecord(JobResult result, JobFolder folder, IEvaluator evaluator) =>
        result.Evaluations.GetValueOrDefault(evaluator.Name) is { } record && record.Fingerprint == Fingerprint.OfEvaluation(folder.Fingerprint, evaluator).Hash ? record : null;

    // The record of the run is the last file of a job.
    private bool IsComplete(Job job, JobFolder folder) =>
        !folder.DamagedRecords(job is ModelJob).Any() && (folder.IsArchived || folder.FindRun() is not null && HasIntactWeights(job, folder));

    // Weights may be deleted to save space: reports do not need them.
    private bool HasIntactWeights(Job job, JobFolder folder) =>
        job is not ModelJob || _hashes.Of(folder.Weights) is not { } hash || hash == folder.FindTraining()?.Weights;

    // Stored results without stale or damaged evaluations.
    private IEnumerable<MeasuredJob> Measured(Job job) =>
        from folder in store.Places(job)
        let result = folder.FindResult()
        where result is not null
        let current = evaluators.Where(evaluator => IsUpToDate(result, folder, evaluator)).ToDictionary(evaluator => evaluator.Name, evaluator => result.Evaluations[evaluator.Name])
        select new MeasuredJob(job, result with { Evaluations = new(current, StringComparer.Ordinal) }, folder);
}
