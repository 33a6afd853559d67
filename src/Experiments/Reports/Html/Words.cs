using System.Text.RegularExpressions;

namespace ModelDsl.Experiments.Reports.Html;

/// <summary>Names of the code as words of the page.</summary>
internal static partial class Words
{
    // What the field writes otherwise than C#.
    private static readonly Dictionary<string, string> s_terms = new() { ["TSne"] = "t-SNE", ["tsne"] = "t-SNE", ["Elbo"] = "ELBO" };

    /// <summary>A metric's name: <c>klEstimate</c> is <c>KL estimate</c>.</summary>
    public static string OfMetric(string name) => string.Join(' ', Word().Matches(name).Select(word =>
        word.Value is "kl" or "mmd" ? word.Value.ToUpperInvariant() : word.Value.ToLowerInvariant()));

    /// <summary>An evaluator's name as a heading: <c>LatentScatter</c> is <c>Latent scatter</c>. A name of a user's with two capitals together stays as it is.</summary>
    public static string OfEvaluator(string name) => s_terms.TryGetValue(name, out var term) ? term
        : Capitals().IsMatch(name) ? name
        : string.Join(' ', Word().Matches(name).Select((word, index) => index == 0 ? word.Value : word.Value.ToLowerInvariant()));

    /// <summary>A picture's or a map's name: <c>denoised-clipped</c> is <c>denoised, clipped</c>.</summary>
    public static string OfPicture(string name) => s_terms.GetValueOrDefault(name) ?? name.Replace("-", ", ", StringComparison.Ordinal);

    /// <summary>A sentence of the user's as a heading, which begins with a capital.</summary>
    public static string AsHeading(string sentence) => sentence == "" ? "" : $"{char.ToUpperInvariant(sentence[0])}{sentence[1..]}";

    /// <summary>A text whose signs stay with their numbers where a line ends, and an interval as a whole: <c>σ 0.1</c>, <c>KL(q ‖ p)</c>, <c>[0.1, 0.2]</c>.</summary>
    public static string Unbroken(string text) => Interval().Replace(Sign().Replace(text, "\u00a0$1\u00a0"), "[$1,\u00a0$2]")
        .Replace("σ ", "σ\u00a0", StringComparison.Ordinal).Replace("σ² ", "σ²\u00a0", StringComparison.Ordinal);

    /// <summary>A title, and what it says in brackets: <c>MSE, σ 0.1 (σ² 0.01), clipped</c> is <c>MSE, σ 0.1, clipped</c> and <c>σ² 0.01</c>.</summary>
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
