using ModelDsl.Likelihoods;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>
/// What a model is trained for: how one batch moves its weights. An objective has settings and no state, so that a
/// training is its weights, its optimizers and its epoch alone. Whatever tensors its methods make goes with the caller's scope.
/// </summary>
public interface IObjective
{
    /// <summary>Who moves which weights; the loss of the first is the training's.</summary>
    IReadOnlyList<ParameterGroup> ParameterGroups { get; }

    /// <summary>Trains on one batch: one or more calls of <see cref="ITrainingStep.Minimize"/>.</summary>
    /// <param name="step">The model, the batch, and who moves the weights.</param>
    void Step(ITrainingStep step);

    /// <summary>What tells a better model from a worse one on images that it was not trained on; lower is better.</summary>
    /// <param name="model">The model, in evaluation mode.</param>
    /// <param name="examples">A batch.</param>
    /// <returns>A scalar, the mean over the batch.</returns>
    Tensor ValidationLoss(nn.Module model, Examples examples);

    /// <summary>Brings pixels in [0, 1] to the range that the model works in.</summary>
    Tensor FromPixels(Tensor images) => images;

    /// <summary>p(x|z), of which Decode gives the natural parameters; null where the objective has none.</summary>
    PixelLikelihood? Likelihood => null;

    /// <summary>Whether draws of the prior N(0, I) can be decoded: training brings the codes to it, or the draws' images to the data.</summary>
    bool HasPrior => Likelihood is not null;

    /// <summary>Brings what Decode gives to pixels in [0, 1]: under a likelihood, their means.</summary>
    Tensor ToPixels(Tensor decoded) => Likelihood is null ? decoded : Likelihood.Mean(decoded);
}

/// <summary>One batch of a training.</summary>
public interface ITrainingStep
{
    /// <summary>The model, in training mode.</summary>
    nn.Module Model { get; }

    /// <summary>The batch.</summary>
    Examples Examples { get; }

    /// <summary>The epochs that are done, with the fraction of the current one.</summary>
    double Epoch { get; }

    /// <summary>Moves a group's weights, and no others, down the gradient of a loss.</summary>
    /// <param name="group">One of the objective's.</param>
    /// <param name="loss">A scalar with its graph, of which nothing is needed afterwards.</param>
    void Minimize(ParameterGroup group, Tensor loss);

    /// <summary>Notes a metric; its mean over the epoch is kept with the training.</summary>
    /// <param name="metric">Its name: <see cref="TrainingMetrics"/> has those that objectives share.</param>
    /// <param name="value">A scalar: the batch's mean.</param>
    void Log(string metric, Tensor value);
}
