using System.Diagnostics;
using System.Runtime.InteropServices;
using ModelDsl.Data;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Plan;
using ModelDsl.Training;
using ModelDsl.Weights;
using TorchSharp;
using static TorchSharp.torch;

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
    /// <summary>The figure that this slice reports: the mean of (x − x̂)² over test images and pixels.</summary>
    public const string TestError = "testMse";

    /// <summary>How many test images are kept with their reconstructions, to be looked at.</summary>
    public const int Pictures = 16;

    /// <summary>The job's figures, where the store holds them.</summary>
    public FinishedJob? Find(Job job)
    {
        var (folder, fingerprint) = Place(job);
        return !force && folder.FindResult(fingerprint) is { } result ? new FinishedJob(job, result, folder, null) : null;
    }

    /// <summary>Runs a job and stores its figures.</summary>
    /// <exception cref="CodedException">The data cannot be had, the training diverges, or libtorch fails.</exception>
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
    }

    private FinishedJob Compute(Job job, IProgress<TrainingProgress> progress, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var (folder, fingerprint) = Place(job);
        var result = job switch
        {
            ModelJob model => Evaluate(model, folder, fingerprint, progress, cancellation),
            MeanImageJob => WithControl(new MeanImage(data.Train(job.Dataset)), control => control.Reconstruct),
            PrincipalComponentsJob pca => WithControl(new PrincipalComponents(data.Train(job.Dataset), pca.Components), control => control.Reconstruct),
            _ => throw new UnreachableException(),
        };

        folder.Write(new RunRecord(DateTimeOffset.UtcNow, Math.Round(watch.Elapsed.TotalSeconds, 1), Environment.MachineName, Environment.ProcessorCount, engine.ToString()));
        return new FinishedJob(job, result, folder, watch.Elapsed.TotalSeconds);

        JobResult WithControl<T>(T control, Func<T, Func<Tensor, Tensor>> reconstruct) where T : IDisposable
        {
            using (control)
                return Measure(job, reconstruct(control), null, folder, fingerprint, cancellation);
        }
    }

    // A model's folder carries the fingerprint of its training: a new evaluator finds the weights there.
    private (JobFolder, Fingerprint) Place(Job job) => job is ModelJob model
        ? (store.Folder(job, Fingerprint.OfTraining(model, engine)), Fingerprint.OfEvaluation(model, engine))
        : (store.Folder(job, Fingerprint.OfControl(job, engine)), Fingerprint.OfControl(job, engine));

    private JobResult Evaluate(ModelJob job, JobFolder folder, Fingerprint fingerprint, IProgress<TrainingProgress> progress, CancellationToken cancellation)
    {
        using var model = Make(job);
        if (!force && folder.FindTraining(Fingerprint.OfTraining(job, engine)) is not null)
            Checkpoint.Load(model, folder.Weights);
        else
            Train(job, model, folder, progress, cancellation);

        var autoencoder = (IAutoencoder)model;
        model.eval();
        return Measure(job, Reconstruct, autoencoder.Summary.Parameters, folder, fingerprint, cancellation);

        // The data's axes are not always the model's: a dense model takes 28×28 pixels as 784.
        Tensor Reconstruct(Tensor images)
        {
            using var input = images.reshape([images.shape[0], .. autoencoder.InputShape]);
            return autoencoder.Reconstruct(input);
        }
    }

    private nn.Module Make(ModelJob job)
    {
        // The weights are drawn from the default generator, in the order of the layers, as PyTorch does.
        manual_seed(job.Training.Seed);
        var model = job.Create();
        model.to(device(engine.Device));
        return model;
    }

    private void Train(ModelJob job, nn.Module model, JobFolder folder, IProgress<TrainingProgress> progress, CancellationToken cancellation)
    {
        var fingerprint = Fingerprint.OfTraining(job, engine);
        var images = data.Train(job.Dataset);
        using var input = images.reshape([images.shape[0], .. ((IModel)model).InputShape]);
        var loss = Trainer.Train(model, job.Model.Objective!.Create(), input, job.Training, progress, cancellation);

        Checkpoint.Save(model, folder.Weights, new Dictionary<string, string> { ["model"] = job.Name, ["sizes"] = job.SizeText });
        folder.Write(new TrainingRecord(fingerprint.Hash, fingerprint.Inputs, loss));
    }

    private JobResult Measure(Job job, Func<Tensor, Tensor> reconstruct, long? parameters, JobFolder folder, Fingerprint fingerprint, CancellationToken cancellation)
    {
        var images = data.Test(job.Dataset);
        var error = ReconstructionError.Measure(reconstruct, images, cancellation);

        using (no_grad())
        using (NewDisposeScope())
        {
            var originals = images.narrow(0, 0, Math.Min(Pictures, images.shape[0]));
            ImageStrip.Of(originals).Write(folder.Originals);
            ImageStrip.Of(reconstruct(originals).reshape(originals.shape)).Write(folder.Reconstructions);
        }

        var result = new JobResult(fingerprint.Hash, fingerprint.Inputs, parameters, new Dictionary<string, double> { [TestError] = error });
        folder.Write(result);
        return result;
    }
}
