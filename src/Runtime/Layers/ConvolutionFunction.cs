using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ModelDsl.Layers;

/// <summary>A layer as a function of its input and its weights.</summary>
internal delegate Tensor WeightedFunction(Tensor input, Tensor weight, Tensor? bias);

/// <summary>Convolutions with weights that the caller computes.</summary>
internal static class ConvolutionFunction
{
    /// <summary>The function of a convolution or a transposed one.</summary>
    public static WeightedFunction Of(Convolution layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return layer.transposed ? Transposed(layer) : Padded(layer);
    }

    private static WeightedFunction Transposed(Convolution layer)
    {
        var (stride, padding, outputPadding, dilation, groups) = (layer.stride, layer.padding!, layer.output_padding, layer.dilation, layer.groups);
        return stride.Length switch
        {
            1 => (input, weight, bias) => F.conv_transpose1d(input, weight, bias, stride[0], padding[0], outputPadding[0], dilation[0], groups),
            2 => (input, weight, bias) => F.conv_transpose2d(input, weight, bias, stride, padding, outputPadding, dilation, groups),
            _ => (input, weight, bias) => F.conv_transpose3d(input, weight, bias, stride, padding, outputPadding, dilation, groups),
        };
    }

    /// <summary>The convolution; unless it pads both sides of an axis with equally many zeros, its input is padded first.</summary>
    private static WeightedFunction Padded(Convolution layer)
    {
        var edges = layer.kernel_size.Select((kernel, axis) => layer.padding_type == Padding.Same
            ? Same(layer.dilation[axis] * (kernel - 1))
            : (Before: layer.padding![axis], After: layer.padding![axis])).ToArray();
        if (layer.padding_mode == PaddingModes.Zeros && edges.All(edge => edge.Before == edge.After))
            return Plain(layer, [.. edges.Select(edge => edge.Before)]);

        var (plain, mode) = (Plain(layer, new long[edges.Length]), layer.padding_mode == PaddingModes.Zeros ? PaddingModes.Constant : layer.padding_mode);
        long[] sides = [.. edges.Reverse().SelectMany(edge => new[] { edge.Before, edge.After })];
        return (input, weight, bias) =>
        {
            using var padded = F.pad(input, sides, mode);
            return plain(padded, weight, bias);
        };

        static (long Before, long After) Same(long total) => (total / 2, total - total / 2);
    }

    private static WeightedFunction Plain(Convolution layer, long[] padding)
    {
        var (stride, dilation, groups) = (layer.stride, layer.dilation, layer.groups);
        return padding.Length switch
        {
            1 => (input, weight, bias) => F.conv1d(input, weight, bias, stride[0], padding[0], dilation[0], groups),
            2 => (input, weight, bias) => F.conv2d(input, weight, bias, stride, padding, dilation, groups),
            _ => (input, weight, bias) => F.conv3d(input, weight, bias, stride, padding, dilation, groups),
        };
    }
}
