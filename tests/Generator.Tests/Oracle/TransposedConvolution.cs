using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Generator.Tests.Oracle;

/// <summary>Transposed convolutions, without two defects of TorchSharp and libtorch: see <see cref="Apply"/> and <see cref="CheckOutput"/>.</summary>
internal static class TransposedConvolution
{
    /// <summary>The layer of a declaration.</summary>
    public static Run Run(int axes, long channels, Tensor input, Arguments arguments)
    {
        var (outputs, groups, bias) = (arguments.Number("Channels"), arguments.Number("Groups", 1), arguments.Flag("Bias", true));
        var (kernel, stride, padding) = (arguments.Axes("Kernel", axes), arguments.Axes("Stride", axes, 1), arguments.Axes("Padding", axes, 0));
        var (outputPadding, dilation) = (arguments.Axes("OutputPadding", axes, 0), arguments.Axes("Dilation", axes, 1));
        if (arguments.Has("Output"))
        {
            outputPadding = outputPadding.Any(value => value != 0) ? throw new RefusalException("Two output paddings.")
                : Reaching(arguments.Axes("Output", axes), input, [.. kernel], stride, padding, dilation);
        }

        CheckOutput(input.shape[^axes..], kernel, stride, padding, outputPadding, dilation);
        nn.Module<Tensor, Tensor> module = axes switch
        {
            1 => nn.ConvTranspose1d(channels, outputs, kernel[0], stride[0], padding[0], outputPadding[0], dilation[0], groups: groups, bias: bias),
            2 => nn.ConvTranspose2d(channels, outputs, Two(kernel), Two(stride), Two(padding), Two(outputPadding), Two(dilation), groups: groups, bias: bias),
            _ => nn.ConvTranspose3d(channels, outputs, Three(kernel), Three(stride), Three(padding), Three(outputPadding), Three(dilation), groups: groups, bias: bias),
        };
        return arguments.Flag("SpectralNorm")
            ? LibtorchLayers.With(module, input, arguments)
            : new(Apply(module, input, stride, padding, outputPadding, dilation, groups), ("", module));
    }

    /// <summary>The output paddings with which libtorch returns a size. Each one is tried.</summary>
    private static long[] Reaching(long[] output, Tensor input, long[] kernel, long[] stride, long[] padding, long[] dilation)
    {
        return [.. output.Select(Reaching)];

        long Reaching(long length, int axis)
        {
            for (var outputPadding = 0L; outputPadding < Math.Max(stride[axis], dilation[axis]); outputPadding++)
            {
                long[] line = [input.shape[input.dim() - output.Length + axis]];
                if (IsShorter(1, line, [kernel[axis]], [stride[axis]], [padding[axis]], [outputPadding], [dilation[axis]]))
                    continue;
                var result = nn.functional.conv_transpose1d(
                    zeros(1, 1, line[0]), zeros(1, 1, kernel[axis]), null, stride[axis], padding[axis], outputPadding, dilation[axis]);
                if (result.shape[2] == length)
                    return outputPadding;
            }

            throw new RefusalException($"A length of {length} is not possible.");
        }
    }

    /// <summary>Calls the module, or the function if the output paddings differ: TorchSharp 0.107's module applies the first one to all axes.</summary>
    public static Tensor Apply(nn.Module<Tensor, Tensor> module, Tensor input, long[] stride, long[] padding, long[] outputPadding, long[] dilation, long groups)
    {
        var (weight, bias) = (module.get_parameter("weight")!, module.get_parameter("bias"));
        return outputPadding.Distinct().Count() == 1 ? module.call(input)
            : outputPadding.Length == 2 ? nn.functional.conv_transpose2d(input, weight, bias, stride, padding, outputPadding, dilation, groups)
            : nn.functional.conv_transpose3d(input, weight, bias, stride, padding, outputPadding, dilation, groups);
    }

    /// <summary>Refuses a negative output length, for which libtorch 2.10 terminates the process instead of throwing.</summary>
    public static void CheckOutput(long[] input, long[] kernel, long[] stride, long[] padding, long[] outputPadding, long[] dilation)
    {
        if (IsShorter(0, input, kernel, stride, padding, outputPadding, dilation))
            throw new RefusalException("The padding exceeds the output.");
    }

    private static bool IsShorter(long length, long[] input, long[] kernel, long[] stride, long[] padding, long[] outputPadding, long[] dilation) =>
        Enumerable.Range(0, input.Length).Any(axis =>
            (input[axis] - 1) * stride[axis] - 2 * padding[axis] + dilation[axis] * (kernel[axis] - 1) + outputPadding[axis] + 1 < length);

    private static (long, long) Two(long[] values) => (values[0], values[1]);

    private static (long, long, long) Three(long[] values) => (values[0], values[1], values[2]);
}
