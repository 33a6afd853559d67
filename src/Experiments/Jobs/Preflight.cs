using ModelDsl.Data;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Plan;
using ModelDsl.Training;
using ModelDsl.Weights;
using static TorchSharp.torch;

namespace ModelDsl.Experiments.Jobs;

/// <summary>Checks models against their data and evaluators before anything trains.</summary>
internal static class Preflight
{
    /// <summary>Creates each model once and checks it.</summary>
    /// <exception cref="CodedException">A model does not accept its images or needs targets, no evaluator can measure it, or an evaluator cannot measure any model.</exception>
    public static void Check(ExperimentSpec spec, Grid grid)
    {
        // An evaluator that needs labels is left out for data sets without labels; that is not an error.
        var idle = grid.Evaluators.Where(evaluator => grid.Jobs.Any(job => evaluator.Measures(job.Dataset))).ToHashSet();
        foreach (var job in grid.Jobs.OfType<ModelJob>().DistinctBy(job => (job.Model, job.SizeText, job.Dataset)))
        {
            CheckMemory(spec, job);
            using var model = job.Model.Create(job.SizeValues);
            if (!ImageModel.Reconstructs(model) && model is not IImageTranslator)
                throw spec.Error(ExperimentErrorCodes.NoReconstruction, $"{job.Name} does not belong to a family that reconstructs images, such as {nameof(IAutoencoder)}, so there is nothing to measure.");
            var objective = job.Model.Objective!.Create()!;
            if (objective.TakesTargets && model is not IImageTranslator)
                throw spec.Error(ExperimentErrorCodes.NoReconstruction, $"{job.Name} is trained with {ModelJob.NameOf(job.Model.Objective!)}, which compares its output with targets, but it is not an {nameof(IImageTranslator)}. Implement it, or choose another objective.");
            var input = (IModel)model;
            if (!ModelInput.Accepts(input, job.Dataset.ImageShape))
                throw spec.Error(ExperimentErrorCodes.InputMismatch, $"{job.Name} takes {Text(input.InputShape)}, but images of {job.Dataset.Name} are {Text(job.Dataset.ImageShape)}. Change the model's first [Shape], or choose another data set.");

            if (job.Dataset.ImageShape is not [1 or 3, _, _])
                throw spec.Error(ExperimentErrorCodes.InputMismatch, $"Images of {job.Dataset.Name} are {Text(job.Dataset.ImageShape)}, but evaluators and reports need gray or color images, [1, height, width] or [3, height, width]. Convert them.");
            var stages = model.named_children().Select(child => child.name).ToList();
            if (job.Training.Freeze.FirstOrDefault(stage => !stages.Contains(stage)) is { } unknown)
                throw spec.Error(ExperimentErrorCodes.InvalidSetting, $"{spec.SourceOf("Freeze")} freezes '{unknown}', but {job.Model.Name} has no stage with this name.{Suggestion.DidYouMean(unknown, stages)} Stages: {string.Join(", ", stages)}.", "Freeze");

            var subject = new ImageModel(model, objective);
            var output = OutputShape(spec, job, subject);
            if (subject.Translates)
                CheckTargets(spec, job, output);
            PrepareTraining(spec, job, model, objective);
            var measuring = grid.Evaluators.Where(evaluator => evaluator.CanMeasure(subject, job.Dataset)).ToList();
            if (measuring.Count == 0)
                throw spec.Error(ExperimentErrorCodes.NoReconstruction, $"None of the evaluators {Names(grid.Evaluators)} can measure {job.Name}. Add one that can, such as {(subject.Translates ? "Translation" : "Reconstruction")}, to Evaluate, or remove the model.");
            idle.ExceptWith(measuring);
        }

        if (idle.Count > 0)
            throw spec.Error(ExperimentErrorCodes.IdleEvaluator, $"{spec.SourceOf("Evaluate")} names {Names(idle)}, which can measure none of the models. Remove it from Evaluate, or add a model that it can measure.", "Evaluate");
    }

    /// <summary>Checks that a data set has targets of the shape that the model returns.</summary>
    private static void CheckTargets(ExperimentSpec spec, ModelJob job, IReadOnlyList<long>? output)
    {
        if (job.Dataset.TargetShape is not { } target)
            throw spec.Error(ExperimentErrorCodes.TargetMismatch, $"{job.Name} is trained to return targets, but {job.Dataset.Name} has none. Use pairs: a folder with the subfolders input and target, an archive of NumPy with the arrays inputs and targets, {Datasets.Cifar10Coloring.Name}, or a data set of your own with a TargetShape.", "Models");
        if (output is not null && !output.SequenceEqual(target))
            throw spec.Error(ExperimentErrorCodes.TargetMismatch, $"{job.Name} returns {Text(output)}, but targets of {job.Dataset.Name} are {Text(target)}. Change the model's last layers, or choose another data set.");
    }

    /// <summary>Estimates the weights of a model with large sizes. Creating it would fail without naming the size, or exhaust the memory of the machine.</summary>
    private static void CheckMemory(ExperimentSpec spec, ModelJob job)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        // A gradient for each weight.
        if (WeightCount.AtLeast(job.Model, job.SizeValues) * 2 * sizeof(float) > memory)
            throw spec.Error(ExperimentErrorCodes.OutOfMemory, $"{job.Name} with {job.SizeText} has more weights and gradients than this machine's {memory >> 20} MiB of memory can hold. Use smaller sizes.", job.Sizes.MaxBy(size => size.Value).Key);
    }

    /// <summary>
    /// Applies the model to one blank image and returns the shape of the output; null if a hand-written stage fails. This detects labels of the wrong
    /// length, and hand-written stages whose output differs from their [Shape].
    /// </summary>
    private static long[]? OutputShape(ExperimentSpec spec, ModelJob job, ImageModel subject)
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        subject.Module.eval();
        try
        {
            var blank = Blank(job, job.Dataset.ImageShape);
            return (subject.Translates ? subject.Translate(blank) : subject.Reconstruct(blank)).shape[1..];
        }
        catch (ShapeException error)
        {
            throw spec.Error(ExperimentErrorCodes.InputMismatch, $"{job.Name} fails on an image of {job.Dataset.Name}, which has {job.Dataset.Classes} classes. {error.Message} Correct the stage or its [Shape], or choose another data set.");
        }
        catch (Exception)
        {
            // The job reports the error with its log, and other jobs run.
            return null;
        }
        finally
        {
            subject.Module.train();
        }
    }

    /// <summary>Prepares a training on one blank image. This detects weights of another model, and parameter groups without parameters to train.</summary>
    private static void PrepareTraining(ExperimentSpec spec, ModelJob job, nn.Module model, IObjective objective)
    {
        using var scope = NewDisposeScope();
        var blank = Blank(job, ((IModel)model).InputShape) with
        {
            ImageShape = job.Dataset.ImageShape,
            Targets = objective.TakesTargets ? zeros([1, .. job.Dataset.TargetShape ?? []]) : null,
        };
        try
        {
            using var run = new TrainingRun(model, objective, blank, job.Training with { ValidationImages = 0, LastBatch = LastBatch.Keep });
        }
        catch (ArgumentException error)
        {
            throw spec.Error(ExperimentErrorCodes.InvalidSetting, $"Experiment '{spec.Name}' cannot train {job.Name}: {error.Message.Split(" (Parameter ")[0]} Check Freeze and the model's stages.", "Freeze");
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
