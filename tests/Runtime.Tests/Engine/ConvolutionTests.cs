using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Runtime.Tests.Engine;

/// <summary>Compares convolutions in 32 bits, which oneDNN computes, with 64 bits, which libtorch computes itself.</summary>
/// <remarks>On some machines oneDNN read memory that it had not written. Freed memory therefore contains NaN here, as it does after many other operations.</remarks>
public sealed class ConvolutionTests
{
    /// <summary>Includes numbers of channels that are not multiples of the vector length, with which oneDNN was wrong.</summary>
    [Theory]
    [InlineData(1, 3, 3, 1)]
    [InlineData(16, 8, 3, 1)]
    [InlineData(16, 20, 3, 1)]
    [InlineData(3, 12, 5, 2)]
    [InlineData(1, 32, 3, 2)]
    [InlineData(8, 3, 3, 1)]
    [InlineData(10, 8, 4, 2)]
    [InlineData(13, 29, 2, 1)]
    [InlineData(23, 7, 3, 1)]
    [InlineData(30, 14, 4, 2)]
    public void Outputs_and_gradients_agree(long inputs, long outputs, long kernel, long stride)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var images = randn([4, inputs, 14, 14], dtype: ScalarType.Float64);
        var weights = randn([outputs, inputs, kernel, kernel], dtype: ScalarType.Float64);

        Assert.All(Compute(ScalarType.Float32).Zip(Compute(ScalarType.Float64)), pair => Assert.InRange(Difference(pair.First, pair.Second), 0, 1e-5));

        // A convolution, and the transposed convolution of its output.
        Tensor[] Compute(ScalarType type)
        {
            var (x, w) = (images.to(type).requires_grad_(true), weights.to(type).requires_grad_(true));
            FillFreedMemory();
            var y = nn.functional.conv2d(x, w, strides: [stride, stride], padding: [kernel / 2, kernel / 2]);
            FillFreedMemory();
            var back = nn.functional.conv_transpose2d(y, w, strides: [stride, stride], padding: [kernel / 2, kernel / 2]);
            FillFreedMemory();
            return [y, back, .. autograd.grad([back.square().sum()], [x, w])];
        }
    }

    /// <summary>Writes NaN to blocks of all sizes that these convolutions allocate, and frees them.</summary>
    private static void FillFreedMemory()
    {
        using var scope = NewDisposeScope();
        for (var kilobytes = 1; kilobytes <= 256; kilobytes += kilobytes < 64 ? 1 : 16)
        {
            for (var block = 0; block < 4; block++)
                full([(kilobytes * 256) - (16 * block)], float.NaN);
        }
    }

    /// <summary>The largest difference, relative to the largest value.</summary>
    private static double Difference(Tensor actual, Tensor expected) =>
        (actual.to(ScalarType.Float64) - expected).abs().max().ToDouble() / expected.abs().max().ToDouble();
}
