namespace ModelDsl.Generator.Shapes;

/// <summary>A layer as written in PyTorch: with the size of its input, which is inferred here, or with an argument that it lacks here.</summary>
/// <param name="layer">The layer.</param>
/// <param name="kind">Its row of the catalogue.</param>
/// <param name="place">The place of its attribute.</param>
internal sealed class PortedLayer(Layer layer, LayerKind kind, Place place)
{
    private const string Inputs = "Inputs", Inplace = "Inplace", Dim = "Dim", Start = "Start", End = "End";

    /// <summary>The error of a layer with an argument that only PyTorch has; null if it has none.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="kind">Its row of the catalogue.</param>
    /// <param name="place">The place of its attribute.</param>
    /// <param name="input">The shape of its input; null in a block, where it is unknown.</param>
    /// <param name="fits">True if a layer fits the input.</param>
    public static DeclarationError? Check(Layer layer, LayerKind kind, Place place, Shape? input = null, Func<Layer, bool>? fits = null) =>
        FirstOf(layer, kind) is { } argument ? new PortedLayer(layer, kind, place).Error(argument, input, fits) : null;

    /// <summary>True if a layer has an argument that only PyTorch has.</summary>
    public static bool IsPorted(Layer layer, LayerKind kind) => FirstOf(layer, kind) is not null;

    private static Argument? FirstOf(Layer layer, LayerKind kind)
    {
        for (var i = 0; i < layer.Arguments.Count; i++)
        {
            if (kind.IndexOf(layer.Arguments[i].Name) < 0)
                return layer.Arguments[i];
        }

        return null;
    }

    private DeclarationError? Error(Argument argument, Shape? input, Func<Layer, bool>? fits) => argument.Name switch
    {
        Inplace => Lacks(argument, "has no inplace: generated code overwrites a tensor if nothing else reads it", Written(layer)),
        Dim when argument.Values[0] is long dim => OverAxis(argument, dim, input),
        Start when argument.Values[0] is long start => Flattened(argument, start, layer.Find(End)?.Values[0] as long? ?? -1, input),
        _ => Sized(argument, input, fits),
    };

    private DeclarationError Lacks(Argument argument, string fault, string written) =>
        DeclarationError.Of(RuleId.PortedArgument, place with { Argument = argument.Name }, kind.Name, fault, written, "")
            .RepairedBy(Repair.Of(EditKind.RewriteLayer, place, written));

    /// <summary>An axis that counts the batch, or the last ones by negative numbers.</summary>
    private DeclarationError OverAxis(Argument argument, long dim, Shape? input)
    {
        var axis = dim > 0 ? dim - 1 : dim < 0 && input is not null ? input.Rank + dim : 0;
        var written = axis > 0 ? $"{kind.Name}(Axis = {axis})" : kind.Name;
        return Lacks(argument, $"counts axes without the batch, and PyTorch's dim {dim} {(dim == 0 ? "is the batch" : $"is axis {axis} here")}", written);
    }

    /// <summary>Null if it joins all axes but the batch.</summary>
    private DeclarationError? Flattened(Argument argument, long start, long end, Shape? input)
    {
        if (start == 1 && (end == -1 || end == input?.Rank))
            return null;
        var last = end < 0 ? input?.Rank + end : end - 1;
        return Lacks(argument, "joins all axes but the batch", input is not null && start > 1 && last >= start - 1 && last < input.Rank
            ? $"Reshape({Repairs.Written(Joined(input, (int)start - 1, (int)last))})"
            : kind.Name);
    }

    private static Shape Joined(Shape shape, int first, int last) => new(new(
    [
        .. shape.Axes.Take(first),
        new Shape(new(shape.Axes.Skip(first).Take(last - first + 1))).Size,
        .. shape.Axes.Skip(last + 1),
    ]));

    /// <summary>The size of an input. The first number of a convolution can also mean its channels.</summary>
    private DeclarationError Sized(Argument inputs, Shape? input, Func<Layer, bool>? fits)
    {
        var ported = Written(Ported(inputs, input));
        if (Shifted(inputs) is { } own && input is not null && !IsSize(inputs, input) && fits?.Invoke(own) == true)
        {
            var named = string.Join(" and ", own.Arguments.Take(own.Positional).Select(argument => argument.Name).Where(IsNamed));
            // Three numbers are most often the input's size, the channels and the kernel.
            var other = layer.Positional == 3 && fits(Ported(inputs, input)) ? $", or {ported} if {Repairs.Written(inputs)} is the size of its input" : "";
            return DeclarationError.Of(RuleId.PortedArgument, place, kind.Name, $"takes {named} by name", Written(own), other)
                .RepairedBy(Repair.Of(EditKind.RewriteLayer, place, Written(own)), other == "" ? null : Repair.Of(EditKind.RewriteLayer, place, ported));
        }

        var strided = input is null && Shifted(inputs) is { Arguments: var three } alternative && three.Count == 3 && three[2].Name == "Stride"
            ? $", or {Written(alternative)} for a stride"
            : "";
        return DeclarationError.Of(RuleId.PortedLayer, place with { Argument = inputs.Name }, kind.Name, Repairs.Written(inputs), ported, strided)
            .RepairedBy(Repair.Of(EditKind.RewriteLayer, place, ported));
    }

    /// <summary>The layer without the size of its input.</summary>
    private Layer Ported(Argument inputs, Shape? input)
    {
        Argument[] others = [.. layer.Arguments.Where(argument => argument != inputs)];
        var axes = inputs.Values.Count;
        return (kind.Name, inputs.Values[0]) switch
        {
            ("PReLU", long and > 1) => With([Argument.Of("PerChannel", true), .. others], 1),
            // LayerNorm's size is the shape that it normalizes.
            ("LayerNorm", _) when axes != input?.Rank => With([Argument.Of("Axes", (long)axes), .. others], 1),
            _ => With(others, 0),
        };

        Layer With(Argument[] arguments, int added) => layer with { Arguments = new(arguments), Positional = layer.Positional - 1 + added };
    }

    /// <summary>The layer if its first number means its first argument; null if it cannot.</summary>
    private Layer? Shifted(Argument inputs) =>
        layer.Arguments[0] == inputs && kind.Parameters[0].Default is null && kind.IndexOf("Stride") >= 0 && layer.Positional <= kind.Parameters.Length
            ? layer with
            {
                Arguments = new(layer.Arguments.Select((argument, i) => i < layer.Positional ? argument with { Name = kind.Parameters[i].Name } : argument)),
            }
            : null;

    /// <summary>True if a number is the size of the input's channels or features.</summary>
    private static bool IsSize(Argument inputs, Shape input) => input.Rank > 0 && inputs.Values[0] is long size && input[0].Constant == size;

    /// <summary>True if an argument is not written by position.</summary>
    private bool IsNamed(string argument) => !kind.Parameters[kind.IndexOf(argument)].IsPositional;

    /// <summary>A layer as it is written here, without its named arguments, which stay as they are.</summary>
    private string Written(Layer rewritten)
    {
        var arguments = rewritten.Arguments.Take(rewritten.Positional)
            .Where(argument => kind.IndexOf(argument.Name) >= 0)
            .Select(argument => IsNamed(argument.Name) ? $"{argument.Name} = {Repairs.Written(argument)}" : Repairs.Written(argument))
            .ToList();
        return arguments.Count == 0 ? kind.Name : $"{kind.Name}({string.Join(", ", arguments)})";
    }
}
