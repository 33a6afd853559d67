using ModelDsl.Likelihoods;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>
/// A training objective: the losses of a batch and the parameter groups that minimize them. An objective has settings but no
/// state: a training consists of weights, optimizers and epochs. The caller's dispose scope disposes tensors created here.
/// </summary>
public interface IObjective
{
    /// <summary>The parameter groups. The loss of the first one is reported as the training's.</summary>
    IReadOnlyList<ParameterGroup> ParameterGroups { get; }

    /// <summary>Trains on one batch: one or more calls of <see cref="ITrainingStep.Minimize"/>.</summary>
    /// <param name="step">The model, the batch and the optimizers.</param>
    void Step(ITrainingStep step);

    /// <summary>The validation loss of a batch that the model was not trained on; lower is better.</summary>
    /// <param name="model">The model, in evaluation mode.</param>
    /// <param name="examples">A batch.</param>
    /// <returns>A scalar, the mean over the batch.</returns>
    Tensor ValidationLoss(nn.Module model, Examples examples);

    /// <summary>Maps pixels from [0, 1] to the range of the model.</summary>
    Tensor FromPixels(Tensor images) => images;

    /// <summary>p(x|z), whose natural parameters Decode returns; null if the objective has no likelihood.</summary>
    PixelLikelihood? Likelihood => null;

    /// <summary>
    /// True if draws of the prior N(0, I) can be decoded: training matches the codes to the prior, or the decoded draws to the data.
    /// </summary>
    bool HasPrior => Likelihood is not null;

    /// <summary>True if the loss compares the output with <see cref="Examples.Targets"/>, which are then required; otherwise they are not allowed.</summary>
    bool TakesTargets => false;

    /// <summary>Maps the output of Decode to pixels in [0, 1]; with a likelihood, to their means.</summary>
    Tensor ToPixels(Tensor decoded) => Likelihood is null ? decoded : Likelihood.Mean(decoded);
}
