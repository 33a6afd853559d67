using ModelDsl.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Likelihoods;

/// <summary>ln p of images as an autograd function.</summary>
internal sealed class DensityFunction : autograd.SingleTensorFunction<DensityFunction>
{
    private const string Likelihood = nameof(Likelihood);

    public override string Name => nameof(DensityFunction);

    /// <summary>Returns true if the tensors are contiguous, 32-bit and on the CPU, and the images require no gradient.</summary>
    public static bool Supports(Tensor parameters, Tensor images) =>
        Supports(parameters) && Supports(images) && !images.requires_grad
        && parameters.shape.AsSpan(1).SequenceEqual(images.shape.AsSpan(1)) && parameters.shape[0] % images.shape[0] == 0;

    private static bool Supports(Tensor tensor) => TensorMemory.Supports(tensor) && tensor.dim() > 1 && tensor.NumberOfElements > 0;

    /// <summary>ln p of each image, <c>[batch]</c>, recorded for the backward pass if the parameters require a gradient.</summary>
    public static Tensor Apply(PixelLikelihood likelihood, Tensor parameters, Tensor images) => is_grad_enabled() && parameters.requires_grad
        ? apply(parameters, images, likelihood)
        : Run(likelihood, parameters, images, null);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (parameters, images, likelihood) = ((Tensor)vars[0], (Tensor)vars[1], (PixelLikelihood)vars[2]);
        var derivatives = empty_like(parameters);
        ctx.save_data(Likelihood, likelihood);
        ctx.save_for_backward([parameters, images, derivatives]);
        return Run(likelihood, parameters, images, derivatives);
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        ReturnedGradients.Release();
        var saved = ctx.get_saved_variables();
        var gradient = is_grad_enabled()
            ? Differentiable((PixelLikelihood)ctx.get_data(Likelihood), saved[0], saved[1], grad_output)
            : saved[2] * grad_output.reshape([grad_output.shape[0], .. saved[2].shape.Skip(1).Select(_ => 1L)]);
        return ReturnedGradients.Keep([gradient, null!, null!]);
    }

    private static Tensor Run(PixelLikelihood likelihood, Tensor parameters, Tensor images, Tensor? derivatives)
    {
        var totals = empty(parameters.shape[0]);
        likelihood.Run(TensorMemory.Span(parameters), TensorMemory.Span(images), derivatives is null ? [] : TensorMemory.Span(derivatives), TensorMemory.Span(totals));
        return totals;
    }

    /// <summary>Computes the gradient with libtorch, which can differentiate it again: <c>create_graph</c> requires this.</summary>
    private static Tensor Differentiable(PixelLikelihood likelihood, Tensor parameters, Tensor images, Tensor gradient) =>
        autograd.grad([likelihood.ByLibrary(parameters, PixelLikelihood.Repeated(images, parameters.shape[0]))], [parameters], [gradient], create_graph: true)[0];
}
