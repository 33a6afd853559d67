using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// An estimate of the evidence lower bound for an inference net without a density (Mescheder, Nowozin and Geiger 2017): E_q[ln p(x|z)] − E_q[T(x, z)],
/// where the trained discriminator T replaces ln q(z|x) − ln p(z). It is not a bound: below T's optimum, the estimate may exceed ln p(x).
/// </summary>
/// <param name="Reconstruction">−E_q[ln p(x|z)], <c>[batch]</c>, in nats.</param>
/// <param name="KlDivergence">T's estimate of KL(q ‖ p), <c>[batch]</c>, in nats.</param>
internal sealed record PlugInBound(Tensor Reconstruction, Tensor KlDivergence)
{
    /// <summary>Estimates the bound with draws of the default generator.</summary>
    /// <param name="objective">The model's objective, which computes the input of T.</param>
    /// <param name="model">The model.</param>
    /// <param name="examples">The images, in the model's input shape.</param>
    /// <param name="draws">The number of codes per image, at least 1.</param>
    public static PlugInBound Estimate(AdversarialVariationalBayesObjective objective, nn.Module model, Examples examples, int draws)
    {
        using var scope = NewDisposeScope();
        var terms = Enumerable.Range(0, draws).Select(_ => objective.Terms(model, examples)).ToList();
        var reconstruction = stack(terms.Select(term => term.Reconstruction)).mean([0L]);
        var divergence = stack(terms.Select(term => term.KlDivergence)).mean([0L]);
        scope.MoveToOuter(reconstruction, divergence);
        return new(reconstruction, divergence);
    }
}
