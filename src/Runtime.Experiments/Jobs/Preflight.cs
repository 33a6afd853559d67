using ModelDsl.Evaluation;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Jobs;

/// <summary>Refuses what cannot work before anything trains.</summary>
internal static class Preflight
{
    /// <summary>Makes each model once and holds it against its data.</summary>
    /// <exception cref="CodedException">A model gives no reconstruction, or takes images of another shape.</exception>
    public static void Check(ExperimentSpec spec, Grid grid)
    {
        foreach (var job in grid.Jobs.OfType<ModelJob>().DistinctBy(job => (job.Model, job.SizeText, job.Dataset)))
        {
            using var model = job.Model.Create(job.SizeValues);
            if (!ImageModel.Reconstructs(model))
                throw spec.Error(ErrorCodes.NoReconstruction, $"{job.Name} is of no family that reconstructs images, such as {nameof(IAutoencoder)}: there is nothing to measure.");
            var input = (IModel)model;
            if (!ModelInput.Accepts(input, job.Dataset.ImageShape))
                throw spec.Error(ErrorCodes.InputMismatch, $"{job.Name} takes {Text(input.InputShape)}, and {job.Dataset.Name} gives {Text(job.Dataset.ImageShape)}. Change the model's first [Shape], or choose another data set.");
        }
    }

    private static string Text(IReadOnlyList<long> shape) => $"[{string.Join(", ", shape)}]";
}
