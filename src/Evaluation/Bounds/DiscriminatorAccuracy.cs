using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>The accuracy of a trained discriminator of codes, on as many codes of the inference net as of the prior.</summary>
internal static class DiscriminatorAccuracy
{
    /// <summary>Returns true if a model was trained with such a discriminator.</summary>
    public static bool Applies(ImageModel model) => model.Objective is AdversarialVariationalBayesObjective or AdversarialElboObjective;

    /// <summary>The fraction of codes classified correctly, with one code of each kind per image.</summary>
    /// <param name="model">A model for which <see cref="Applies"/> is true.</param>
    /// <param name="examples">The images.</param>
    /// <param name="generator">Draws codes of inference nets with a density; everything else uses the default generator.</param>
    /// <returns>A scalar.</returns>
    public static Tensor Measure(ImageModel model, Examples examples, Generator generator)
    {
        using var scope = NewDisposeScope();
        var images = model.Input(examples);
        var (positive, negative) = model.Objective is AdversarialVariationalBayesObjective objective
            ? AdversarialVariationalBayesObjective.LogOdds(model.Module, images, objective.Terms(model.Module, examples with { Images = images }).Codes)
            : AdversarialElboObjective.LogOdds(model.Module, images, new LatentModel(model, examples).Codes(1, generator).select(0, 0));
        return GanLosses.Accuracy(positive, negative).MoveToOuterDisposeScope();
    }
}
