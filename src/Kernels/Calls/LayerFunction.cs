using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Kernels;

/// <summary>A layer as an autograd function.</summary>
/// <remarks>Measured: as fast as libtorch's own functions. The backward pass of a layer with 32 inputs and 16 outputs takes 16 µs with both.</remarks>
internal sealed class LayerFunction : autograd.SingleTensorFunction<LayerFunction>
{
    private const string Call = nameof(Call);
    private const string Needs = nameof(Needs);

    // libtorch copies the gradient of a weight if anything else refers to it, as TorchSharp does to what a function returns. The gradient of a view is
    // another tensor with the same memory, which libtorch keeps as it is. Small gradients are copied faster than a view is made.
    private const long MinViewed = 1 << 15;

    public override string Name => nameof(LayerFunction);

    /// <summary>Applies the layer, and records it for the backward pass if an argument requires a gradient.</summary>
    public static Tensor Apply(LayerCall call, Tensor input, Tensor weight, Tensor? bias)
    {
        if (!is_grad_enabled() || !(input.requires_grad || weight.requires_grad || bias is { requires_grad: true }))
            return call.Forward(input, weight, bias);
        if (!weight.requires_grad || weight.NumberOfElements < MinViewed)
            return apply(input, weight, bias!, call);
        using var view = weight.view(weight.shape);
        return apply(input, view, bias!, call);
    }

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (input, weight, bias, call) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor?)vars[2], (LayerCall)vars[3]);
        var output = call.Forward(input, weight, bias);
        ctx.save_data(Call, call);
        ctx.save_data(Needs, (input.requires_grad, weight.requires_grad, bias is { requires_grad: true }));
        ctx.save_for_backward([input, weight, bias!, call.Slope == 1 ? null! : output]);
        return output;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        ReturnedGradients.Release();
        var saved = ctx.get_saved_variables();
        var (input, weight, bias, output) = (saved[0], saved[1], saved[2], saved[3]);
        var call = (LayerCall)ctx.get_data(Call);
        var (needsInput, needsWeight, needsBias) = ((bool, bool, bool))ctx.get_data(Needs);
        if (is_grad_enabled())
            return ReturnedGradients.Keep(Differentiable(call, grad_output, input, weight, bias, [needsInput ? input : null, needsWeight ? weight : null, needsBias ? bias : null]));

        var gradients = new LayerGradients(Memory(input, needsInput), Memory(weight, needsWeight), Memory(bias, needsBias));
        using (var gradient = grad_output.contiguous())
            call.Backward(gradient, input, weight, output, gradients);
        foreach (var tensor in saved.Append(grad_output))
            tensor?.Dispose();
        return ReturnedGradients.Keep([gradients.Input!, gradients.Weight!, gradients.Bias!, null!]);
    }

    private static Tensor? Memory(Tensor? values, bool isNeeded) => isNeeded ? empty_like(values!) : null;

    /// <summary>Computes gradients with libtorch, which can differentiate them again: <c>create_graph</c> requires this.</summary>
    private static List<Tensor> Differentiable(LayerCall call, Tensor gradient, Tensor input, Tensor weight, Tensor? bias, Tensor?[] needed)
    {
        var output = call.Library(input, weight, bias);
        var gradients = new Queue<Tensor>(autograd.grad([output], [.. needed.OfType<Tensor>()], [gradient], retain_graph: true, create_graph: true));
        return [.. needed.Select(tensor => tensor is null ? null! : gradients.Dequeue()), null!];
    }
}
