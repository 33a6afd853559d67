namespace ModelDsl.Generator.Shapes.Layers;

/// <summary>Functions for layers over channels and a grid.</summary>
internal static class Axes
{
    private static readonly string[] s_names = ["depth", "height", "width"];

    /// <summary>The name of an axis of the grid.</summary>
    public static string Name(int axis, int count) => count == 1 ? "length" : s_names[axis + 3 - count];

    /// <summary>The fault of a layer whose input is not channels and a grid; null if it is.</summary>
    public static LayerFault? Check(AppliedLayer layer, IReadOnlyList<AppliedLayer> before, int count)
    {
        if (layer.Input.Rank == count + 1)
            return null;

        var needed = $"[channels, {string.Join(", ", Enumerable.Range(0, count).Select(axis => Name(axis, count)))}]";
        var axes = string.Join(", ", layer.Input.Axes.Select(Repairs.Written));
        var (advice, repair) = layer.Input.Rank switch
        {
            1 when before.LastOrDefault() is { Kind.Name: "Flatten", Input.Rank: var rank } flatten && rank == count + 1 && layer.Inputs[0].Layer == flatten.Index =>
                (" Remove [Flatten] before it.", Repair.Remove(flatten.Place, "Flatten")),
            1 when layer.Kind.Name == "Dropout2d" => Use(layer, "Dropout"),
            1 when count == 1 => Add($"Unflatten(1, {axes})"),
            1 when count == 2 && layer.Input[0].Constant is { } features => Add($"Unflatten({Repairs.Images(features)})"),
            1 when layer.Kind.Name == "ConvTranspose2d" => Add($"Unflatten({axes}, 1, 1)"),
            _ when layer.Input.Rank == count && IsParameter(layer) =>
                ($" Write [Shape(1, {axes})].", Repair.Set(layer.Place with { Kind = PlaceKind.Parameter, Index = layer.Inputs[0].Parameter, Argument = "Axes" }, $"1, {axes}")),
            _ when layer.Input.Rank == count => Add($"Flatten, Unflatten(1, {axes})"),
            2 or 3 or 4 when layer.Kind.Name.EndsWith($"{count}d", StringComparison.Ordinal)
                && LayerCatalogue.Find($"{layer.Kind.Name.Substring(0, layer.Kind.Name.Length - 2)}{layer.Input.Rank - 1}d") is { } other
                => Use(layer, other.Name),
            _ => ("", null),
        };
        var fault = new LayerFault(RuleId.GridAxes, null, layer.Kind.Name, $"{layer.Input}", needed);
        return layer.Input.Rank == 4 && count == 2 && IsParameter(layer)
            ? fault with { Proposals = new([.. repair is null ? [] : new[] { new Proposal(advice, repair).Or(WriteWithoutBatch(layer)) }, WriteWithoutBatch(layer)]) }
            : fault with { Message = [.. fault.Message, advice], Repair = repair };

        (string, Repair?) Add(string layers) => ($" Add [{layers}] before it.", Repair.Insert(layer, layers));
    }

    /// <summary>True if the layer's input is a parameter of the stage.</summary>
    public static bool IsParameter(AppliedLayer layer) => layer.Index == 0 && layer.Inputs[0].Parameter >= 0;

    /// <summary>The input's axes without the first, which may be a batch axis, as in PyTorch.</summary>
    private static string WithoutBatch(AppliedLayer layer) => string.Join(", ", layer.Input.Axes.Skip(1).Select(Repairs.Written));

    /// <summary>The proposal to omit the first axis of a parameter's shape, which may be the batch.</summary>
    public static Proposal WriteWithoutBatch(AppliedLayer layer) => new(
        $" Write [Shape({WithoutBatch(layer)})] if the first axis is the batch.",
        Repair.Set(new(PlaceKind.Parameter, layer.Place.Stage, layer.Inputs[0].Parameter, "Axes"), WithoutBatch(layer)),
        IsOffered: false);

    /// <summary>The advice to use another layer, and the repair.</summary>
    public static (string Advice, Repair Repair) Use(AppliedLayer layer, string other) => ($" Use {other}.", Repair.Rename(layer, other));

    /// <summary>The output, computed axis by axis.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="channels">The output's channels.</param>
    /// <param name="length">The output's length on an axis, or the fault.</param>
    public static RuleResult Each(AppliedLayer layer, SizeExpression channels, Func<int, (SizeExpression? Length, LayerFault? Fault)> length)
    {
        var output = new SizeExpression[layer.Input.Rank];
        output[0] = channels;
        for (var axis = 0; axis < layer.Input.Rank - 1; axis++)
        {
            var (next, fault) = length(axis);
            if (fault is not null)
                return fault;
            output[axis + 1] = next!;
        }

        return new Shape(new(output));
    }

    /// <summary>The fault of a length that is unknown for some value of the sizes.</summary>
    public static LayerFault Symbolic(AppliedLayer layer, string argument, int axis)
    {
        var (name, input) = (Name(axis, layer.Input.Rank - 1), layer.Input[axis + 1]);
        return new(RuleId.SymbolicAxis, layer.IsDefault(argument) ? null : argument, layer.Kind.Name, name, $"{input}", layer.Spelling(argument));
    }

    /// <summary>Channels divided into parts; null with the fault if that is not exact.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="channels">The channels.</param>
    /// <param name="parts">The number of parts, or of channels per part.</param>
    /// <param name="argument">The argument that sets it.</param>
    /// <param name="fault">The fault.</param>
    /// <param name="others">Other channels that the parts must divide too; null if none.</param>
    public static SizeExpression? Divide(AppliedLayer layer, SizeExpression channels, SizeExpression parts, string argument, out LayerFault? fault, SizeExpression? others = null)
    {
        var share = layer.Sizes.Divide(channels, parts);
        if (share is not null)
        {
            fault = null;
            return share;
        }

        fault = channels.Constant is not { } number || parts.Constant is not { } count ? Fault(" Write the channels as a multiple of it.", null)
            : argument != "Groups" ? Fault(count > MostChannels ? $" Use a smaller {layer.Spelling(argument)}." : $" Use {(number / count + 1) * count} channels before it.", null)
            : Grouped(LargestDivisor(number, others?.Constant ?? number, count));
        return null;

        LayerFault Grouped(long groups) => Fault($" Use {groups} groups.", Repair.Set(layer, argument, $"{groups}"));

        LayerFault Fault(string advice, Repair? repair) =>
            new(RuleId.IndivisibleChannels, argument, layer.Kind.Name, $"{channels}", $"{parts}", advice) { Repair = repair };
    }

    /// <summary>More channels are not proposed: the argument is mistaken itself.</summary>
    private const long MostChannels = 1 << 16;

    /// <summary>The largest number that divides both, up to a limit.</summary>
    private static long LargestDivisor(long left, long right, long most) =>
        Enumerable.Range(1, (int)Math.Min(most, 1 << 15)).Select(part => (long)part).Last(part => left % part == 0 && right % part == 0);
}
