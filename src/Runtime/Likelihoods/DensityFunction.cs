using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Likelihoods;

/// <summary>ln p of images as one node of libtorch's graph.</summary>
internal sealed class DensityFunction : autograd.SingleTensorFunction<DensityFunction>
{
    private const string Likelihood = nameof(Likelihood);

    // TorchSharp passes the handles of returned tensors to libtorch without a reference that keeps them from being finalized.
    [ThreadStatic]
    private static List<Tensor>? s_returned;

    public override string Name => nameof(DensityFunction);

    /// <summary>Returns true if the tensors are contiguous, 32-bit and on the CPU, and nobody asks for a gradient of the images.</summary>
    public static bool Serves(Tensor parameters, Tensor images) =>
        Serves(parameters) && Serves(images) && !images.requires_grad
        && parameters.shape.AsSpan(1).SequenceEqual(images.shape.AsSpan(1)) && parameters.shape[0] % images.shape[0] == 0;

    private static bool Serves(Tensor tensor) => TensorMemory.Serves(tensor) && tensor.dim() > 1 && tensor.NumberOfElements > 0;

    /// <summary>ln p of each image, <c>[batch]</c>, with a node if the parameters have a graph.</summary>
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
        var saved = ctx.get_saved_variables();
        var gradient = is_grad_enabled()
            ? Differentiable((PixelLikelihood)ctx.get_data(Likelihood), saved[0], saved[1], grad_output)
            : saved[2] * grad_output.reshape([grad_output.shape[0], .. saved[2].shape.Skip(1).Select(_ => 1L)]);
        return s_returned = [gradient, null!, null!];
    }

    private static Tensor Run(PixelLikelihood likelihood, Tensor parameters, Tensor images, Tensor? derivatives)
    {
        var totals = empty(parameters.shape[0]);
        likelihood.Run(TensorMemory.Of(parameters), TensorMemory.Of(images), derivatives is null ? [] : TensorMemory.Of(derivatives), TensorMemory.Of(totals));
        return totals;
    }

    /// <summary>A gradient that libtorch can differentiate again, for <c>create_graph</c>.</summary>
    private static Tensor Differentiable(PixelLikelihood likelihood, Tensor parameters, Tensor images, Tensor gradient) =>
        autograd.grad([likelihood.ByLibrary(parameters, PixelLikelihood.Repeated(images, parameters.shape[0]))], [parameters], [gradient], create_graph: true)[0];
}
