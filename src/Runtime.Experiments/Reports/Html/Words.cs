using System.Text.RegularExpressions;

namespace ModelDsl.Experiments.Reports.Html;

/// <summary>Names of the code as words of the page.</summary>
internal static partial class Words
{
    // What the field writes otherwise than C#.
    private static readonly Dictionary<string, string> s_terms = new() { ["TSne"] = "t-SNE", ["Elbo"] = "ELBO" };

    /// <summary>A metric's name: <c>klEstimate</c> is <c>KL estimate</c>.</summary>
    public static string OfMetric(string name) => string.Join(' ', Word().Matches(name).Select(word =>
        word.Value is "kl" or "mmd" ? word.Value.ToUpperInvariant() : word.Value.ToLowerInvariant()));

    /// <summary>An evaluator's name as a heading: <c>LatentScatter</c> is <c>Latent scatter</c>. A name of a user's with two capitals together stays as it is.</summary>
    public static string OfEvaluator(string name) => s_terms.TryGetValue(name, out var term) ? term
        : Capitals().IsMatch(name) ? name
        : string.Join(' ', Word().Matches(name).Select((word, index) => index == 0 ? word.Value : word.Value.ToLowerInvariant()));

    [GeneratedRegex("[A-Z]?[^A-Z ]+|[A-Z]")]
    private static partial Regex Word();

    [GeneratedRegex("[A-Z]{2}")]
    private static partial Regex Capitals();
}
