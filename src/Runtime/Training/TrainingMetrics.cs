namespace ModelDsl.Training;

/// <summary>The names of the metrics that objectives log. All are means over images.</summary>
public static class TrainingMetrics
{
    /// <summary>−ln p(x|z) for a z of q(z|x), summed over pixels, in nats.</summary>
    public const string Reconstruction = "reconstruction";

    /// <summary>The divergence of q(z|x) from the prior in closed form, in nats.</summary>
    public const string KlDivergence = "kl";

    /// <summary>The evidence lower bound, in nats.</summary>
    public const string Bound = "bound";

    /// <summary>As the bound, with a discriminator's estimate for the divergence: it may be above ln p(x).</summary>
    public const string BoundEstimate = "boundEstimate";

    /// <summary>A discriminator's estimate of the divergence, in nats.</summary>
    public const string KlDivergenceEstimate = "klEstimate";

    /// <summary>The importance-weighted bound, in nats.</summary>
    public const string ImportanceWeightedBound = "importanceWeightedBound";

    /// <summary>The error of reconstructions, per pixel or per image as the objective says.</summary>
    public const string Error = "error";

    /// <summary>The squared maximum mean discrepancy of codes and prior.</summary>
    public const string Discrepancy = "mmd";

    /// <summary>The share of a discriminator's judgments that are right; ½ where it cannot tell.</summary>
    public const string DiscriminatorAccuracy = "discriminatorAccuracy";
}
