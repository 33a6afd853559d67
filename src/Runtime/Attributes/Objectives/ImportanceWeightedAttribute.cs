using System.ComponentModel.DataAnnotations;
using ModelDsl.Training;

namespace ModelDsl;

/// <summary>The bound with several draws, E[log (1/K) Σ p(x, z) / q(z|x)]; Burda, Grosse and Salakhutdinov 2016.</summary>
/// <param name="likelihood">The distribution of pixels.</param>
/// <param name="samples">The number of draws K, at least 1.</param>
[Trains(typeof(IVariationalAutoencoder))]
public sealed class ImportanceWeightedAttribute(Likelihood likelihood, [Range(1, int.MaxValue)] int samples) : LikelihoodObjectiveAttribute(likelihood)
{
    /// <summary>The number of draws K.</summary>
    public int Samples { get; } = samples;

    /// <inheritdoc/>
    public override IObjective Create() => new ImportanceWeightedObjective(Pixels, Samples);
}
