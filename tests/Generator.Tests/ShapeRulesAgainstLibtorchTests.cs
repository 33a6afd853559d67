using ModelDsl.Generator.Shapes;
using ModelDsl.Generator.Tests.Infrastructure;
using ModelDsl.Generator.Tests.Oracle;
using TorchSharp;
using static TorchSharp.torch;
using ExternalException = System.Runtime.InteropServices.ExternalException;

namespace ModelDsl.Generator.Tests;

/// <summary>Compares the shape rules with libtorch: the same shape, or both refuse.</summary>
/// <remarks><c>MODELDSL_LAYERS=5000 dotnet test tests/Generator.Tests --filter ShapeRulesAgainstLibtorch</c> compares more layers of each kind.</remarks>
[Collection(TensorCollection.Name)]
public class ShapeRulesAgainstLibtorchTests
{
    private static readonly int s_layers = Corpus.Size("MODELDSL_LAYERS", 150);

    /// <summary>A random layer of a kind: its input, its arguments, and its application in libtorch.</summary>
    private sealed record Case(long[] Input, (string Name, object Value)[] Arguments, Func<Tensor, Tensor> Apply)
    {
        public Case(long[] input, (string Name, object Value)[] arguments, Func<nn.Module<Tensor, Tensor>> make) : this(input, arguments, batch => make().call(batch)) { }
    }

    private static readonly Dictionary<string, Func<Random, Case>> s_cases = new()
    {
        ["Linear"] = random => With(Axes(random, 1, 1, 12), input =>
            new Case(input, [("Features", 5L)], () => nn.Linear(input[0], 5))),
        ["Embedding"] = random => With(Axes(random, random.Next(1, 4), 1, 6), input =>
            new Case(input, [("Count", 9L), ("Features", 4L)], batch => nn.Embedding(9, 4).call(batch.to(int64)))),
        ["Conv1d"] = random => Convolution(random, 1, (c, o, k, s, p, d, g) => nn.Conv1d(c, o, k[0], s[0], p[0], d[0], groups: g)),
        ["Conv2d"] = random => Convolution(random, 2, (c, o, k, s, p, d, g) => nn.Conv2d(c, o, Two(k), Two(s), Two(p), Two(d), groups: g)),
        ["Conv3d"] = random => Convolution(random, 3, (c, o, k, s, p, d, g) => nn.Conv3d(c, o, Three(k), Three(s), Three(p), Three(d), groups: g)),
        ["ConvTranspose1d"] = random => Transposed(random, 1),
        ["ConvTranspose2d"] = random => Transposed(random, 2),
        ["ConvTranspose3d"] = random => Transposed(random, 3),
        ["BatchNorm1d"] = random => Over(Axes(random, random.Next(1, 4), 1, 6), input => nn.BatchNorm1d(input[0])),
        ["BatchNorm2d"] = random => Over(Axes(random, random.Next(2, 5), 1, 6), input => nn.BatchNorm2d(input[0])),
        ["BatchNorm3d"] = random => Over(Axes(random, 4, 1, 5), input => nn.BatchNorm3d(input[0])),
        ["InstanceNorm2d"] = random => Over(Axes(random, 3, 2, 6), input => nn.InstanceNorm2d(input[0])),
        ["LayerNorm"] = random => Over(Axes(random, random.Next(1, 4), 1, 6), input => nn.LayerNorm(input)),
        ["GroupNorm"] = random => With((Groups: random.Next(1, 6), Input: Axes(random, 3, 1, 13)), drawn =>
            new Case(drawn.Input, [("Groups", (long)drawn.Groups)], () => nn.GroupNorm(drawn.Groups, drawn.Input[0]))),
        ["Dropout"] = random => Over(Axes(random, random.Next(1, 4), 1, 6), _ => nn.Dropout(0.5)),
        ["Dropout2d"] = random => Over(Axes(random, 3, 1, 6), _ => nn.Dropout2d(0.5)),
        ["MaxPool1d"] = random => Pooling(random, 1, (k, s, p, d, ceil) => nn.MaxPool1d(k[0], s[0], p[0], d[0], ceil)),
        ["MaxPool2d"] = random => Pooling(random, 2, (k, s, p, d, ceil) => nn.MaxPool2d(Two(k), Two(s), Two(p), Two(d), ceil)),
        ["MaxPool3d"] = random => Pooling(random, 3, (k, s, p, d, ceil) => nn.MaxPool3d(Three(k), Three(s), Three(p), Three(d), ceil)),
        ["AvgPool1d"] = random => Pooling(random, 1, (k, s, p, _, ceil) => nn.AvgPool1d(k[0], s[0], p[0], ceil)),
        ["AvgPool2d"] = random => Pooling(random, 2, (k, s, p, _, ceil) => nn.AvgPool2d(Two(k), Two(s), Two(p), ceil)),
        ["AvgPool3d"] = random => Pooling(random, 3, (k, s, p, _, ceil) => nn.AvgPool3d(Three(k), Three(s), Three(p), ceil)),
        ["AdaptiveAvgPool1d"] = random => With(Axes(random, 1, 1, 6), output =>
            new Case(Axes(random, 2, 1, 9), [("Output", output)], () => nn.AdaptiveAvgPool1d(output[0]))),
        ["AdaptiveAvgPool3d"] = random => With(Axes(random, 3, 1, 4), output =>
            new Case(Axes(random, 4, 1, 6), [("Output", output)], () => nn.AdaptiveAvgPool3d(Three(output)))),
        ["AdaptiveAvgPool2d"] = random => With(Axes(random, 2, 1, 6), output =>
            new Case(Axes(random, 3, 1, 9), [("Output", output)], () => nn.AdaptiveAvgPool2d(Two(output)))),
        ["Upsample"] = random => With((Axes: random.Next(1, 4), Mode: (UpsampleMode)random.Next(0, 5)), drawn => With(Axes(random, drawn.Axes, 1, 4), scale =>
            new Case(Axes(random, drawn.Axes + 1, 1, 5), [("Scale", scale), ("Mode", $"{drawn.Mode}")],
                () => nn.Upsample(scale_factor: [.. scale.Select(factor => (double)factor)], mode: drawn.Mode)))),
        ["PixelShuffle"] = random => With(random.Next(1, 4), factor =>
            new Case([.. Axes(random, 1, 1, 20), .. Axes(random, 2, 1, 5)], [("Factor", (long)factor)], () => nn.PixelShuffle(factor))),
        ["ZeroPad2d"] = random => With(Axes(random, 4, 0, 6), padding =>
            new Case(Axes(random, 3, 1, 9), [("Padding", padding)], () => nn.ZeroPad2d((padding[0], padding[1], padding[2], padding[3])))),
        ["ReflectionPad2d"] = random => With(Axes(random, 4, 0, 6), padding =>
            new Case(Axes(random, 3, 1, 9), [("Padding", padding)], () => nn.ReflectionPad2d((padding[0], padding[1], padding[2], padding[3])))),
        ["CenterCrop"] = random => With(Axes(random, random.Next(1, 4), 1, 8), lengths =>
            new Case(Axes(random, lengths.Length + 1, 4, 9), [("Lengths", lengths)], batch => lengths.Index().Aggregate(batch, (x, axis) =>
                x.narrow(axis.Index + 2, (long)Math.Floor((x.shape[axis.Index + 2] - axis.Item) / 2.0), axis.Item)))),
        ["Permute"] = random => With(Axes(random, random.Next(1, 4), 0, 3), axes =>
            new Case(Axes(random, axes.Length, 1, 6), [("Axes", axes)], batch => batch.permute([0, .. axes.Select(axis => axis + 1)]))),
        ["Flatten"] = random => Over(Axes(random, random.Next(1, 5), 1, 6), _ => nn.Flatten()),
        ["Softmax"] = random => OverAxis(random, axis => nn.Softmax(axis)),
        ["LogSoftmax"] = random => OverAxis(random, axis => nn.LogSoftmax(axis)),
    };

    public static TheoryData<string> Kinds => [.. s_cases.Keys];

    [Theory, MemberData(nameof(Kinds))]
    public void A_rule_and_libtorch_agree(string kind)
    {
        var random = new Random(1);
        var (accepted, refused) = (0, 0);
        for (var i = 0; i < s_layers; i++)
        {
            var @case = s_cases[kind](random);
            var layer = new Layer(kind, new(@case.Arguments.Select(Declare)));
            var expected = Run(@case.Input, @case.Apply);
            var actual = Check(@case.Input, layer);
            Assert.True(
                expected is null ? actual is null : actual?.SequenceEqual(expected) == true,
                $"{layer} on [{string.Join(", ", @case.Input)}]: libtorch [{Text(expected)}], rule [{Text(actual)}]");
            _ = expected is null ? refused++ : accepted++;
        }

        // The samples include accepted inputs and, if arguments can be invalid, refused ones.
        Assert.InRange(accepted, s_layers / 20, s_layers);
        if (kind.StartsWith("Conv", StringComparison.Ordinal) || kind is "MaxPool1d" or "AvgPool1d" || kind is "MaxPool2d" or "AvgPool2d" or "MaxPool3d" or "AvgPool3d" or "ReflectionPad2d" or "PixelShuffle" or "GroupNorm" or "Upsample" or "CenterCrop" or "Permute")
            Assert.InRange(refused, s_layers / 20, s_layers);

        static string Text(long[]? shape) => shape is null ? "refuses" : string.Join(", ", shape);
    }

    /// <summary>Each layer of the catalogue is covered: those without a row above are elementwise, join tensors or run stages.</summary>
    [Fact]
    public void Every_layer_with_a_shape_rule_is_compared()
    {
        string[] elsewhere = ["Gaussian", "Tied", "Unflatten", "Reshape", "Concat", "Add", "Multiply", "Call", "Use", "Module"];
        Assert.Equal([], LayerCatalogue.Kinds.Where(kind => !kind.IsElementwise).Select(kind => kind.Name).Except(s_cases.Keys).Except(elsewhere));
    }

    private static Case Convolution(Random random, int axes, Func<long, long, long[], long[], long[], long[], long, nn.Module<Tensor, Tensor>> make)
    {
        var input = (long[])[random.Next(1, 5), .. Axes(random, axes, 1, 10)];
        var (channels, groups) = (random.Next(1, 5), random.Next(1, 5) == 4 ? 2 : 1);
        var (kernel, stride, padding, dilation) = (Axes(random, axes, 1, 6), Axes(random, axes, 1, 5), Axes(random, axes, 0, 4), Axes(random, axes, 1, 4));
        return new(input,
            [("Channels", (long)channels), ("Kernel", kernel), ("Stride", stride), ("Padding", padding), ("Dilation", dilation), ("Groups", (long)groups)],
            () => make(input[0], channels, kernel, stride, padding, dilation, groups));
    }

    private static Case Transposed(Random random, int axes)
    {
        var input = (long[])[2, .. Axes(random, axes, 1, 8)];
        var (kernel, stride, padding) = (Axes(random, axes, 1, 5), Axes(random, axes, 1, 4), Axes(random, axes, 0, 3));
        var (outputPadding, dilation) = (Axes(random, axes, 0, 2), Axes(random, axes, 1, 3));
        (string, object)[] arguments =
            [("Channels", 2L), ("Kernel", kernel), ("Stride", stride), ("Padding", padding), ("OutputPadding", outputPadding), ("Dilation", dilation)];
        var layer = new Layer($"ConvTranspose{axes}d", new(arguments.Select(Declare)));
        return new(input, arguments, batch => TransposedConvolution.Run(axes, 2, batch, new(layer, new(new Dictionary<string, long>()))).Output);
    }

    private static Case Pooling(Random random, int axes, Func<long[], long[], long[], long[], bool, nn.Module<Tensor, Tensor>> make)
    {
        var (kernel, stride, padding, ceil) = (Axes(random, axes, 1, 6), Axes(random, axes, 1, 5), Axes(random, axes, 0, 4), random.Next(2) == 0);
        var dilation = Enumerable.Repeat(1L, axes).ToArray();
        return new([2, .. Axes(random, axes, 1, 10)],
            [("Kernel", kernel), ("Stride", stride), ("Padding", padding), ("CeilMode", ceil)],
            () => make(kernel, stride, padding, dilation, ceil));
    }

    private static Case Over(long[] input, Func<long[], nn.Module<Tensor, Tensor>> make) => new(input, [], () => make(input));

    private static Case OverAxis(Random random, Func<long, nn.Module<Tensor, Tensor>> make)
    {
        var axis = random.Next(0, 4);
        return new(Axes(random, random.Next(1, 5), 1, 6), [("Axis", (long)axis)], () => make(axis + 1));
    }

    private static Case With<T>(T drawn, Func<T, Case> make) => make(drawn);

    private static long[] Axes(Random random, int count, int from, int to) => [.. Enumerable.Range(0, count).Select(_ => (long)random.Next(from, to))];

    private static (long, long) Two(long[] values) => (values[0], values[1]);

    private static (long, long, long) Three(long[] values) => (values[0], values[1], values[2]);

    private static Argument Declare((string Name, object Value) argument) => argument.Value is long[] values
        ? values.Length == 1 && argument.Name is not ("Lengths" or "Axes") ? Argument.Of(argument.Name, values[0]) : Argument.OfMany(argument.Name, [.. values.Cast<object?>()])
        : Argument.Of(argument.Name, argument.Value);

    private static long[]? Run(long[] input, Func<Tensor, Tensor> apply)
    {
        using var scope = NewDisposeScope();
        try
        {
            // Without gradients, max_pool1d returns an empty tensor where others throw, and so does a transposed convolution without output.
            var shape = apply(zeros([2, .. input])).shape[1..];
            return shape.Contains(0) ? null : shape;
        }
        catch (Exception error) when (error is ExternalException or ArgumentException or RefusalException)
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
