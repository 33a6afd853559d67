namespace ModelDsl.Training;

/// <summary>The names of the metrics that objectives log. All are means over images.</summary>
public static class TrainingMetrics
{
    /// <summary>−ln p(x|z) for a z of q(z|x), summed over pixels, in nats.</summary>
    public const string Reconstruction = "reconstruction";

    /// <summary>The KL divergence of q(z|x) from the prior in closed form, in nats.</summary>
    public const string KlDivergence = "kl";

    /// <summary>The evidence lower bound, in nats.</summary>
    public const string Bound = "bound";

    /// <summary>The bound with a discriminator's estimate of the KL divergence; it may exceed ln p(x).</summary>
    public const string BoundEstimate = "boundEstimate";

    /// <summary>A discriminator's estimate of the KL divergence, in nats.</summary>
    public const string KlDivergenceEstimate = "klEstimate";

    /// <summary>The importance-weighted bound, in nats.</summary>
    public const string ImportanceWeightedBound = "importanceWeightedBound";

    /// <summary>The reconstruction error, per pixel or per image depending on the objective.</summary>
    public const string Error = "error";

    /// <summary>The squared maximum mean discrepancy between codes and prior.</summary>
    public const string Discrepancy = "mmd";

    /// <summary>The accuracy of a discriminator; ½ is chance.</summary>
    public const string DiscriminatorAccuracy = "discriminatorAccuracy";
}
