using System.Globalization;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Plan;
using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Experiments.Jobs;

/// <summary>Checks the last batch of an epoch, when the number of training images is known: batch normalization of features cannot train on one image.</summary>
internal static class LastBatchCheck
{
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

    // Only batch normalization distinguishes one image from two.
    private static bool TrainsOnOneImage(ModelJob job) => Trains(job, images: 1) || !Trains(job, images: 2);

    /// <summary>True if one step on blank images leaves finite weights and statistics.</summary>
    private static bool Trains(ModelJob job, int images)
    {
        using var scope = NewDisposeScope();
        using var model = SeededModel.Make(job.Model, job.SizeValues, job.Training.Seed, CPU);
        var examples = new Examples(zeros([images, .. ((IModel)model).InputShape]), zeros(images, job.Dataset.Classes));
        try
        {
            using var run = new TrainingRun(model, job.Model.Objective!.Create()!, examples, new TrainingOptions { Epochs = 1 });
            run.RunEpoch();
            // The variance of one value is not a number.
            return model.state_dict().Values.All(tensor => !tensor.is_floating_point() || tensor.isfinite().all().ToBoolean());
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return false;
        }
    }

    private static string Text(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
