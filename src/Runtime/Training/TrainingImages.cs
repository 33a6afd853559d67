using ModelDsl.Likelihoods;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>Checks the images of a training.</summary>
internal static class TrainingImages
{
    private const double LargestByte = 255;

    /// <summary>Checks the type and the range of images.</summary>
    /// <exception cref="CodedException">The type differs from the weights' type, or values are not in [0, 1].</exception>
    public static void Check(nn.Module model, IObjective objective, Tensor images)
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        // Embedding layers take integers.
        var type = model.parameters().FirstOrDefault(weight => weight.is_floating_point())?.dtype;
        if (type is null || images.dtype is ScalarType.Int64 or ScalarType.Int32 || images.NumberOfElements == 0)
            return;
        if (images.dtype != type)
            throw Invalid(model, $"are {images.dtype}, but its weights are {type}", $"images.to_type(ScalarType.{type}){(images.dtype == ScalarType.Byte ? " / 255" : "")}");

        var (least, most) = (images.min().ToDouble(), images.max().ToDouble());
        if (!double.IsFinite(least) || !double.IsFinite(most))
            throw Invalid(model, "contain values that are not finite numbers", "other values in their place");
        if (least >= 0 && most is > 1 and <= LargestByte && images.eq(images.round()).all().ToBoolean())
            throw Invalid(model, $"have values from {least} to {most}, as bytes have, but must be in [0, 1]", "images / 255");
        if ((least < 0 || most > 1) && objective.Likelihood is BernoulliLikelihood or ContinuousBernoulliLikelihood)
            throw Invalid(model, $"have values from {least:G4} to {most:G4}, but its likelihood needs pixels in [0, 1]", "scaled images, or a Gaussian likelihood");
    }

    private static CodedException Invalid(nn.Module model, FormattableString problem, string repair) => Invalid(model, FormattableString.Invariant(problem), repair);

    private static CodedException Invalid(nn.Module model, string problem, string repair) =>
        new(ErrorCodes.ImagesInvalid, $"The images to train {model.GetName()} on {problem}. Pass {repair}.");
}
