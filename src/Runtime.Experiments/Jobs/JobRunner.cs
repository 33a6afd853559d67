using System.Diagnostics;
using System.Runtime.InteropServices;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Plan;
using ModelDsl.Training;
using ModelDsl.Weights;
using TorchSharp;

namespace ModelDsl.Experiments.Jobs;

/// <summary>A job with its figures.</summary>
/// <param name="Job">The job.</param>
/// <param name="Result">Its figures.</param>
/// <param name="Folder">Its files.</param>
/// <param name="Seconds">How long it ran now; null where it was up to date.</param>
internal sealed record FinishedJob(Job Job, JobResult Result, JobFolder Folder, double? Seconds);

/// <summary>Brings jobs up to date: trains and evaluates what the store does not hold.</summary>
internal sealed class JobRunner(JobStore store, Engine engine, DataSource data, bool force)
{
    /// <summary>The name of the figure that is reported: the mean of (x − x̂)² over test images and pixels.</summary>
    public const string TestError = "testMse";

    /// <summary>The job's figures, where the store holds them.</summary>
    public FinishedJob? Find(Job job)
    {
        var (folder, fingerprint) = Place(job);
        return !force && folder.FindResult(fingerprint) is { } result ? new FinishedJob(job, result, folder, null) : null;
    }

    /// <summary>Runs a job and stores its figures.</summary>
    /// <exception cref="CodedException">The training diverges, libtorch fails, or something else does: this job alone is lost.</exception>
    public FinishedJob Run(Job job, IProgress<TrainingProgress> progress, CancellationToken cancellation)
    {
        try
        {
            return Compute(job, progress, cancellation);
        }
        catch (ExternalException error)
        {
            throw new CodedException(ErrorCodes.EngineFailure, $"{job.Key}: libtorch says: {error.Message}", error);
        }
        catch (Exception error) when (error is not (CodedException or OperationCanceledException))
        {
            throw new CodedException(ErrorCodes.Unexpected, $"{job.Key} failed: {error.Message} The log has the details.", error);
        }
    }

    private FinishedJob Compute(Job job, IProgress<TrainingProgress> progress, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var (folder, fingerprint) = Place(job);
        var (reconstructions, parameters) = Measure(job, folder, progress, cancellation);
        if (!double.IsFinite(reconstructions.Error))
            throw new CodedException(ErrorCodes.Divergence, $"{job.Key}: the reconstructions are not finite numbers. Use a smaller LearningRate.");

        reconstructions.Originals.Write(folder.Originals);
        reconstructions.Pictures.Write(folder.Reconstructions);
        var metrics = new Dictionary<string, double> { [TestError] = reconstructions.Error };
        var result = new JobResult(fingerprint.Hash, fingerprint.Inputs, parameters, metrics);
        folder.Write(result);
        folder.Write(new RunRecord(DateTimeOffset.UtcNow, Math.Round(watch.Elapsed.TotalSeconds, 1), Environment.MachineName, Environment.ProcessorCount, engine.ToString()));
        return new FinishedJob(job, result, folder, watch.Elapsed.TotalSeconds);
    }

    // A model's folder carries the fingerprint of its training: a new evaluator finds the weights there.
    private (JobFolder, Fingerprint) Place(Job job) => job is ModelJob model
        ? (store.Folder(job, Fingerprint.OfTraining(model, engine)), Fingerprint.OfEvaluation(model, engine))
        : (store.Folder(job, Fingerprint.OfControl(job, engine)), Fingerprint.OfControl(job, engine));

    private (Reconstructions, long? Parameters) Measure(Job job, JobFolder folder, IProgress<TrainingProgress> progress, CancellationToken cancellation)
    {
        var test = data.Test(job.Dataset);
        switch (job)
        {
            case ModelJob model:
                using (var module = Trained(model, folder, progress, cancellation))
                    return (Measure(module, model, test, cancellation), ((IModel)module).Summary.Parameters);

            case MeanImageJob:
                using (var mean = new MeanImage(data.Train(job.Dataset).Images))
                    return (Reconstructions.Of(batch => mean.Reconstruct(batch.Images), test, cancellation), null);

            case PrincipalComponentsJob pca:
                using (var components = new PrincipalComponents(data.Train(job.Dataset).Images, pca.Components))
                    return (Reconstructions.Of(batch => components.Reconstruct(batch.Images), test, cancellation), null);

            default:
                throw new UnreachableException();
        }
    }

    // The noise that an inference net takes is the same whether the model was trained just now or loaded.
    private static Reconstructions Measure(torch.nn.Module module, ModelJob job, Examples test, CancellationToken cancellation)
    {
        torch.manual_seed(job.Training.Seed);
        return Reconstructions.Of(module, job.Model.Objective!.Create()!, test, cancellation);
    }

    private torch.nn.Module Trained(ModelJob job, JobFolder folder, IProgress<TrainingProgress> progress, CancellationToken cancellation)
    {
        var fingerprint = Fingerprint.OfTraining(job, engine);
        var model = SeededModel.Make(job.Model, job.SizeValues, job.Training.Seed, torch.device(engine.Device));
        try
        {
            if (!force && folder.FindTraining(fingerprint) is not null)
            {
                Checkpoint.Load(model, folder.Weights);
                return model;
            }

            var history = SeededModel.Train(model, job.Model, data.Train(job.Dataset), job.Training, progress, cancellation);
            Checkpoint.Save(model, folder.Weights);
            folder.Write(TrainingRecord.Of(fingerprint, history));
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
