namespace ModelDsl.Evaluation;

/// <summary>A number that an evaluator reports: its name, and how to read it.</summary>
/// <param name="Name">The name in results and claims. A variant follows in parentheses: <c>DenoisingMse(0.5)</c>.</param>
/// <param name="Title">The heading of its column: <c>denoising MSE, σ = 0.5</c>.</param>
/// <param name="Better">The direction in which the metric improves.</param>
/// <param name="Digits">The digits after the decimal point in tables.</param>
/// <param name="Note">Information for comparing values, such as the likelihood or a known bias; may be empty.</param>
public sealed record Metric(string Name, string Title, Better Better = Better.Lower, int Digits = 4, string Note = "")
{
    /// <summary>The condition under which a value is reliable; null if all are. Unreliable values are shown but not ranked.</summary>
    public Reliance? Reliance { get; init; }

    /// <summary>The name without its variant: <c>DenoisingMse</c>.</summary>
    public string Family => Name.Split('(')[0];
}
