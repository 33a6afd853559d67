using ModelDsl.Likelihoods;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>The evidence lower bound, E_q[ln p(x|z)] − KL(q(z|x) ‖ p(z)); Kingma and Welling 2014.</summary>
/// <param name="likelihood">p(x|z).</param>
public sealed class ElboObjective(PixelLikelihood likelihood) : LossObjective
{
    /// <summary>The factor β of the KL divergence; Higgins et al. 2017. The logged bound has factor 1.</summary>
    public double Beta { get; init => field = Setting.AtLeast(0, value); } = 1;

    /// <summary>The number of epochs in which the factor of the KL divergence rises linearly from 0; Bowman et al. 2016.</summary>
    public double WarmUp { get; init => field = Setting.AtLeast(0, value); }

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
        return Weigh(Terms(model, examples), examples, Beta);
    }

    /// <inheritdoc/>
    public override PixelLikelihood Likelihood => likelihood;

    /// <inheritdoc/>
    protected override Tensor Loss(ITrainingStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var terms = Terms(step.Model, step.Examples);
        terms.Log(step);
        return Weigh(terms, step.Examples, WarmUp > 0 ? Beta * Math.Min(1, step.Epoch / WarmUp) : Beta);
    }

    private BoundTerms Terms(nn.Module model, Examples examples) =>
        BoundTerms.Of(model, likelihood, examples, Corruption.Of(examples.Images, InputNoise));

    private Tensor Weigh(BoundTerms terms, Examples examples, double beta)
    {
        var pixels = MeanOverPixels ? examples.Images.NumberOfElements / examples.Count : 1;
        return (terms.Reconstruction / pixels + terms.KlDivergence * beta).mean();
    }
}
