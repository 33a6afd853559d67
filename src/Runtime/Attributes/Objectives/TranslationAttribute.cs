using ModelDsl.Training;

namespace ModelDsl;

/// <summary>Trains an <see cref="IImageTranslator"/> to return the targets of its images, <see cref="Examples.Targets"/>.</summary>
/// <param name="loss">The error of the output against the target.</param>
[Trains(typeof(IImageTranslator))]
public sealed class TranslationAttribute(Loss loss) : ObjectiveAttribute
{
    /// <summary>The error of the output against the target.</summary>
    public Loss Loss { get; } = loss;

    /// <inheritdoc/>
    public override IObjective Create() => new TranslationObjective(Loss);
}
