using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Plan;
using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Experiments.Jobs;

/// <summary>Refuses what cannot work before anything trains.</summary>
internal static class Preflight
{
    /// <summary>Makes each model once and holds it against its data and the evaluators.</summary>
    /// <exception cref="CodedException">A model takes images of another shape, or nothing measures it, or an evaluator has nothing to measure.</exception>
    public static void Check(ExperimentSpec spec, Grid grid)
    {
        var idle = new HashSet<IEvaluator>(grid.Evaluators);
        foreach (var job in grid.Jobs.OfType<ModelJob>().DistinctBy(job => (job.Model, job.SizeText, job.Dataset)))
        {
            using var model = job.Model.Create(job.SizeValues);
            if (!ImageModel.Reconstructs(model))
                throw spec.Error(ExperimentErrorCodes.NoReconstruction, $"{job.Name} is of no family that reconstructs images, such as {nameof(IAutoencoder)}: there is nothing to measure.");
            var input = (IModel)model;
            if (!ModelInput.Accepts(input, job.Dataset.ImageShape))
                throw spec.Error(ExperimentErrorCodes.InputMismatch, $"{job.Name} takes {Text(input.InputShape)}, and {job.Dataset.Name} gives {Text(job.Dataset.ImageShape)}. Change the model's first [Shape], or choose another data set.");

            if (job.Dataset.ImageShape is not [1, _, _])
                throw spec.Error(ExperimentErrorCodes.InputMismatch, $"{job.Dataset.Name} gives {Text(job.Dataset.ImageShape)}, and what is measured and shown are gray images, [1, height, width]. Give them as gray ones.");
            var stages = model.named_children().Select(child => child.name).ToList();
            if (job.Training.Freeze.FirstOrDefault(stage => !stages.Contains(stage)) is { } unknown)
                throw spec.Error(ExperimentErrorCodes.InvalidSetting, $"{spec.GiverOf("Freeze")} freezes '{unknown}', and {job.Model.Name} has no stage of this name.{Suggestion.DidYouMean(unknown, stages)} Stages: {string.Join(", ", stages)}.", "Freeze");

            var subject = new ImageModel(model, job.Model.Objective!.Create()!);
            Reconstruct(spec, job, subject);
            PrepareTraining(spec, job, model);
            var measuring = grid.Evaluators.Where(evaluator => evaluator.Measures(subject)).ToList();
            if (measuring.Count == 0)
                throw spec.Error(ExperimentErrorCodes.NoReconstruction, $"None of {Names(grid.Evaluators)} can measure {job.Name}. Add an evaluator to Evaluate that can, such as Reconstruction, or leave the model out.");
            idle.ExceptWith(measuring);
        }

        if (idle.Count > 0)
            throw spec.Error(ExperimentErrorCodes.IdleEvaluator, $"{spec.GiverOf("Evaluate")} asks for {Names(idle)}, which can measure none of its models. Leave it out of Evaluate, or add a model that it can measure.", "Evaluate");
    }

    /// <summary>Sends one blank image through the model: so labels of another length show, and stages by hand that give another shape than they declare.</summary>
    private static void Reconstruct(ExperimentSpec spec, ModelJob job, ImageModel subject)
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        subject.Module.eval();
        try
        {
            subject.Reconstruct(Blank(job, job.Dataset.ImageShape));
        }
        catch (ShapeException error)
        {
            throw spec.Error(ExperimentErrorCodes.InputMismatch, $"{job.Name} fails on an image of {job.Dataset.Name}, which has {job.Dataset.Classes} classes. {error.Message} Correct the stage or its [Shape], or choose another data set.");
        }
        catch (Exception)
        {
            // A stage by hand that fails: its job says so, with its log, and the others go on.
        }

        subject.Module.train();
    }

    /// <summary>Prepares a training as the job will, on one blank image: so weights of another model show, and a group that has none to train.</summary>
    private static void PrepareTraining(ExperimentSpec spec, ModelJob job, nn.Module model)
    {
        using var scope = NewDisposeScope();
        var blank = Blank(job, ((IModel)model).InputShape);
        try
        {
            using var run = new TrainingRun(model, job.Model.Objective!.Create()!, blank, job.Training with { ValidationImages = 0 });
        }
        catch (ArgumentException error)
        {
            throw spec.Error(ExperimentErrorCodes.InvalidSetting, $"Experiment '{spec.Name}' cannot train {job.Name}: {error.Message.Split(" (Parameter ")[0]} Look at Freeze, and at the model's stages.", "Freeze");
        }
        catch (CodedException error)
        {
            throw spec.Place(error, "Weights");
        }
    }

    private static Examples Blank(ModelJob job, IReadOnlyList<long> shape) => new(zeros([1, .. shape]), zeros(1, job.Dataset.Classes));

    private static string Text(IReadOnlyList<long> shape) => $"[{string.Join(", ", shape)}]";

    private static string Names(IEnumerable<IEvaluator> evaluators) => string.Join(", ", evaluators.Select(evaluator => evaluator.Name));
}
