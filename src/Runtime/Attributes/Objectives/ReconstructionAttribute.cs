using System.ComponentModel.DataAnnotations;
using ModelDsl.Training;

namespace ModelDsl;

/// <summary>Trains an <see cref="IAutoencoder"/> to reproduce its input.</summary>
/// <param name="loss">The error of the output against the input.</param>
[Trains(typeof(IAutoencoder))]
public sealed class ReconstructionAttribute(Loss loss) : ObjectiveAttribute
{
    /// <summary>The error of the output against the input.</summary>
    public Loss Loss { get; } = loss;

    /// <summary>The standard deviation of normal noise that is added only to the input: a denoising autoencoder. Default: 0.</summary>
    [Range(0, double.MaxValue)]
    public double InputNoise { get; set; }

    /// <inheritdoc/>
    public override IObjective Create() => new ReconstructionObjective(Loss) { InputNoise = InputNoise };
}
