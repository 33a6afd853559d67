using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Plan;
using ModelDsl.Training;
using ModelDsl.Weights;
using TorchSharp;

namespace ModelDsl.Experiments.Jobs;

/// <summary>A job with its metrics: all that the experiment asks for, or those that could be measured.</summary>
/// <param name="Job">The job.</param>
/// <param name="Result">Its metrics.</param>
/// <param name="Folder">Its files.</param>
internal sealed record MeasuredJob(Job Job, JobResult Result, JobFolder Folder)
{
    /// <summary>Whether an evaluator measured it, or had nothing to measure.</summary>
    public bool Has(IEvaluator evaluator) => Result.Evaluations.ContainsKey(evaluator.Name);
}

/// <summary>Brings jobs up to date: trains what has no weights, and measures what an evaluator has not measured.</summary>
/// <param name="store">Where jobs are kept.</param>
/// <param name="engine">What computes.</param>
/// <param name="data">Where images come from.</param>
/// <param name="evaluators">What is measured.</param>
/// <param name="failFast">Whether an evaluator that fails ends its job at once.</param>
internal sealed class JobRunner(JobStore store, Engine engine, DataSource data, IReadOnlyList<IEvaluator> evaluators, bool failFast)
{
    /// <summary>The job, where it is up to date: every evaluator has measured it.</summary>
    public MeasuredJob? Find(Job job) => Measured(job).FirstOrDefault(found => evaluators.All(found.Has));

    /// <summary>The job with what is up to date of it: where an evaluator fails, what the others measured stays. Null where nothing was measured.</summary>
    public MeasuredJob? FindPart(Job job) => Find(job) ?? Measured(job).FirstOrDefault(found => evaluators.Any(found.Has));

    /// <summary>Whether a job has its weights, so that it can be measured without training.</summary>
    public bool IsTrained(Job job) => FindTraining(store.Folder(job)) is not null;

    // An archive has the record without the weights.
    private static TrainingRecord? FindTraining(JobFolder folder) => File.Exists(folder.Weights) ? folder.FindTraining() : null;

    // Wherever there is something, without what was measured otherwise than it would be now.
    private IEnumerable<MeasuredJob> Measured(Job job) =>
        from folder in store.Places(job)
        let result = folder.FindResult()
        where result is not null
        let current = evaluators.Where(evaluator => IsUpToDate(result, folder, evaluator)).ToDictionary(evaluator => evaluator.Name, evaluator => result.Evaluations[evaluator.Name])
        select new MeasuredJob(job, result with { Evaluations = new(current, StringComparer.Ordinal) }, folder);

    /// <summary>Trains and measures a job, and keeps what it finds.</summary>
    /// <param name="job">The job.</param>
    /// <param name="force">Whether to begin anew.</param>
    /// <param name="progress">Is told where the job stands.</param>
    /// <param name="warn">Is told of what went wrong and was repaired.</param>
    /// <param name="cancellation">Stops between two steps; a later run goes on from the last epoch.</param>
    /// <exception cref="CodedException">The training diverges, libtorch fails, or something else does: this job alone is lost. The message names the job's log.</exception>
    public void Run(Job job, bool force, IProgress<JobProgress> progress, Action<CodedException> warn, CancellationToken cancellation)
    {
        var log = store.Folder(job).Log;
        try
        {
            RunAlone(job, force, progress, warn, cancellation);
        }
        catch (OperationCanceledException)
        {
            log.Write("Stopped: a later run goes on from the last epoch");
            throw;
        }
        catch (Exception error)
        {
            log.Write(error.ToString());
            var coded = Coded(job.Key, error);
            throw new CodedException(coded.Code, $"{coded.Message} The job's log: {log.Path}", error);
        }
    }

    // What libtorch, or a user's code, throws has no code of ours.
    private static CodedException Coded(string subject, Exception error) => error switch
    {
        DivergenceException diverged => new(diverged.Code, $"{subject}: {diverged.Message}", error),
        CodedException coded => coded,
        OutOfMemoryException => new(ExperimentErrorCodes.OutOfMemory, $"{subject}: memory ran out. {LessMemory}", error),
        ExternalException when IsOutOfMemory(error.Message) => new(ExperimentErrorCodes.OutOfMemory, $"{subject}: memory ran out; libtorch says: {error.Message} {LessMemory}", error),
        ExternalException => new(ExperimentErrorCodes.EngineFailure, $"{subject}: libtorch says: {error.Message}", error),
        _ when TensorEngine.Explain(error) is { } failure => new(failure.Code, $"{subject} on {Environment.MachineName}: {failure.Message}", error),
        _ => new(ExperimentErrorCodes.Unexpected, $"{subject} failed: {error.GetType().Name}: {error.Message}", error),
    };

    private const string LessMemory = "Use a smaller BatchSize, or fewer jobs at once: -p:Jobs=1.";

    // libtorch has no kind of error for it: the allocators of the processor, in two versions, and of CUDA.
    private static bool IsOutOfMemory(string message) =>
        new[] { "can't allocate memory", "not enough memory", "out of memory" }.Any(sign => message.Contains(sign, StringComparison.OrdinalIgnoreCase));

    /// <summary>A job's files.</summary>
    public JobFolder Folder(Job job) => store.Folder(job);

    /// <summary>Deletes all that a job found.</summary>
    /// <exception cref="CodedException">A file cannot be deleted.</exception>
    public void Delete(Job job) => store.Folder(job).Delete(store.Root);

    private void RunAlone(Job job, bool force, IProgress<JobProgress> progress, Action<CodedException> warn, CancellationToken cancellation)
    {
        var folder = store.Folder(job);
        using var alone = folder.Lock(cancellation);
        if (!force && Find(job) is not null)
            return;

        engine.Start();
        var watch = Stopwatch.StartNew();
        folder.RemoveUnfinished();
        if (force)
            folder.Clear();
        folder.Log.Write($"{job.Key} on {Environment.MachineName} with {engine}");
        folder.WriteConfiguration();
        if (job is ModelJob model)
            Run(model, folder, progress, warn, cancellation);
        else
            Run((BaselineJob)job, folder, progress, cancellation);
        folder.Write(new RunRecord(
            DateTimeOffset.UtcNow, Math.Round(watch.Elapsed.TotalSeconds, 1), Environment.MachineName, Environment.ProcessorCount, engine.ToString(), Commit.OfWorkingFolder()));
        folder.Log.Write("Done");
    }

    private static bool IsUpToDate(JobResult result, JobFolder folder, IEvaluator evaluator) =>
        result.Evaluations.TryGetValue(evaluator.Name, out var record) && record.Fingerprint == Fingerprint.OfEvaluation(folder.Fingerprint, evaluator).Hash;

    private void Run(ModelJob job, JobFolder folder, IProgress<JobProgress> progress, Action<CodedException> warn, CancellationToken cancellation)
    {
        using var module = Trained(job, folder, progress, warn, cancellation);
        var model = new ImageModel(module, job.Model.Objective!.Create()!);
        Evaluate(job, folder, model, ((IModel)module).Summary.Parameters, job.Training.Seed, evaluator => evaluator.Measures(model), progress, cancellation);
    }

    private void Run(BaselineJob job, JobFolder folder, IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        var baseline = job.Fit(data.Train(job.Dataset));
        using var release = baseline as IDisposable;
        Evaluate(job, folder, baseline, null, 0, evaluator => evaluator.Baselines.HasFlag(job.Kind), progress, cancellation);
    }

    // The result is written after each evaluator: a run that is interrupted goes on with the next one, and what one cannot measure the others can.
    private void Evaluate(
        Job job, JobFolder folder, ISubject subject, long? parameters, int seed, Func<IEvaluator, bool> measures,
        IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        var result = folder.FindResult() ?? new JobResult(folder.Fingerprint.Hash, folder.Fingerprint.Inputs, parameters, new(StringComparer.Ordinal));
        var failures = new List<(IEvaluator Evaluator, CodedException Error)>();
        foreach (var evaluator in evaluators.Where(evaluator => !IsUpToDate(result, folder, evaluator)))
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
                failures.Add((evaluator, Coded($"{job.Key}: {evaluator.Name}", error)));
                if (failFast)
                    break;
                continue;
            }

            folder.Log.Write($"Measured {evaluator.Name}");
            folder.Write(evaluator.Name, evaluation);
            result.Evaluations[evaluator.Name] = Record(folder, evaluator, evaluation);
            folder.Write(result);
        }

        if (failures is [var (_, first), .. var others])
            throw others is [] ? first : new CodedException(first.Code, $"{first.Message} What failed too: {string.Join(", ", others.Select(failure => failure.Evaluator.Name))}.", first);
    }

    private static void Measure(Job job, IEvaluator evaluator, EvaluationContext evaluation, int seed)
    {
        // All is the same whether the model was trained just now or loaded, and whatever was measured before, or failed halfway.
        if (evaluation.Subject is ImageModel model)
            model.Module.eval();
        torch.manual_seed(seed);
        evaluator.Evaluate(evaluation);
        if (Values(evaluation).FirstOrDefault(found => !double.IsFinite(found.Value)) is { Name: { } name, Value: var value })
            throw new CodedException(ErrorCodes.Divergence, $"{job.Key}: {name} of {evaluator.Name} is {value}, which is not a finite number. {Advice(job)}");
        if (evaluation.Metrics.Keys.Except(evaluator.Metrics.Select(metric => metric.Name)).FirstOrDefault() is { } unlisted)
            throw new CodedException(ExperimentErrorCodes.Unexpected, $"{job.Key}: {evaluator.Name} gives the metric '{unlisted}', which is not among its Metrics. List it there: no table would show it.");
    }

    // All that is kept as numbers: JSON has none that are not finite.
    private static IEnumerable<(string Name, double Value)> Values(EvaluationContext evaluation) =>
    [
        .. evaluation.Metrics.Select(metric => (metric.Key, metric.Value)),
        .. from series in evaluation.Series from value in series.Value select (series.Key, value),
        .. from map in evaluation.Maps from coordinate in map.Value.X.Concat(map.Value.Y) select (map.Key, (double)coordinate),
    ];

    private static string Advice(Job job) => job is ModelJob
        ? "Use a smaller LearningRate, or look at the evaluator if it is yours."
        : "Look at the evaluator, and at the data.";

    private static EvaluationRecord Record(JobFolder folder, IEvaluator evaluator, EvaluationContext evaluation) => new(
        Fingerprint.OfEvaluation(folder.Fingerprint, evaluator).Hash,
        evaluator.Settings,
        new(evaluation.Metrics.ToDictionary(), StringComparer.Ordinal),
        new(evaluation.Series.ToDictionary(), StringComparer.Ordinal),
        [.. evaluation.PerImage.Keys],
        [.. evaluation.Pictures.Keys],
        [.. evaluation.Maps.Keys]);

    private torch.nn.Module Trained(ModelJob job, JobFolder folder, IProgress<JobProgress> progress, Action<CodedException> warn, CancellationToken cancellation)
    {
        var model = SeededModel.Make(job.Model, job.SizeValues, job.Training.Seed, torch.device(engine.Device));
        try
        {
            if (FindTraining(folder) is not { } training || !TryLoad(model, training, folder, warn))
                Train(model, job, folder, progress, warn, cancellation);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    // A damaged file changes nothing of the model, which can then be trained as any new one.
    private static bool TryLoad(torch.nn.Module model, TrainingRecord training, JobFolder folder, Action<CodedException> warn)
    {
        try
        {
            // A bit that fell over is no damage that the file's format shows.
            if (training.Weights is { } hash && hash != WeightsFile.Of(folder.Weights).Hash)
                throw new CodedException(ErrorCodes.WeightsCorrupt, $"{folder.Weights} is not as it was written.");
            Checkpoint.Load(model, folder.Weights);
            return true;
        }
        catch (CodedException error) when (error.Code is ErrorCodes.WeightsTruncated or ErrorCodes.WeightsCorrupt)
        {
            warn(new CodedException(ExperimentErrorCodes.CheckpointDamaged, $"{error.Message} The model is trained again, to the same weights.", error));
            return false;
        }
    }

    private void Train(torch.nn.Module model, ModelJob job, JobFolder folder, IProgress<JobProgress> progress, Action<CodedException> warn, CancellationToken cancellation)
    {
        using var scope = torch.NewDisposeScope();
        var images = data.Train(job.Dataset);
        var examples = images with { Images = ModelInput.Of((IModel)model, images.Images) };
        using var run = new TrainingRun(model, job.Model.Objective!.Create()!, examples, job.Training);
        folder.Checkpoints.Load(run, warn);
        folder.Log.Write($"Trains from epoch {run.History.Count + 1} of {job.Training.Epochs}");
        folder.Metrics.Restart(run.History);
        while (!run.IsFinished)
        {
            run.RunEpoch(new ThroughputReporter(images.Count - job.Training.ValidationImages, progress), cancellation);
            folder.Log.Write(string.Create(CultureInfo.InvariantCulture, $"Epoch {run.History.Count}: loss {run.History[^1].Loss:G6}"));
            folder.Checkpoints.Save(run);
            folder.Metrics.Append(run.History);
        }

        run.Finish();
        Checkpoint.Save(model, folder.Weights);
        folder.Write(TrainingRecord.Of(folder.Fingerprint, run.History, WeightsFile.Of(folder.Weights).Hash));
        folder.Checkpoints.Delete();
    }

    /// <summary>Adds the speed to a training's progress.</summary>
    private sealed class ThroughputReporter(long images, IProgress<JobProgress> progress) : IProgress<TrainingProgress>
    {
        private readonly Stopwatch _watch = Stopwatch.StartNew();

        public void Report(TrainingProgress value) => progress.Report(new JobProgress(
            JobProgress.Training, value.Epoch - 1 + value.Fraction, value.Epochs, value.Loss, value.Fraction * images / _watch.Elapsed.TotalSeconds));
    }
}
