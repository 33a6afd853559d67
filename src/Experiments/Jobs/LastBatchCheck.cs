using System.Globalization;
using System.Runtime.InteropServices;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Plan;
using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Experiments.Jobs;

/// <summary>Checks the last batch of an epoch, when the number of training images is known: batch normalization of features cannot train on one image.</summary>
internal static class LastBatchCheck
{
    // The message of libtorch.
    private const string TooFewValues = "more than 1 value per channel";

    /// <summary>Checks jobs of one data set.</summary>
    /// <param name="spec">The experiment, for the positions of errors.</param>
    /// <param name="jobs">The jobs.</param>
    /// <param name="images">The number of training images.</param>
    /// <exception cref="CodedException">No batch is left, or a model cannot train on the last one.</exception>
    public static void Run(ExperimentSpec spec, IEnumerable<ModelJob> jobs, int images)
    {
        foreach (var job in jobs.DistinctBy(job => (job.Model, job.SizeText)))
        {
            var (size, trained) = (job.Training.BatchSize, images - job.Training.ValidationImages);
            if (job.Training.LastBatch == LastBatch.Drop)
            {
                if (trained < size)
                    throw spec.Error(ExperimentErrorCodes.InvalidSetting, $"{spec.SourceOf("LastBatch")} sets LastBatch to Drop, which leaves none of the {Text(trained)} training images, because BatchSize is {Text(size)}. Use a smaller BatchSize.", "LastBatch");
            }
            else if ((size == 1 || trained % size == 1) && !TrainsOnOneImage(job))
            {
                throw spec.Error(ExperimentErrorCodes.InvalidSetting, $"{job.Name} cannot train on one image, because batch normalization needs two, but the last step of an epoch has one: {Text(trained)} images in batches of {Text(size)}. "
                    + (size == 1 || trained == 1 ? "Use a larger BatchSize and more images." : "Set LastBatch=\"Drop\", or use another BatchSize."), "BatchSize");
            }
        }
    }

    private static bool TrainsOnOneImage(ModelJob job)
    {
        using var scope = NewDisposeScope();
        using var model = SeededModel.Make(job.Model, job.SizeValues, job.Training.Seed, CPU);
        var image = new Examples(zeros([1, .. ((IModel)model).InputShape]), zeros(1, job.Dataset.Classes));
        try
        {
            using var run = new TrainingRun(model, job.Model.Objective!.Create()!, image, new TrainingOptions { Epochs = 1 });
            run.RunEpoch();
            return true;
        }
        catch (ExternalException error)
        {
            return !error.Message.Contains(TooFewValues, StringComparison.Ordinal);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The job reports other failures, with its log.
            return true;
        }
    }

    private static string Text(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
