using ModelDsl.Likelihoods;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>The terms of the evidence lower bound, with their graphs.</summary>
/// <param name="Code">One draw of q, <c>[batch, n]</c>.</param>
/// <param name="Reconstruction">−ln p(x|z), <c>[batch]</c>.</param>
/// <param name="KlDivergence">KL(q ‖ p(z)), <c>[batch]</c>.</param>
internal sealed record BoundTerms(Tensor Code, Tensor Reconstruction, Tensor KlDivergence)
{
    /// <summary>q(z|x).</summary>
    public required Gaussian Posterior { get; init; }

    /// <summary>Encodes, draws one code per image, and decodes it.</summary>
    /// <param name="model">A variational model.</param>
    /// <param name="likelihood">p(x|z).</param>
    /// <param name="examples">The images of the likelihood, and their labels.</param>
    /// <param name="input">The input of the inference net, which for denoising differs from the images.</param>
    public static BoundTerms Of(nn.Module model, PixelLikelihood likelihood, Examples examples, Tensor input)
    {
        var posterior = Families.Posterior(model, input, examples.Labels);
        var code = posterior.Sample();
        var decoded = Families.Decode(model, code, examples.Labels);
        return new BoundTerms(code, -likelihood.LogDensity(decoded, examples.Images), posterior.KullbackLeibler()) { Posterior = posterior };
    }

    /// <summary>The negative bound, −E ln p(x|z) + KL, in nats: a scalar.</summary>
    public Tensor NegativeBound() => (Reconstruction + KlDivergence).mean();

    /// <summary>Logs the terms and the bound.</summary>
    public void Log(ITrainingStep step)
    {
        using var grad = no_grad();
        var (reconstruction, klDivergence) = (Reconstruction.mean(), KlDivergence.mean());
        step.Log(TrainingMetrics.Reconstruction, reconstruction);
        step.Log(TrainingMetrics.KlDivergence, klDivergence);
        step.Log(TrainingMetrics.Bound, -reconstruction - klDivergence);
    }
}
