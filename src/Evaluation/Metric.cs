namespace ModelDsl.Evaluation;

/// <summary>Which of two values is the better one.</summary>
public enum Better
{
    /// <summary>Neither: the metric describes.</summary>
    Neither,

    /// <summary>The lower one.</summary>
    Lower,

    /// <summary>The higher one.</summary>
    Higher,
}

/// <summary>A number that an evaluator gives: what it is called and how it is read.</summary>
/// <param name="Name">The name in results and claims. Variants follow in parentheses: <c>DenoisingMse(0.5)</c>.</param>
/// <param name="Title">The heading of its column: <c>denoising MSE, σ = 0.5</c>.</param>
/// <param name="Better">Which values are better.</param>
/// <param name="Digits">The digits after the point in tables.</param>
/// <param name="Note">What a reader must know to compare it: a likelihood, a way in which it flatters; empty where nothing.</param>
public sealed record Metric(string Name, string Title, Better Better = Better.Lower, int Digits = 4, string Note = "")
{
    /// <summary>What makes a value one to rely on; null where all are. Others are shown and not ranked.</summary>
    public Reliance? Reliance { get; init; }

    /// <summary>The name without its variant: <c>DenoisingMse</c>.</summary>
    public string Family => Name.Split('(')[0];
}

/// <summary>A value is to be relied on where another metric of the same model is great enough.</summary>
/// <param name="On">The other metric, of the same evaluator.</param>
/// <param name="AtLeast">The least value with which it is.</param>
public sealed record Reliance(Metric On, double AtLeast);
