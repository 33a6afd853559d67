using System.Diagnostics;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Jobs;

/// <summary>Brings jobs up to date: trains the models without weights, and runs the evaluators without an up-to-date record.</summary>
/// <param name="lookup">The stored results.</param>
/// <param name="engine">The compute backend.</param>
/// <param name="data">The images.</param>
/// <param name="evaluators">The evaluators of the experiment.</param>
/// <param name="failFast">True to end a job at the first evaluator that fails.</param>
internal sealed class JobRunner(JobLookup lookup, Engine engine, DataSource data, IReadOnlyList<IEvaluator> evaluators, bool failFast)
{
    private readonly JobTraining _training = new(engine, data);
    private readonly JobEvaluation _evaluation = new(data, lookup, evaluators, failFast);

    /// <summary>Trains and evaluates a job, and stores the results.</summary>
    /// <param name="job">The job.</param>
    /// <param name="force">True to discard stored results.</param>
    /// <param name="progress">Receives progress.</param>
    /// <param name="warn">Receives errors that were repaired.</param>
    /// <param name="cancellation">Stops between two steps; a later run resumes from the last epoch.</param>
    /// <exception cref="CodedException">The job failed; other jobs can still run. The message names the job's log.</exception>
    public void Run(Job job, bool force, IProgress<JobProgress> progress, Action<CodedException> warn, CancellationToken cancellation)
    {
        var log = lookup.Folder(job).Log;
        try
        {
            RunLocked(job, force, progress, warn, cancellation);
        }
        catch (OperationCanceledException)
        {
            log.Write("Stopped. A later run resumes from the last epoch");
            throw;
        }
        catch (Exception error)
        {
            log.Write(error.ToString());
            var coded = JobErrors.Coded(job.Key, error);
            throw new CodedException(coded.Code, $"{coded.Message} The job's log: {log.Path}", error);
        }
    }

    private void RunLocked(Job job, bool force, IProgress<JobProgress> progress, Action<CodedException> warn, CancellationToken cancellation)
    {
        var folder = lookup.Folder(job);
        using var lockHandle = folder.Lock(cancellation);
        if (!force && lookup.Find(job) is not null)
            return;

        engine.Start();
        var watch = Stopwatch.StartNew();
        folder.RemoveUnfinished();
        if (force)
            folder.Clear();
        foreach (var file in lookup.DamagedFiles(job))
            warn(new CodedException(ExperimentErrorCodes.CheckpointDamaged, $"{file} is missing or was changed after it was written. The job writes it again. No action is needed; check the disk if this happens again."));
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

    private void Run(ModelJob job, JobFolder folder, IProgress<JobProgress> progress, Action<CodedException> warn, CancellationToken cancellation)
    {
        using var module = _training.Run(job, folder, progress, warn, cancellation);
        var model = new ImageModel(module, job.Model.Objective!.Create()!);
        _evaluation.Run(job, folder, model, ((IModel)module).Summary.Parameters, job.Training.Seed, evaluator => evaluator.CanMeasure(model, job.Dataset), progress, cancellation);
    }

    private void Run(BaselineJob job, JobFolder folder, IProgress<JobProgress> progress, CancellationToken cancellation)
    {
        var baseline = job.Fit(data.Train(job.Dataset));
        using var release = baseline as IDisposable;
        _evaluation.Run(job, folder, baseline, null, 0, evaluator => evaluator.Measures(job.Dataset) && evaluator.Baselines.HasFlag(job.Kind), progress, cancellation);
    }
}
