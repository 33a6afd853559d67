using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Layers;

/// <summary>
/// A two-dimensional transposed convolution with values of their own for each axis, which the oldest supported TorchSharp
/// lacks; made by generated code.
/// </summary>
public sealed class ConvTranspose2d : nn.Module<Tensor, Tensor>
{
    private readonly Parameter? _bias;
    private readonly long[] _stride;
    private readonly long[] _padding;
    private readonly long[] _outputPadding;
    private readonly long[] _dilation;
    private readonly long _groups;

    /// <summary>Makes the layer.</summary>
    /// <param name="inputs">The input's channels.</param>
    /// <param name="outputs">The output's channels.</param>
    /// <param name="kernel">The kernel's size.</param>
    /// <param name="stride">The stride; 1 where it is null.</param>
    /// <param name="padding">What is removed on both sides; 0 where it is null.</param>
    /// <param name="outputPadding">What is added at the end; 0 where it is null.</param>
    /// <param name="dilation">The distance between kernel points; 1 where it is null.</param>
    /// <param name="groups">The number of groups of channels.</param>
    /// <param name="bias">Whether a bias is learned.</param>
    /// <param name="device">Where the weights are; the CPU where it is null.</param>
    /// <param name="dtype">The weights' type; 32-bit floating point where it is null.</param>
    public ConvTranspose2d(
        long inputs, long outputs, (long, long) kernel, (long, long)? stride = null, (long, long)? padding = null, (long, long)? outputPadding = null,
        (long, long)? dilation = null, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) : base(nameof(ConvTranspose2d))
    {
        (_stride, _padding, _outputPadding, _dilation) = (Axes(stride, 1), Axes(padding, 0), Axes(outputPadding, 0), Axes(dilation, 1));
        _groups = groups;
        weight = Convolution.Weight([inputs, outputs / groups, .. Axes(kernel, 1)], device, dtype);
        register_parameter("weight", weight);
        if (bias)
            register_parameter("bias", _bias = Convolution.Bias(outputs, weight));
    }

    /// <summary>The kernels, <c>[inputs, outputs / groups, kernel…]</c>.</summary>
    public Parameter weight { get; }

    /// <summary>The bias, <c>[outputs]</c>; null where none is learned.</summary>
    public Parameter? bias => _bias;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) =>
        nn.functional.conv_transpose2d(input, weight, _bias, _stride, _padding, _outputPadding, _dilation, _groups);

    /// <summary>Nothing: the constructor has registered everything, without reflection.</summary>
    protected override void RegisterComponents() { }

    private static long[] Axes((long, long)? axes, long otherwise) =>
        axes is { } values ? [values.Item1, values.Item2] : [otherwise, otherwise];
}
