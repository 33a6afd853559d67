using System.ComponentModel;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Layers;

/// <summary>The transpose of a convolution, with that layer's weight; made by generated code.</summary>
/// <remarks>The weight is registered where it belongs and nowhere else, so that files and optimizers have it once.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TransposedConv2d : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d _source;
    private readonly Parameter? _bias;
    private readonly long[] _stride;
    private readonly long[] _padding;
    private readonly long[] _outputPadding;
    private readonly long[] _dilation;

    /// <summary>Makes the layer.</summary>
    /// <param name="source">The layer whose weight it uses.</param>
    /// <param name="stride">That layer's stride.</param>
    /// <param name="padding">That layer's padding.</param>
    /// <param name="outputPadding">What is added at the end.</param>
    /// <param name="dilation">That layer's dilation.</param>
    /// <param name="bias">Whether a bias of its own is learned.</param>
    /// <param name="device">Where the bias is; the CPU where it is null.</param>
    /// <param name="dtype">The bias's type; 32-bit floating point where it is null.</param>
    public TransposedConv2d(
        Conv2d source, (long, long) stride, (long, long) padding, (long, long) outputPadding, (long, long) dilation,
        bool bias = true, Device? device = null, ScalarType? dtype = null) : base(nameof(TransposedConv2d))
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        (_stride, _padding, _outputPadding, _dilation) = (Axes(stride), Axes(padding), Axes(outputPadding), Axes(dilation));
        if (bias)
            register_parameter("bias", _bias = OwnParameter.Of(zeros(source.weight.shape[1], device: device, dtype: dtype ?? ScalarType.Float32)));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) =>
        nn.functional.conv_transpose2d(input, _source.weight, _bias, _stride, _padding, _outputPadding, _dilation);

    /// <summary>Nothing: the constructor has registered everything, without reflection.</summary>
    protected override void RegisterComponents() { }

    private static long[] Axes((long, long) values) => [values.Item1, values.Item2];
}
