using ModelDsl.Likelihoods;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>An objective with one loss for all weights.</summary>
public abstract class LossObjective : IObjective
{
    private readonly ParameterGroup _model = ParameterGroup.All("model");

    /// <inheritdoc/>
    public IReadOnlyList<ParameterGroup> ParameterGroups => [_model];

    /// <inheritdoc/>
    public void Step(ITrainingStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        step.Minimize(_model, Loss(step));
    }

    /// <inheritdoc/>
    public abstract Tensor ValidationLoss(nn.Module model, Examples examples);

    /// <inheritdoc/>
    public virtual PixelLikelihood? Likelihood => null;

    /// <inheritdoc/>
    public virtual bool HasPrior => Likelihood is not null;

    /// <inheritdoc/>
    public virtual bool TakesTargets => false;

    /// <summary>Computes the loss of a batch, and logs its terms.</summary>
    /// <returns>A scalar with its graph.</returns>
    protected abstract Tensor Loss(ITrainingStep step);
}
