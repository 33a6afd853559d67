using System.ComponentModel.DataAnnotations;
using ModelDsl.Training;

namespace ModelDsl;

/// <summary>
/// A mean squared error and a discriminator of images. Pixels are in [−1, 1]: <c>Decode</c> returns them in this range, as
/// tanh does, and the stages that take images receive them in it.
/// </summary>
[Trains(typeof(IAutoencoder), typeof(IVariationalAutoencoder))]
[Trains(typeof(IImageDiscriminator))]
[OutputRange(-1, 1, MayExceed = true)]
public sealed class VaeGanAttribute : ObjectiveAttribute
{
    /// <summary>The factor of the generator loss. Default: 1.</summary>
    [Range(0, double.MaxValue)]
    public double Weight { get; set; } = 1;

    /// <inheritdoc/>
    public override IObjective Create() => new VaeGanObjective(Weight);
}
