using ModelDsl.Training;

namespace ModelDsl;

/// <summary>
/// How a reconstruction is held against its original. No likelihood, so a mean over pixels too, as autoencoders are
/// commonly trained; objectives with a likelihood sum over pixels instead.
/// </summary>
public enum Loss
{
    /// <summary>The mean of (x − x̂)² over images and pixels.</summary>
    MeanSquaredError,

    /// <summary>The mean of −x log x̂ − (1 − x) log(1 − x̂) over images and pixels; x̂ in (0, 1).</summary>
    BinaryCrossEntropy,
}

/// <summary>Names what a model is trained for. The runtime owns the meaning of each.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public abstract class ObjectiveAttribute : Attribute
{
    /// <summary>Makes the objective.</summary>
    public abstract IObjective Create();
}

/// <summary>Trains an <see cref="IAutoencoder"/> to give back its input.</summary>
/// <param name="loss">How the output is held against the input.</param>
public sealed class ReconstructionAttribute(Loss loss) : ObjectiveAttribute
{
    /// <summary>How the output is held against the input.</summary>
    public Loss Loss { get; } = loss;

    /// <inheritdoc/>
    public override IObjective Create() => new ReconstructionObjective(Loss);
}
