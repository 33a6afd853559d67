using System.Diagnostics;
using System.Globalization;
using ModelDsl.Experiments.Plan;
using ModelDsl.Training;
using ModelDsl.Weights;
using TorchSharp;

namespace ModelDsl.Experiments.Jobs;

/// <summary>Loads a job's weights, or trains them.</summary>
/// <param name="engine">The compute backend.</param>
/// <param name="data">The images.</param>
internal sealed class JobTraining(Engine engine, DataSource data)
{
    public torch.nn.Module Run(ModelJob job, JobFolder folder, IProgress<JobProgress> progress, Action<CodedException> warn, CancellationToken cancellation)
    {
        var model = SeededModel.Make(job.Model, job.SizeValues, job.Training.Seed, torch.device(engine.Device));
        try
        {
            if (JobLookup.FindTraining(folder) is not { } training || !TryLoad(model, training, folder, warn))
                Train(model, job, folder, progress, warn, cancellation);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    // A damaged file leaves the model unchanged, so it can be trained.
    private static bool TryLoad(torch.nn.Module model, TrainingRecord training, JobFolder folder, Action<CodedException> warn)
    {
        try
        {
            // The format does not detect flipped bits; the hash does.
            if (training.Weights != WeightsFile.Of(folder.Weights).Hash)
                throw new CodedException(ErrorCodes.WeightsCorrupt, $"{folder.Weights} differs from the weights that were saved.");
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
        var objective = job.Model.Objective!.Create()!;
        var examples = images.For((IModel)model) with { ImageShape = job.Dataset.ImageShape, Targets = objective.TakesTargets ? images.Targets : null };
        using var run = new TrainingRun(model, objective, examples, job.Training);
        folder.Checkpoints.Load(run, warn);
        folder.Log.Write($"Training from epoch {run.History.Count + 1} of {job.Training.Epochs}");
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

    /// <summary>Adds the number of images per second to the progress of a training.</summary>
    private sealed class ThroughputReporter(long images, IProgress<JobProgress> progress) : IProgress<TrainingProgress>
    {
        private readonly Stopwatch _watch = Stopwatch.StartNew();

        public void Report(TrainingProgress value) => progress.Report(new JobProgress(
            JobProgress.Training, value.Epoch - 1 + value.Fraction, value.Epochs, value.Loss, value.Fraction * images / _watch.Elapsed.TotalSeconds));
    }
}
