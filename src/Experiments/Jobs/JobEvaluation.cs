using ModelDsl.Evaluation;
using ModelDsl.Experiments.Plan;
using TorchSharp;

namespace ModelDsl.Experiments.Jobs;

/// <summary>Runs the evaluators on a job's model or baseline.</summary>
/// <param name="data">The images.</param>
/// <param name="lookup">The stored results.</param>
/// <param name="evaluators">The evaluators of the experiment.</param>
/// <param name="failFast">True to end the job at the first evaluator that fails.</param>
internal sealed class JobEvaluation(DataSource data, JobLookup lookup, IReadOnlyList<IEvaluator> evaluators, bool failFast)
{
    // Writes the result after each evaluator, so that an interrupted run continues with the next one. One failure does not stop the others.
    public void Run(
        Job job, JobFolder folder, ISubject subject, long? parameters, int seed, Func<IEvaluator, bool> measures,
        IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        var result = folder.FindResult() ?? new JobResult(folder.Fingerprint.Hash, folder.Fingerprint.Inputs, parameters, new(StringComparer.Ordinal));
        var failures = new List<(IEvaluator Evaluator, CodedException Error)>();
        foreach (var evaluator in evaluators.Where(evaluator => !lookup.IsUpToDate(result, folder, evaluator)))
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Report(new JobProgress(evaluator.Name));
            var evaluation = data.Evaluation(subject, job.Dataset, seed, cancellation);
            try
            {
                if (measures(evaluator))
                    Measure(job, evaluator, evaluation, seed);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                folder.Log.Write($"{evaluator.Name} failed: {error}");
                failures.Add((evaluator, JobErrors.Coded($"{job.Key}: {evaluator.Name}", error)));
                if (failFast)
                    break;
                continue;
            }

            folder.Log.Write($"Measured {evaluator.Name}");
            var files = folder.Write(evaluator.Name, evaluation);
            result.Evaluations[evaluator.Name] = Record(folder, evaluator, evaluation) with { Files = files };
            folder.Write(result);
        }

        if (failures is [var (_, first), .. var others])
            throw others is [] ? first : new CodedException(first.Code, $"{first.Message} Also failed: {string.Join(", ", others.Select(failure => failure.Evaluator.Name))}.", first);
    }

    private static void Measure(Job job, IEvaluator evaluator, EvaluationContext evaluation, int seed)
    {
        // Resets the mode and the random numbers: metrics must not depend on whether the model was trained or loaded, or on earlier evaluators.
        if (evaluation.Subject is ImageModel model)
            model.Module.eval();
        torch.manual_seed(seed);
        evaluator.Evaluate(evaluation);
        if (Values(evaluation).FirstOrDefault(found => !double.IsFinite(found.Value)) is { Name: { } name, Value: var value })
            throw new CodedException(ErrorCodes.Divergence, $"{job.Key}: {name} of {evaluator.Name} is {value}, which is not a finite number. {Advice(job)}");
        if (evaluation.Metrics.Keys.Except(evaluator.Metrics.Select(metric => metric.Name)).FirstOrDefault() is { } unlisted)
            throw new CodedException(ExperimentErrorCodes.Unexpected, $"{job.Key}: {evaluator.Name} reports the metric '{unlisted}', which its Metrics do not list. Add it to Metrics, or no table shows it.");
        if (Names(evaluation).FirstOrDefault(NameRules.HasControl) is { } control)
            throw new CodedException(ExperimentErrorCodes.InvalidName, $"{job.Key}: {evaluator.Name} names a series, picture or map '{NameRules.Visible(control)}', which contains a control character. Remove it.");
    }

    private static IEnumerable<string> Names(EvaluationContext evaluation) => [.. evaluation.Series.Keys, .. evaluation.Pictures.Keys, .. evaluation.Maps.Keys];

    // All values that are stored as JSON, which has no numbers that are not finite.
    private static IEnumerable<(string Name, double Value)> Values(EvaluationContext evaluation) =>
    [
        .. evaluation.Metrics.Select(metric => (metric.Key, metric.Value)),
        .. from series in evaluation.Series from value in series.Value select (series.Key, value),
        .. from map in evaluation.Maps from coordinate in map.Value.X.Concat(map.Value.Y) select (map.Key, (double)coordinate),
    ];

    private static string Advice(Job job) => job is ModelJob
        ? "Use a smaller LearningRate, or check the evaluator if it is yours."
        : "Check the evaluator and the data.";

    private static EvaluationRecord Record(JobFolder folder, IEvaluator evaluator, EvaluationContext evaluation) => new(
        Fingerprint.OfEvaluation(folder.Fingerprint, evaluator).Hash,
        evaluator.Settings,
        new(evaluation.Metrics.ToDictionary(), StringComparer.Ordinal),
        new(evaluation.Series.ToDictionary(), StringComparer.Ordinal),
        [.. evaluation.PerImage.Keys],
        [.. evaluation.Pictures.Keys],
        [.. evaluation.Maps.Keys]);
}
