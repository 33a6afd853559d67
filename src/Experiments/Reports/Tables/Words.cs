using System.Text.RegularExpressions;

namespace ModelDsl.Experiments.Reports.Tables;

/// <summary>Converts identifiers to words.</summary>
internal static partial class Words
{
    // Terms whose usual spelling differs from the identifier.
    private static readonly Dictionary<string, string> s_terms = new() { ["TSne"] = "t-SNE", ["tsne"] = "t-SNE", ["Elbo"] = "ELBO" };

    /// <summary>A metric's name: <c>klEstimate</c> is <c>KL estimate</c>.</summary>
    public static string OfMetric(string name) => string.Join(' ', Word().Matches(name).Select(word =>
        word.Value is "kl" or "mmd" ? word.Value.ToUpperInvariant() : word.Value.ToLowerInvariant()));

    /// <summary>An evaluator's name as a heading: <c>LatentScatter</c> is <c>Latent scatter</c>. Names with two adjacent capitals are not changed.</summary>
    public static string OfEvaluator(string name) => s_terms.TryGetValue(name, out var term) ? term
        : Capitals().IsMatch(name) ? name
        : string.Join(' ', Word().Matches(name).Select((word, index) => index == 0 ? word.Value : word.Value.ToLowerInvariant()));

    /// <summary>A picture's or a map's name: <c>denoised-clipped</c> is <c>denoised, clipped</c>.</summary>
    public static string OfPicture(string name) => s_terms.GetValueOrDefault(name) ?? name.Replace("-", ", ", StringComparison.Ordinal);

    /// <summary>A user's sentence with a capital first letter.</summary>
    public static string AsHeading(string sentence) => sentence == "" ? "" : $"{char.ToUpperInvariant(sentence[0])}{sentence[1..]}";

    /// <summary>Replaces spaces inside expressions with no-break spaces: <c>σ 0.1</c>, <c>KL(q ‖ p)</c>, <c>[0.1, 0.2]</c>.</summary>
    public static string Unbroken(string text) => Interval().Replace(Sign().Replace(text, "\u00a0$1\u00a0"), "[$1,\u00a0$2]")
        .Replace("σ ", "σ\u00a0", StringComparison.Ordinal).Replace("σ² ", "σ²\u00a0", StringComparison.Ordinal);

    /// <summary>Splits a title from its text in brackets: <c>MSE, σ 0.1 (σ² 0.01), clipped</c> becomes <c>MSE, σ 0.1, clipped</c> and <c>σ² 0.01</c>.</summary>
    public static (string Title, string? Aside) WithoutAside(string title) =>
        Aside().Match(title) is { Success: true } aside ? (title.Remove(aside.Index, aside.Length), aside.Groups[1].Value) : (title, null);

    [GeneratedRegex(@" \(([^)]+)\)")]
    private static partial Regex Aside();

    [GeneratedRegex(" ([‖|<>=]) ")]
    private static partial Regex Sign();

    [GeneratedRegex(@"\[(\S+), (\S+)\]")]
    private static partial Regex Interval();

    [GeneratedRegex("[A-Z]?[^A-Z ]+|[A-Z]")]
    private static partial Regex Word();

    [GeneratedRegex("[A-Z]{2}")]
    private static partial Regex Capitals();
}
