using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// The estimate of the evidence lower bound of an inference net without a density: E_q[ln p(x|z)] − E_q[T(x, z)], with the trained discriminator in the place
/// of ln q(z|x) − ln p(z); Mescheder, Nowozin and Geiger 2017. It is no bound: a T that has not learned all differences takes too little
/// away, and the estimate may be above ln p(x).
/// </summary>
/// <param name="Reconstruction">−E_q[ln p(x|z)], <c>[batch]</c>, in nats.</param>
/// <param name="KlDivergence">T's estimate of KL(q ‖ p), <c>[batch]</c>, in nats.</param>
public sealed record PlugInBound(Tensor Reconstruction, Tensor KlDivergence)
{
    /// <summary>Estimates with draws of the default generator.</summary>
    /// <param name="objective">What the model was trained for: it knows in which units T sees codes.</param>
    /// <param name="model">The model.</param>
    /// <param name="examples">The images, in the model's input shape.</param>
    /// <param name="draws">The codes of each image.</param>
    public static PlugInBound Estimate(AdversarialVariationalBayesObjective objective, nn.Module model, Examples examples, int draws)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        using var scope = NewDisposeScope();
        var terms = Enumerable.Range(0, draws).Select(_ => objective.Terms(model, examples)).ToList();
        var reconstruction = stack(terms.Select(term => term.Reconstruction)).mean([0L]);
        var divergence = stack(terms.Select(term => term.KlDivergence)).mean([0L]);
        scope.MoveToOuter(reconstruction, divergence);
        return new(reconstruction, divergence);
    }
}
