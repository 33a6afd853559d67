using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Kernels;

/// <summary>A chain of layers as an autograd function.</summary>
/// <remarks>Measured: a function of one layer is as fast as libtorch's own. Four layers of 16 features take 70 µs forward and backward, and 126 µs in four functions.</remarks>
internal sealed class LayerFunction : autograd.SingleTensorFunction<LayerFunction>
{
    private const string Chain = nameof(Chain);
    private const string Needs = nameof(Needs);

    // libtorch copies the gradient of a weight if anything else refers to it, as TorchSharp does to what a function returns. The gradient of a view is
    // another tensor with the same memory, which libtorch keeps as it is. Small gradients are copied faster than a view is made.
    private const long MinViewed = 1 << 15;

    public override string Name => nameof(LayerFunction);

    /// <summary>Applies the layers to the concatenation of the inputs, and records them for the backward pass if an argument requires a gradient.</summary>
    public static Tensor Apply(LayerChain chain, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<ActivatedLayer> layers)
    {
        var parameters = new Tensor?[2 * layers.Length];
        for (var index = 0; index < layers.Length; index++)
            (parameters[2 * index], parameters[2 * index + 1]) = (layers[index].Weight, layers[index].Bias);
        Tensor?[] arguments = [.. inputs, .. parameters];
        var values = new Tensor[layers.Length + 1];
        if (is_grad_enabled() && Array.Exists(arguments, RequiresGradient))
        {
            var views = Array.ConvertAll(parameters, parameter => RequiresGradient(parameter) && parameter!.NumberOfElements >= MinViewed ? parameter.view_as(parameter) : null);
            values[^1] = apply([chain, values, .. inputs, .. parameters.Zip(views, (parameter, view) => view ?? parameter)]);
            Dispose(views);
        }
        else
        {
            values[0] = Joined(arguments.AsSpan(0, inputs.Length)!);
            chain.Forward(parameters, values);
        }

        Dispose(values.AsSpan()[(inputs.Length > 1 ? 0 : 1)..^1]);
        return values[^1];
    }

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (chain, values, arguments) = ((LayerChain)vars[0], (Tensor[])vars[1], Array.ConvertAll(vars[2..], argument => (Tensor)argument));
        var inputs = arguments.Length - chain.Parameters;
        values[0] = Joined(arguments.AsSpan(0, inputs));
        chain.Forward(arguments.AsSpan(inputs), values);
        ctx.save_data(Chain, chain);
        ctx.save_data(Needs, Array.ConvertAll(arguments, RequiresGradient));
        // A single input is already among the arguments.
        ctx.save_for_backward([.. arguments, inputs == 1 ? null! : values[0], .. values[1..^1], chain.Last.Slope == 1 ? null! : values[^1]]);
        return values[^1];
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        ReturnedGradients.Release();
        var saved = ctx.get_saved_variables().ToArray();
        var (chain, needs) = ((LayerChain)ctx.get_data(Chain), (bool[])ctx.get_data(Needs));
        var (arguments, values) = (saved[..needs.Length], saved[needs.Length..]);
        var inputs = arguments.Length - chain.Parameters;
        var parameters = arguments[inputs..];
        if (is_grad_enabled())
        {
            // libtorch can differentiate its own gradients again: create_graph requires this.
            var output = chain.Library(Joined(arguments.AsSpan(0, inputs)), parameters);
            var computed = new Queue<Tensor>(autograd.grad([output], [.. arguments.Where((_, index) => needs[index])], [grad_output], retain_graph: true, create_graph: true));
            return ReturnedGradients.Keep([null!, null!, .. needs.Select(isNeeded => isNeeded ? computed.Dequeue() : null!)]);
        }

        if (inputs == 1)
            values[0] = arguments[0];
        Tensor[] parameterGradients = [.. parameters.Zip(needs.Skip(inputs), (parameter, isNeeded) => isNeeded ? empty_like(parameter) : null!)];
        var inputGradients = new InputGradients(arguments.AsSpan(0, inputs), needs);
        using (var gradient = grad_output.contiguous())
            chain.Backward(gradient, parameters, values, inputGradients.Memory, inputGradients.FirstColumn, parameterGradients);
        List<Tensor> gradients = [null!, null!, .. inputGradients.Split(), .. parameterGradients];
        Dispose(saved);
        grad_output.Dispose();
        return ReturnedGradients.Keep(gradients);
    }

    private static Tensor Joined(ReadOnlySpan<Tensor> inputs) => inputs is [var single] ? single : cat([.. inputs], 1);

    private static bool RequiresGradient(Tensor? tensor) => tensor is { requires_grad: true };

    private static void Dispose(ReadOnlySpan<Tensor?> tensors)
    {
        foreach (var tensor in tensors)
            tensor?.Dispose();
    }
}
