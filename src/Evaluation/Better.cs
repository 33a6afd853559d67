namespace ModelDsl.Evaluation;

/// <summary>The direction in which a metric improves.</summary>
public enum Better
{
    /// <summary>Neither: the metric is descriptive and not ranked.</summary>
    Neither,

    /// <summary>Lower values.</summary>
    Lower,

    /// <summary>Higher values.</summary>
    Higher,
}
