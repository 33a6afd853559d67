using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>How often a trained discriminator of codes is right, of as many codes of the inference net as of the prior.</summary>
internal static class DiscriminatorAccuracy
{
    /// <summary>Whether a model was trained with a discriminator of codes whose sides are known.</summary>
    public static bool Applies(ImageModel model) => model.Objective is AdversarialVariationalBayesObjective or AdversarialElboObjective;

    /// <summary>The share of right judgments, with one code of each kind for each image.</summary>
    /// <param name="model">A model to which this applies.</param>
    /// <param name="examples">The images.</param>
    /// <param name="generator">Draws codes of inference nets with a density; the rest is of the default generator.</param>
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
