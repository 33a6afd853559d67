using System.Numerics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>
/// The step of TorchSharp's <see cref="Adam"/> or <see cref="AdamW"/> in fewer passes over memory. TorchSharp's optimizer keeps the state, so that its files do not change.
/// </summary>
/// <param name="optimizer">TorchSharp's optimizer.</param>
/// <param name="weights">Its weights.</param>
/// <param name="options">β₁, the weight decay and the limit of the gradient's norm.</param>
internal abstract class AdamStep(OptimizerHelper optimizer, List<Parameter> weights, TrainingOptions options) : IDisposable
{
    /// <summary>The weights.</summary>
    protected IReadOnlyList<Parameter> Weights => weights;

    /// <summary>The state of each weight.</summary>
    protected IReadOnlyList<AdamState> States { get; } = [.. optimizer.state_dict().State.Select(state => new AdamState(state))];

    /// <summary>The limit of the gradient's norm; 0 for none.</summary>
    protected double MaxNorm => options.GradientNorm;

    /// <summary>Makes a step with the gradients of the weights.</summary>
    /// <returns>False, without any change, if it does not support the gradients. TorchSharp's optimizer can then make the step.</returns>
    public bool TryStep()
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        return TryStep(weights.ConvertAll(weight => weight.grad));
    }

    /// <summary>Makes a step, without recording it for gradients. The tensors that it creates are disposed after it.</summary>
    /// <param name="gradients">The gradient of each weight; null if it has none.</param>
    protected abstract bool TryStep(List<Tensor?> gradients);

    /// <summary>The factors of a step at the optimizer's learning rate.</summary>
    /// <param name="step">The number of the step, from 1.</param>
    protected AdamFactors<T> Factors<T>(long step) where T : INumberBase<T> =>
        new(options, optimizer.ParamGroups.First().LearningRate, step, decoupled: optimizer is AdamW);

    /// <inheritdoc/>
    public abstract void Dispose();
}
