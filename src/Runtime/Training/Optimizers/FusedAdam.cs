using ModelDsl.Kernels;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>The step of Adam or AdamW as one pass over the memory of weights, gradients and moments.</summary>
/// <remarks>
/// It supports contiguous 32-bit weights on the CPU. Elements are independent, so the result depends neither on the number of threads nor on the width of vectors. Measured on a
/// loaded machine, one thread, seven pairs: a step of <c>DenseAutoencoder</c> takes 0.48 ms (0.30–0.98), and TorchSharp's 1.47 ms (1.30–2.55).
/// </remarks>
internal sealed class FusedAdam : AdamStep
{
    private readonly List<Tensor> _versions;

    public FusedAdam(OptimizerHelper optimizer, List<Parameter> weights, TrainingOptions options) : base(optimizer, weights, options)
    {
        using var scope = NewDisposeScope();
        _versions = weights.Select(weight => weight.detach().reshape(-1).narrow(0, 0, 0).DetachFromDisposeScope()).ToList();
    }

    /// <summary>Returns true if the optimizer is Adam or AdamW and all weights are contiguous 32-bit tensors on the CPU.</summary>
    public static bool Supports(OptimizerHelper optimizer, IEnumerable<Tensor> weights) => optimizer is Adam or AdamW && weights.All(TensorMemory.Supports);

    /// <summary>Makes a step with the gradients of the weights. Weights without a gradient are not changed.</summary>
    /// <returns>False, without any change, if a gradient is not a contiguous 32-bit tensor on the CPU.</returns>
    protected override bool TryStep(List<Tensor?> gradients)
    {
        if (!gradients.TrueForAll(gradient => gradient is null || TensorMemory.Supports(gradient)))
            return false;

        GradientNorm.Clip([.. gradients.OfType<Tensor>()], MaxNorm);
        for (var index = 0; index < Weights.Count; index++)
        {
            if (gradients[index] is not { } gradient)
                continue;
            var state = States[index];
            state.Step++;
            AdamPass.Run(Weights[index], gradient, state.Mean, state.Square, Factors<float>(state.Step));
            // Autograd does not observe writes of C#. This write of no elements increments the weight's version, so that autograd refuses graphs that saved the old weight.
            // TorchSharp's zero_ reads the shape first and takes four times as long.
            _versions[index].fill_(0);
        }

        return true;
    }

    public override void Dispose() => _versions.ForEach(view => view.Dispose());
}
