using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>
/// The squared error, summed over pixels, plus the maximum mean discrepancy of the codes from the prior N(0, I):
/// the Wasserstein autoencoder with MMD; Tolstikhin et al. 2018.
/// </summary>
/// <param name="weight">The factor λ of the discrepancy.</param>
/// <exception cref="ArgumentOutOfRangeException">The factor is negative or not a finite number.</exception>
public sealed class WassersteinObjective(double weight) : LossObjective
{
    private readonly double _weight = Setting.AtLeast(0, weight, nameof(weight));

    // The paper's kernel: a sum of inverse multiquadratics C / (C + d²), with C = 2n times each scale.
    private static readonly double[] s_scales = [0.1, 0.2, 0.5, 1, 2, 5, 10];

    /// <inheritdoc/>
    public override bool HasPrior => true;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The model is not an <see cref="IAutoencoder"/>.</exception>
    public override Tensor ValidationLoss(nn.Module model, Examples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var (error, discrepancy) = Parts(model, examples);
        return error + discrepancy * _weight;
    }

    /// <inheritdoc/>
    protected override Tensor Loss(ITrainingStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var (error, discrepancy) = Parts(step.Model, step.Examples);
        step.Log(TrainingMetrics.Error, error.detach());
        step.Log(TrainingMetrics.Discrepancy, discrepancy.detach());
        return error + discrepancy * _weight;
    }

    private static (Tensor Error, Tensor Discrepancy) Parts(nn.Module model, Examples examples)
    {
        if (model is not IAutoencoder autoencoder)
            throw Families.NotOfFamily(model, nameof(IAutoencoder));
        var codes = autoencoder.Encode(examples.Images);
        var error = PixelError.SumOfSquares(autoencoder.Decode(codes), examples.Images);
        return (error, Discrepancy(codes, randn_like(codes)));
    }

    /// <summary>The unbiased estimate of MMD², which may be negative; 0 for a single image, which has no pairs.</summary>
    private static Tensor Discrepancy(Tensor codes, Tensor prior)
    {
        var count = codes.shape[0];
        if (count < 2)
            return codes.sum() * 0;
        // The kernel of a code with itself is 1 for each scale. An unbiased estimate excludes it.
        var within = (Kernel(codes, codes).sum() + Kernel(prior, prior).sum() - 2.0 * count * s_scales.Length) / (count * (count - 1.0));
        return within - Kernel(codes, prior).mean() * 2;
    }

    /// <summary>The kernel of each pair, <c>[left, right]</c>.</summary>
    private static Tensor Kernel(Tensor left, Tensor right)
    {
        var distances = (left.unsqueeze(1) - right.unsqueeze(0)).square().sum(2);
        var width = 2.0 * left.shape[1];
        return s_scales.Select(scale => width * scale / (distances + width * scale)).Aggregate((sum, kernel) => sum + kernel);
    }
}
