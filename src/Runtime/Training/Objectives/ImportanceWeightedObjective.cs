using ModelDsl.Likelihoods;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>The bound E[ln (1/K) Σ p(x, z_k) / q(z_k|x)] over K draws; Burda, Grosse and Salakhutdinov 2016.</summary>
/// <param name="likelihood">p(x|z).</param>
/// <param name="samples">The number of draws K.</param>
/// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
public sealed class ImportanceWeightedObjective(PixelLikelihood likelihood, int samples) : LossObjective
{
    private readonly int _samples = Setting.AtLeast(1, samples, nameof(samples));

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The model is not an <see cref="IVariationalAutoencoder"/>.</exception>
    public override Tensor ValidationLoss(nn.Module model, Examples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        if (model is not IVariationalAutoencoder autoencoder)
            throw Families.NotOfFamily(model, nameof(IVariationalAutoencoder));

        var posterior = autoencoder.Encode(examples.Images);
        var prior = new Gaussian(zeros_like(posterior.Mean), zeros_like(posterior.Mean));
        var weights = new Tensor[_samples];
        for (var k = 0; k < _samples; k++)
        {
            var code = posterior.Sample();
            weights[k] = likelihood.LogDensity(autoencoder.Decode(code), examples.Images) + prior.LogDensity(code) - posterior.LogDensity(code);
        }

        return (Math.Log(_samples) - stack(weights).logsumexp(0)).mean();
    }

    /// <inheritdoc/>
    public override PixelLikelihood Likelihood => likelihood;

    /// <inheritdoc/>
    protected override Tensor Loss(ITrainingStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var loss = ValidationLoss(step.Model, step.Examples);
        step.Log(TrainingMetrics.ImportanceWeightedBound, -loss.detach());
        return loss;
    }
}
