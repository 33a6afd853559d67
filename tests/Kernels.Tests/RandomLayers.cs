using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Kernels.Tests;

/// <summary>Draws layers that the kernels support, of all kinds and with all settings.</summary>
internal sealed class RandomLayers(int seed)
{
    private readonly Random _random = new(seed);

    public LayerCase Next()
    {
        var slope = _random.Next(3) switch { 0 => 1.0, 1 => 0, _ => 0.2 };
        var threads = _random.Next(1, 4);
        var kernels = KernelSet.Supported[_random.Next(KernelSet.Supported.Count)];
        var batch = _random.Next(8, 70);
        if (_random.Next(4) == 0)
        {
            var (inputs, outputs) = (_random.Next(1, 150), _random.Next(1, 150));
            return new(nn.Linear(inputs, outputs, hasBias: _random.Next(4) > 0), [batch, inputs], slope, threads, kernels);
        }

        while (Convolution() is var (layer, input))
        {
            if (input is not null)
                return new(layer, [batch, layer.in_channels, .. input], slope, threads, kernels);
            layer.Dispose();
        }

        throw new InvalidOperationException();
    }

    /// <summary>A convolution with the grid of its input; null if libtorch would refuse it.</summary>
    private (Convolution Layer, long[]? Input) Convolution()
    {
        var groups = _random.Next(4) == 0 ? _random.Next(2, 4) : 1;
        long inputs = groups * _random.Next(1, 11), outputs = groups * _random.Next(1, 13);
        var bias = _random.Next(4) > 0;
        long[] length = [_random.Next(1, 13), _random.Next(1, 13)], kernel = [_random.Next(1, 6), _random.Next(1, 6)], stride = [_random.Next(1, 4), _random.Next(1, 4)];
        long[] dilation = [_random.Next(3) == 0 ? 2 : 1, _random.Next(3) == 0 ? 2 : 1];
        long[] padding = [_random.NextInt64(dilation[0] * kernel[0]), _random.NextInt64(dilation[1] * kernel[1])];
        // TorchSharp's transposed convolutions use the output padding of the first axis for both.
        var extra = _random.NextInt64(Math.Min(Math.Max(stride[0], dilation[0]), Math.Max(stride[1], dilation[1])));
        var (isTransposed, isPlane) = (_random.Next(2) == 0, _random.Next(4) > 0);
        Convolution layer = (isTransposed, isPlane) switch
        {
            (false, false) => nn.Conv1d(inputs, outputs, kernel[0], stride[0], padding[0], dilation[0], groups: groups, bias: bias),
            (false, true) => nn.Conv2d(inputs, outputs, (kernel[0], kernel[1]), (stride[0], stride[1]), (padding[0], padding[1]), (dilation[0], dilation[1]), groups: groups, bias: bias),
            (true, false) => nn.ConvTranspose1d(inputs, outputs, kernel[0], stride[0], padding[0], extra, dilation[0], groups: groups, bias: bias),
            (true, true) => nn.ConvTranspose2d(inputs, outputs, (kernel[0], kernel[1]), (stride[0], stride[1]), (padding[0], padding[1]), (extra, extra), (dilation[0], dilation[1]), groups: groups, bias: bias),
        };
        var axes = isPlane ? 2 : 1;
        var isPossible = Enumerable.Range(0, axes).All(axis => isTransposed
            ? (length[axis] - 1) * stride[axis] - 2 * padding[axis] + dilation[axis] * (kernel[axis] - 1) + extra + 1 > 0
            : length[axis] + 2 * padding[axis] >= dilation[axis] * (kernel[axis] - 1) + 1);
        return (layer, isPossible ? length[..axes] : null);
    }
}
