using System.ComponentModel.DataAnnotations;
using ModelDsl.Training;

namespace ModelDsl;

/// <summary>The summed squared error, and the maximum mean discrepancy of codes from the prior; Tolstikhin et al. 2018.</summary>
[Trains(typeof(IAutoencoder)), OutputRange(0, 1, MayExceed = true)]
public sealed class WassersteinAttribute : ObjectiveAttribute
{
    /// <summary>The discrepancy's factor λ. Default: 10.</summary>
    [Range(0, double.MaxValue)]
    public double Weight { get; set; } = 10;

    /// <inheritdoc/>
    public override IObjective Create() => new WassersteinObjective(Weight);
}
