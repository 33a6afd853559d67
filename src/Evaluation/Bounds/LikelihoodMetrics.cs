using ModelDsl.Likelihoods;

namespace ModelDsl.Evaluation;

/// <summary>
/// A metric in nats of p(x|z). Each likelihood has its own variant and column, as values of different likelihoods are not comparable.
/// </summary>
/// <param name="family">The name without the variant: <c>NegativeBound</c>.</param>
/// <param name="title">The title without the likelihood: <c>negative bound</c>.</param>
/// <param name="better">The direction in which the metric improves.</param>
/// <param name="note">A note before that on the likelihood.</param>
/// <param name="reliance">The condition under which a value is reliable; null if all are.</param>
internal sealed class LikelihoodMetrics(string family, string title, Better better, string note, Reliance? reliance = null)
{
    private const string Other = "Other";

    private static readonly Dictionary<string, string> s_notes = new()
    {
        [nameof(Likelihood.Bernoulli)] = "Bernoulli pixels; gray values are read as probabilities of white, as is customary, which is not a density.",
        [nameof(Likelihood.ContinuousBernoulli)] = "Continuous Bernoulli density of gray pixels; the value may be negative.",
        [nameof(Likelihood.Gaussian)] = "Normal density of gray pixels; the value may be negative. Comparable if the objectives use the same variance.",
        [Other] = "A user-defined likelihood; comparable only between models that use it.",
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
        Other => "user-defined likelihood",
        _ => kind,
    };
}
