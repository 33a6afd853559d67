namespace ModelDsl.Evaluation;

/// <summary>Which values of a metric are better.</summary>
public enum Better
{
    /// <summary>Neither: the metric is descriptive and not ranked.</summary>
    Neither,

    /// <summary>Lower values.</summary>
    Lower,

    /// <summary>Higher values.</summary>
    Higher,
}
