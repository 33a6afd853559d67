using System.ComponentModel;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Layers;

/// <summary>The transpose of a convolution, with that layer's weight; created by generated code.</summary>
/// <remarks>Only the source registers the weight: files and optimizers contain it once.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TransposedConv2d : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d _source;
    private readonly long[] _stride;
    private readonly long[] _padding;
    private readonly long[] _outputPadding;
    private readonly long[] _dilation;
    private readonly long _groups;

    /// <summary>Creates the layer.</summary>
    /// <param name="source">The layer with the weight.</param>
    /// <param name="stride">The stride of the source.</param>
    /// <param name="padding">The padding of the source.</param>
    /// <param name="outputPadding">The size added at the end.</param>
    /// <param name="dilation">The dilation of the source.</param>
    /// <param name="groups">The number of channel groups of the source.</param>
    /// <param name="bias">True to learn a bias.</param>
    /// <param name="device">The device of the bias; null for the CPU.</param>
    /// <param name="dtype">The type of the bias; null for 32-bit floating point.</param>
    public TransposedConv2d(
        Conv2d source, (long, long) stride, (long, long) padding, (long, long) outputPadding, (long, long) dilation,
        long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) : base(nameof(TransposedConv2d))
    {
        ArgumentNullException.ThrowIfNull(source);
        (_source, _groups) = (source, groups);
        (_stride, _padding, _outputPadding, _dilation) = (Axes(stride), Axes(padding), Axes(outputPadding), Axes(dilation));
        if (bias)
            register_parameter("bias", LayerParameter.Of(zeros(source.weight.shape[1] * groups, device: device, dtype: dtype ?? ScalarType.Float32)));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) =>
        nn.functional.conv_transpose2d(input, _source.weight, get_parameter("bias"), _stride, _padding, _outputPadding, _dilation, _groups);

    /// <summary>Does nothing: the constructor registers all components without reflection.</summary>
    protected override void RegisterComponents() { }

    private static long[] Axes((long, long) values) => [values.Item1, values.Item2];
}
