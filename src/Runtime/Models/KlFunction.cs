using System.Runtime.Intrinsics;
using ModelDsl.Kernels;
using ModelDsl.Likelihoods;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl;

/// <summary>The KL divergence of normal distributions from the standard normal distribution as an autograd function.</summary>
internal sealed class KlFunction : autograd.SingleTensorFunction<KlFunction>
{
    public override string Name => nameof(KlFunction);

    /// <summary>Returns true if the tensors are matrices of one shape, of contiguous 32-bit floats on the CPU.</summary>
    public static bool Supports(Tensor means, Tensor logVariances) => Supports(means) && Supports(logVariances)
        && means.size(0) == logVariances.size(0) && means.size(1) == logVariances.size(1);

    private static bool Supports(Tensor tensor) => TensorMemory.Supports(tensor) && tensor.dim() == 2 && tensor.NumberOfElements > 0;

    /// <summary>½ Σ (σ² + μ² − 1 − ln σ²) of each distribution, <c>[batch]</c>, recorded for the backward pass if a parameter requires a gradient.</summary>
    public static Tensor Apply(Tensor means, Tensor logVariances) => is_grad_enabled() && (means.requires_grad || logVariances.requires_grad)
        ? apply(means, logVariances)
        : Run(means, logVariances, null);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (means, logVariances) = ((Tensor)vars[0], (Tensor)vars[1]);
        var derivatives = empty_like(logVariances);
        ctx.save_for_backward([means, logVariances, derivatives]);
        return Run(means, logVariances, derivatives);
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        ReturnedGradients.Release();
        var saved = ctx.get_saved_variables();
        var gradients = grad_output.unsqueeze(-1);
        // The derivative of ½μ² is μ. With create_graph, the derivative of the other term is computed again, so that it has a graph.
        var derivatives = is_grad_enabled() ? (saved[1].exp() - 1) * 0.5 : saved[2];
        return ReturnedGradients.Keep([saved[0] * gradients, derivatives * gradients]);
    }

    private static Tensor Run(Tensor means, Tensor logVariances, Tensor? derivatives)
    {
        var sums = TensorMemory.Create(means.size(0));
        RowSums.Run(new Term(), TensorMemory.Span(logVariances), TensorMemory.Span(means), derivatives is null ? [] : TensorMemory.Span(derivatives), TensorMemory.Span(sums));
        return sums;
    }

    private readonly struct Term : IRowTerm
    {
        public double Constant => 0;

        public Vector512<float> Evaluate(Vector512<float> logVariances, Vector512<float> means, ref Vector512<float> factors, out Vector512<float> derivatives)
        {
            derivatives = (Vector512.Exp(logVariances) - Vector512<float>.One) * 0.5f;
            return derivatives + (means * means - logVariances) * 0.5f;
        }
    }
}
