using ModelDsl.Generator.Shapes;
using TorchSharp;
using static TorchSharp.torch;
using ExternalException = System.Runtime.InteropServices.ExternalException;

namespace ModelDsl.Generator.Tests;

/// <summary>The shape rules against the library that will run the layers: the same shape, or both refuse.</summary>
public class ShapeRulesAgainstLibtorchTests
{
    private const int Layers = 1000;

    [Fact]
    public void Convolutions_agree()
    {
        var random = new Random(1);
        var refused = 0;
        for (var i = 0; i < Layers; i++)
        {
            var (channels, height, width) = (random.Next(1, 4), random.Next(1, 12), random.Next(1, 12));
            var (kernel, stride, padding, dilation) = (Pair(1, 6), Pair(1, 5), Pair(0, 4), Pair(1, 4));

            refused += Compare([channels, height, width],
                Declare("Conv2d", ("Channels", [2]), ("Kernel", kernel), ("Stride", stride), ("Padding", padding), ("Dilation", dilation)),
                () => nn.Conv2d(channels, 2, Both(kernel), Both(stride), Both(padding), Both(dilation)));
        }

        Assert.InRange(refused, Layers / 20, Layers / 2);

        long[] Pair(int from, int to) => [random.Next(from, to), random.Next(from, to)];

        static (long, long) Both(long[] pair) => (pair[0], pair[1]);
    }

    [Fact]
    public void Transposed_convolutions_agree()
    {
        var random = new Random(2);
        var refused = 0;
        for (var i = 0; i < Layers; i++)
        {
            var (channels, height, width) = (random.Next(1, 4), random.Next(1, 12), random.Next(1, 12));
            var (kernel, stride, padding, outputPadding, dilation) =
                (random.Next(1, 6), random.Next(1, 5), random.Next(0, 4), random.Next(0, 4), random.Next(1, 4));

            refused += Compare([channels, height, width],
                Declare("ConvTranspose2d", ("Channels", [2]), ("Kernel", [kernel]), ("Stride", [stride]), ("Padding", [padding]),
                    ("OutputPadding", [outputPadding]), ("Dilation", [dilation])),
                () => nn.ConvTranspose2d(channels, 2, kernel, stride, padding, outputPadding, dilation));
        }

        Assert.InRange(refused, Layers / 20, Layers * 2 / 3);
    }

    private static Layer Declare(string kind, params (string Name, long[] Values)[] arguments) => new(kind, new(
        [.. arguments.Select(argument => argument.Values.Length == 1
            ? Argument.Of(argument.Name, argument.Values[0])
            : Argument.OfMany(argument.Name, [.. argument.Values.Cast<object?>()]))]));

    /// <summary>Gives 1 where both refuse.</summary>
    private static int Compare(long[] input, Layer layer, Func<nn.Module<Tensor, Tensor>> make)
    {
        var expected = Run(input, make);
        var actual = Check(input, layer);
        Assert.True(
            expected is null ? actual is null : actual?.SequenceEqual(expected) == true,
            $"{layer} on [{string.Join(", ", input)}]: libtorch [{Text(expected)}], rule [{Text(actual)}]");
        return expected is null ? 1 : 0;

        static string Text(long[]? shape) => shape is null ? "refuses" : string.Join(", ", shape);
    }

    private static long[]? Run(long[] input, Func<nn.Module<Tensor, Tensor>> make)
    {
        using var scope = NewDisposeScope();
        try
        {
            using var module = make();
            var shape = module.call(zeros([1, .. input])).shape[1..];
            // A transposed convolution that leaves no pixel: 1.13 refuses it, and 2.6 gives the empty image.
            return shape.Contains(0) ? null : shape;
        }
        catch (ExternalException)
        {
            return null;
        }
    }

    private static long[]? Check(long[] input, Layer layer)
    {
        var shape = Argument.OfMany("Axes", [.. input.Cast<object?>()]);
        var stage = new Shapes.Stage("Stage", StageForm.Tensor, new([new Parameter("x", shape)]), new([layer]), null);
        var model = new Architecture("Model", null, default, default, null, default, new([stage]));
        return ModelChecker.Check(model).Stages[0]?.Output.Axes.Select(axis => axis.Constant!.Value).ToArray();
    }
}
