using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>The error of an image translator against the targets.</summary>
/// <param name="loss">The error of the output against the target.</param>
public sealed class TranslationObjective(Loss loss) : LossObjective
{
    private readonly Loss _loss = Setting.Member(loss, nameof(loss));

    /// <inheritdoc/>
    public override bool TakesTargets => true;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The model is not an <see cref="IImageTranslator"/>, or the targets are missing or of another type.</exception>
    /// <exception cref="ShapeException">The targets have another shape than the output.</exception>
    public override Tensor ValidationLoss(nn.Module model, Examples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        if (model is not IImageTranslator translator)
            throw Families.NotOfFamily(model, nameof(IImageTranslator));
        var targets = examples.RequiredTargets(model);
        var output = translator.Translate(examples.Images);
        // Otherwise the loss broadcasts the smaller of the two.
        if (!output.shape.AsSpan().SequenceEqual(targets.shape))
            throw new ShapeException($"{model.GetName()}.Translate returns {Text(output)}, but the targets are {Text(targets)}. Pass targets of the output's shape.");
        if (output.dtype != targets.dtype)
            throw new ArgumentException($"{model.GetName()}.Translate returns {output.dtype}, but the targets are {targets.dtype}. Convert them: targets.to_type(ScalarType.{output.dtype}).", nameof(examples));
        return PixelError.Mean(_loss, output, targets);
    }

    /// <inheritdoc/>
    protected override Tensor Loss(ITrainingStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return ValidationLoss(step.Model, step.Examples);
    }

    private static string Text(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
