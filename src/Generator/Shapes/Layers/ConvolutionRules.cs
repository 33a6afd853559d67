namespace ModelDsl.Generator.Shapes.Layers;

/// <summary>Convolutions over height and width, and their transposes.</summary>
internal static class ConvolutionRules
{
    private static readonly string[] s_axes = ["height", "width"];

    /// <summary>⌊(h + 2·Padding − Dilation·(Kernel − 1) − 1) / Stride⌋ + 1 on each axis.</summary>
    public static RuleResult Output(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        if (layer.Input.Rank != 3)
            return NeedsThreeAxes(layer, before);

        var output = new List<SizeExpression> { layer.Size("Channels") };
        for (var axis = 0; axis < 2; axis++)
        {
            var input = layer.Input[axis + 1];
            var (stride, padding, extent) = (layer.Pair("Stride")[axis], layer.Pair("Padding")[axis], Extent(layer, axis));

            // One less than the number of places where the kernel fits, before strides.
            var room = input + (2 * padding - extent);
            if (room.Constant is < 0)
                return DoesNotFit(layer, axis, input.Constant!.Value, padding, extent);
            if (room.Constant is { } places)
                output.Add(places / stride + 1);
            else if (stride == 1 && room.IsAtLeast(0))
                output.Add(room + 1);
            else
                return Symbolic(layer, stride > 1 ? "Stride" : "Kernel", s_axes[axis], input);
        }

        return new Shape(new(output));
    }

    /// <summary>(h − 1)·Stride − 2·Padding + Dilation·(Kernel − 1) + OutputPadding + 1 on each axis.</summary>
    public static RuleResult TransposedOutput(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        if (layer.Input.Rank != 3)
            return NeedsThreeAxes(layer, before);

        var output = new List<SizeExpression> { layer.Size("Channels") };
        for (var axis = 0; axis < 2; axis++)
        {
            var input = layer.Input[axis + 1];
            var (stride, dilation) = (layer.Pair("Stride")[axis], layer.Pair("Dilation")[axis]);
            var (padding, outputPadding) = (layer.Pair("Padding")[axis], layer.Pair("OutputPadding")[axis]);
            if (outputPadding >= Math.Max(stride, dilation))
                return new LayerFault(Rule.OutputPadding, "OutputPadding",
                    $"{outputPadding}", $"{stride}", $"{dilation}", $"{Math.Max(stride, dilation) - 1}");

            var length = (input - 1) * stride + (Extent(layer, axis) - 2 * padding + outputPadding);
            if (length.Constant is < 1)
                return new LayerFault(Rule.NoOutput, "Padding",
                    $"ConvTranspose2d gives no {s_axes[axis]}: {padding} on both sides take all of {length + 2 * padding}",
                    $"a Padding of at most {(length.Constant + 2 * padding - 1) / 2}");
            if (!length.IsAtLeast(1))
                return Symbolic(layer, "Padding", s_axes[axis], input);
            output.Add(length);
        }

        return new Shape(new(output));
    }

    /// <summary>The number of values in all kernels.</summary>
    public static SizeExpression Kernels(AppliedLayer layer) =>
        layer.Input[0] * layer.Size("Channels") * layer.Pair("Kernel").Height * layer.Pair("Kernel").Width;

    public static IEnumerable<CallArgument> Construction(AppliedLayer layer)
    {
        // TorchSharp has a form with numbers and one with tuples, and none that mixes them.
        var square = new[] { "Kernel", "Stride", "Padding", "Dilation" }.All(name => layer.Pair(name).IsSquare);
        yield return new(layer.Input[0]);
        yield return new(layer.Size("Channels"));
        yield return new(Value("Kernel"));
        foreach (var (argument, parameter) in new[] { ("Stride", "stride"), ("Padding", "padding"), ("Dilation", "dilation") })
        {
            if (!IsDefault(layer, argument))
                yield return new(Value(argument), parameter);
        }

        if (!layer.Flag("Bias"))
            yield return new(false, "bias");

        object Value(string argument) => square ? SizeExpression.Of(layer.Pair(argument).Height) : layer.Pair(argument);
    }

    public static IEnumerable<CallArgument> TransposedConstruction(AppliedLayer layer)
    {
        yield return new(layer.Input[0]);
        yield return new(layer.Size("Channels"));
        yield return new(SizeExpression.Of(layer.Pair("Kernel").Height));

        // By position up to the last that is not a default: the name of OutputPadding's parameter differs between versions.
        string[] byPosition = ["Stride", "Padding", "OutputPadding", "Dilation"];
        var last = Array.FindLastIndex(byPosition, name => !IsDefault(layer, name));
        foreach (var name in byPosition.Take(last + 1))
            yield return new(SizeExpression.Of(layer.Pair(name).Height));
        if (!layer.Flag("Bias"))
            yield return new(false, "bias");
    }

    private static bool IsDefault(AppliedLayer layer, string name) =>
        layer.Kind.Parameters.First(parameter => parameter.Name == name).Default!.Equals(layer.Pair(name));

    /// <summary>How far a dilated kernel reaches.</summary>
    private static long Extent(AppliedLayer layer, int axis) =>
        checked(layer.Pair("Dilation")[axis] * (layer.Pair("Kernel")[axis] - 1) + 1);

    private static LayerFault NeedsThreeAxes(AppliedLayer layer, IReadOnlyList<AppliedLayer> before) =>
        new(Rule.ConvolutionAxes, null, layer.Kind.Name, $"{layer.Input}", layer.Input.Rank switch
        {
            1 when layer.Input[0].Constant is { } features => $" Add [Unflatten({Repairs.Images(features)})] before it.",
            2 when before.Count == 0 => $" Write [Shape(1, {string.Join(", ", layer.Input.Axes.Select(Repairs.Written))})].",
            2 => $" Add [Flatten, Unflatten(1, {string.Join(", ", layer.Input.Axes.Select(Repairs.Written))})] before it.",
            _ => "",
        });

    private static LayerFault DoesNotFit(AppliedLayer layer, int axis, long input, long padding, long extent)
    {
        var largest = (input + 2 * padding - 1) / layer.Pair("Dilation")[axis] + 1;
        return new(Rule.NoOutput, "Kernel",
            $"Conv2d's kernel reaches over {extent} and its input with padding has a {s_axes[axis]} of {input + 2 * padding}",
            $"Padding = {(extent - input + 1) / 2}" + (largest >= 1 ? $" or a Kernel of at most {largest}" : ""));
    }

    private static LayerFault Symbolic(AppliedLayer layer, string argument, string axis, SizeExpression input) =>
        new(Rule.SymbolicAxis, layer.Arguments[argument].Equals(Default(layer, argument)) ? null : argument,
            layer.Kind.Name, axis, $"{input}", argument);

    private static object? Default(AppliedLayer layer, string name) =>
        layer.Kind.Parameters.First(parameter => parameter.Name == name).Default;
}
