using ModelDsl.Likelihoods;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>The evidence lower bound, E_q[ln p(x|z)] − KL(q(z|x) ‖ p(z)); Kingma and Welling 2014.</summary>
/// <param name="likelihood">p(x|z).</param>
public sealed class ElboObjective(PixelLikelihood likelihood) : LossObjective
{
    /// <summary>The factor β of the KL divergence; Higgins et al. 2017. The logged bound has factor 1.</summary>
    public double Beta { get; init => field = Setting.AtLeast(0, value); } = 1;

    /// <summary>The number of epochs in which the factor of the KL divergence, or the capacity, rises linearly from 0; Bowman et al. 2016.</summary>
    public double WarmUp { get; init => field = Setting.AtLeast(0, value); }

    /// <summary>The number of epochs after which the warm-up starts again, 0 for never; Fu et al. 2019. Without <see cref="WarmUp"/>, half of the cycle is warm-up.</summary>
    public double Cycle { get; init => field = Setting.AtLeast(0, value); }

    /// <summary>The nats λ of each dimension that are not penalized, 0 for none: its mean KL divergence k over the batch counts as max(λ, k); Kingma et al. 2016.</summary>
    public double FreeBits { get; init => field = Setting.AtLeast(0, value); }

    /// <summary>The KL divergence C in nats that codes are trained for, 0 for none: the loss has β |KL − C|; Burgess et al. 2018.</summary>
    public double Capacity { get; init => field = Setting.AtLeast(0, value); }

    /// <summary>The standard deviation of normal noise that is added only to the inference net's input; Im et al. 2017.</summary>
    public double InputNoise { get; init => field = Setting.AtLeast(0, value); }

    /// <summary>
    /// True to divide the reconstruction by the number of pixels but not the KL divergence, as "mean squared error plus KL" is
    /// often written. It is not a bound, and the KL divergence dominates.
    /// </summary>
    public bool MeanOverPixels { get; init; }

    /// <inheritdoc/>
    public override Tensor ValidationLoss(nn.Module model, Examples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        return Weigh(Terms(model, examples), examples, warm: 1);
    }

    /// <inheritdoc/>
    public override PixelLikelihood Likelihood => likelihood;

    /// <inheritdoc/>
    protected override Tensor Loss(ITrainingStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var terms = Terms(step.Model, step.Examples);
        terms.Log(step);
        return Weigh(terms, step.Examples, Warm(step.Epoch));
    }

    private BoundTerms Terms(nn.Module model, Examples examples) =>
        BoundTerms.Of(model, likelihood, examples, Corruption.Of(examples.Images, InputNoise));

    // The fraction of the warm-up that is done.
    private double Warm(double epoch)
    {
        var length = Cycle > 0 && WarmUp == 0 ? Cycle / 2 : WarmUp;
        return length > 0 ? Math.Min(1, (Cycle > 0 ? epoch % Cycle : epoch) / length) : 1;
    }

    private Tensor Weigh(BoundTerms terms, Examples examples, double warm)
    {
        var pixels = MeanOverPixels ? examples.Images.NumberOfElements / examples.Count : 1;
        if (FreeBits == 0 && Capacity == 0)
            return pixels == 1 && Beta * warm == 1 ? terms.NegativeBound() : (terms.Reconstruction / pixels + terms.KlDivergence * (Beta * warm)).mean();

        var klDivergence = FreeBits > 0 ? terms.Posterior.KlDivergences().mean([0L]).clamp_min(FreeBits).sum() : terms.KlDivergence.mean();
        var penalty = Capacity > 0 ? (klDivergence - Capacity * warm).abs() * Beta : klDivergence * (Beta * warm);
        return terms.Reconstruction.mean() / pixels + penalty;
    }
}
