using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Kernels;

/// <summary>Reads the settings of TorchSharp's convolutions. A one-dimensional convolution is treated as a plane of height 1.</summary>
internal static class ConvolutionCalls
{
    // The floats of a block's planes, 64 MB. Larger planes do not fit into the caches, so libtorch computes them.
    private const long MaxPlanes = 1 << 24;

    /// <summary>Returns the call of a layer; null if the kernels do not support its settings or libtorch would refuse the input.</summary>
    public static ConvolutionCall? Find(Convolution layer, long[] input, float slope)
    {
        // TorchSharp 0.107's transposed convolutions use the output padding of the first axis for all axes.
        if (layer.output_padding.Distinct().Count() > 1)
            return null;
        if (layer.kernel_size.Length > 2 || input.Length != layer.kernel_size.Length + 2 || input[1] != layer.in_channels)
            return null;
        if (layer.padding_mode != PaddingModes.Zeros || Padding(layer) is not { } padding)
            return null;
        var isPlane = layer.kernel_size.Length == 2;
        var (height, width) = (isPlane ? Axis(layer, padding, input, 0) : new ConvolutionAxis(1, 1, 1, 1, 0, 1), Axis(layer, padding, input, isPlane ? 1 : 0));
        if (height is not { Large: > 0, Small: > 0 } || width is not { Large: > 0, Small: > 0 })
            return null;

        var (channels, outputs) = ((int)layer.in_channels, (int)layer.out_channels);
        var shape = layer.transposed
            ? new ConvolutionShape(outputs, channels, (int)layer.groups, height, width)
            : new ConvolutionShape(channels, outputs, (int)layer.groups, height, width);
        if (shape.PaddedLength > MaxPlanes || shape.Weights > MaxPlanes || shape.Weights != layer.weight.NumberOfElements)
            return null;
        if (layer.bias is { } bias && bias.NumberOfElements != outputs)
            return null;
        var (lastHeight, lastWidth) = layer.transposed ? (height.Large, width.Large) : (height.Small, width.Small);
        return new(ConvolutionGeometry.Of(shape), layer.transposed, slope,
            isPlane ? [input[0], outputs, lastHeight, lastWidth] : [input[0], outputs, lastWidth], Function(layer, padding));
    }

    /// <summary>The zeros on each side of the axes; null if the two sides of an axis differ.</summary>
    private static long[]? Padding(Convolution layer)
    {
        if (layer.padding_type is null)
            return layer.padding;
        if (layer.padding_type == TorchSharp.Padding.Valid)
            return new long[layer.kernel_size.Length];
        var totals = layer.kernel_size.Zip(layer.dilation, (kernel, dilation) => dilation * (kernel - 1)).ToArray();
        return totals.All(total => total % 2 == 0) ? [.. totals.Select(total => total / 2)] : null;
    }

    private static ConvolutionAxis Axis(Convolution layer, long[] padding, long[] input, int axis)
    {
        var (length, kernel, stride, dilation) = (input[axis + 2], layer.kernel_size[axis], layer.stride[axis], layer.dilation[axis]);
        var reach = dilation * (kernel - 1) + 1;
        var other = layer.transposed
            ? (length - 1) * stride - 2 * padding[axis] + reach + layer.output_padding[axis]
            : length + 2 * padding[axis] < reach ? 0 : (length + 2 * padding[axis] - reach) / stride + 1;
        var (large, small) = layer.transposed ? (other, length) : (length, other);
        return new((int)large, (int)small, (int)kernel, (int)stride, (int)padding[axis], (int)dilation);
    }

    private static Func<Tensor, Tensor, Tensor?, Tensor> Function(Convolution layer, long[] padding)
    {
        var (stride, dilation, outputPadding, groups) = (layer.stride, layer.dilation, layer.output_padding, layer.groups);
        return (layer.transposed, layer.kernel_size.Length) switch
        {
            (false, 1) => (input, weight, bias) => nn.functional.conv1d(input, weight, bias, stride[0], padding[0], dilation[0], groups),
            (false, _) => (input, weight, bias) => nn.functional.conv2d(input, weight, bias, stride, padding, dilation, groups),
            (true, 1) => (input, weight, bias) => nn.functional.conv_transpose1d(input, weight, bias, stride[0], padding[0], outputPadding[0], dilation[0], groups),
            (true, _) => (input, weight, bias) => nn.functional.conv_transpose2d(input, weight, bias, stride, padding, outputPadding, dilation, groups),
        };
    }
}
