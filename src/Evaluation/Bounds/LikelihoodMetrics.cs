using ModelDsl.Likelihoods;

namespace ModelDsl.Evaluation;

/// <summary>
/// A metric in nats of p(x|z): one variant, and so one column, for each likelihood, as their nats cannot be compared.
/// </summary>
/// <param name="family">The name without the variant: <c>NegativeBound</c>.</param>
/// <param name="title">The title without the likelihood: <c>negative bound</c>.</param>
/// <param name="better">Which values are better.</param>
/// <param name="note">What else a reader must know.</param>
/// <param name="reliance">What makes a value one to rely on; null where all are.</param>
public sealed class LikelihoodMetrics(string family, string title, Better better, string note, Reliance? reliance = null)
{
    private const string Other = "Other";

    private static readonly Dictionary<string, string> s_notes = new()
    {
        [nameof(Likelihood.Bernoulli)] = "Bernoulli pixels; gray ones are taken as probabilities of white, as is customary, which is no density.",
        [nameof(Likelihood.ContinuousBernoulli)] = "Continuous Bernoulli, a density of gray pixels: it may be negative.",
        [nameof(Likelihood.Gaussian)] = "Normal density of gray pixels, which may be negative; comparable where the objectives name the same variance.",
        [Other] = "A likelihood of the experiment's own; comparable between its models alone.",
    };

    /// <summary>All variants.</summary>
    public IReadOnlyList<Metric> All { get; } =
        [.. s_notes.Select(kind => new Metric($"{family}({kind.Key})", $"{title} (nats, {Words(kind.Key)})", better, 2, $"{note} {kind.Value}") { Reliance = reliance })];

    /// <summary>The variant of a likelihood.</summary>
    public Metric Of(PixelLikelihood likelihood) => All[s_notes.Keys.ToList().IndexOf(Kind(likelihood))];

    private static string Kind(PixelLikelihood likelihood) => likelihood switch
    {
        BernoulliLikelihood => nameof(Likelihood.Bernoulli),
        ContinuousBernoulliLikelihood => nameof(Likelihood.ContinuousBernoulli),
        GaussianLikelihood => nameof(Likelihood.Gaussian),
        _ => Other,
    };

    private static string Words(string kind) => kind switch
    {
        nameof(Likelihood.ContinuousBernoulli) => "continuous Bernoulli",
        Other => "own likelihood",
        _ => kind,
    };
}
