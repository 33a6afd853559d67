using ModelDsl.Generator.Shapes.Layers;

namespace ModelDsl.Generator.Shapes;

/// <summary>The fewest changes of a stage's last layers that produce another output.</summary>
internal sealed class OutputRepair
{
    /// <summary>Limits of the search. A larger repair would not be recognizable.</summary>
    private const int MaximumLayers = 4, MaximumStride = 4;

    private readonly record struct Change(AppliedLayer Layer, string Argument, object Value);

    private static readonly string[] s_ordinals = ["first", "second", "third", "fourth"];

    private readonly List<Change> _changes;
    private readonly List<AppliedLayer> _transposed;
    private readonly Edit? _addition;

    /// <param name="changes">Changes of arguments.</param>
    /// <param name="transposed">The transposed convolutions at the end.</param>
    /// <param name="explanation">The cause of the shape.</param>
    /// <param name="addition">A layer to append; null if none.</param>
    private OutputRepair(IEnumerable<Change> changes, List<AppliedLayer> transposed, string explanation, Edit? addition = null) =>
        (_changes, _transposed, Explanation, _addition) = ([.. changes], transposed, explanation, addition);

    /// <summary>The cause of the shape, after a colon; empty if the shapes show it.</summary>
    public string Explanation { get; }

    /// <summary>The changes as a sentence after a space.</summary>
    public string Advice => $" Use {Changed}.";

    /// <summary>The changes as text.</summary>
    public string Changed => Join([.. Strides(), .. OtherArguments(), .. Outputs(), .. Additions()]);

    /// <summary>The changes as edits.</summary>
    public Repair Repair => new(new EquatableArray<Edit>(_changes.Select(change => new Edit(
        EditKind.SetArgument,
        change.Layer.Place with { Argument = change.Layer.Spelling(change.Argument) },
        change.Value switch
        {
            SizeExpression expression => Repairs.Written(expression),
            PerAxis axes => Repairs.Written(axes),
            var value => $"{value}",
        }))
        .Concat(_addition is null ? [] : [_addition])));

    /// <summary>The place of a single change; null for several.</summary>
    public Place? Place =>
        _addition is null && _changes.Count == 1 && _changes[0].Layer.Place is { Inside.Count: 0 } place ? place with { Argument = _changes[0].Argument } : null;

    /// <summary>The changes with which <paramref name="stage"/> returns <paramref name="target"/>; null if none is found.</summary>
    public static OutputRepair? Find(CheckedStage stage, Shape target)
    {
        try
        {
            return Search(stage, target);
        }
        catch (OverflowException)
        {
            // A length exceeds 64 bits with other strides: no repair is proposed.
            return null;
        }
    }

    private static OutputRepair? Search(CheckedStage stage, Shape target)
    {
        var last = stage.Producer;
        if (last?.Kind.Name is "Linear" or "Gaussian" && last.Output.Rank == 1 && target.Rank == 1)
            return new([new(last, "Features", target[0])], [], "");
        if (target.Rank == 1 && stage.Output.Rank > 1 && stage.Layers.Count > 0 && target[0].Equals(stage.Output.Size))
            return new([], [], "", new(EditKind.AppendLayers, stage.Layers[stage.Layers.Count - 1].Place.Outermost(), "Flatten"));
        if (target.Rank > 1 && stage.Output.Rank == 1 && stage.Layers.Count > 0 && target.Size.Equals(stage.Output[0]))
            return new([], [], "", new(EditKind.AppendLayers, stage.Layers[stage.Layers.Count - 1].Place.Outermost(), $"Unflatten({Repairs.Written(target)})"));
        if (StatedOutput(stage, target) is { } stated)
            return new([stated], [stated.Layer], "");
        if (target.Rank is < 2 or > 4 || stage.Output.Rank != target.Rank || stage.Layers.Count == 0)
            return null;

        var transposed = Tail(stage);
        var changes = Spatial(transposed, stage.Output, target);
        if (changes is not { Count: <= 1 })
            changes = Kernel(transposed, stage.Output, target) ?? changes;
        Edit? addition = null;
        if (changes is null)
        {
            if (GridRepairs.Fit(stage.Output, target) is not { } fitting)
                return null;
            (changes, addition) = ([], new(EditKind.AppendLayers, stage.Layers[stage.Layers.Count - 1].Place.Outermost(), fitting));
        }

        if (!target[0].Equals(stage.Output[0]))
        {
            if (last?.Kind.Name.StartsWith("Conv", StringComparison.Ordinal) != true || last.Kind.IndexOf("Channels") < 0)
                return null;
            changes.Add(new(last, "Channels", target[0]));
        }

        return new(changes, transposed, Explain(transposed, stage.Output, target), addition);
    }

    /// <summary>Another Output of the last transposed convolution, if it has one and can return these lengths; null otherwise.</summary>
    private static Change? StatedOutput(CheckedStage stage, Shape target)
    {
        if (stage.Layers.Reverse().SkipWhile(layer => layer.Kind.IsElementwise).FirstOrDefault() is not { } last
            || !last.Kind.Name.StartsWith("ConvTranspose", StringComparison.Ordinal) || last.IsDefault("Output")
            || target.Rank != stage.Output.Rank || !target[0].Equals(stage.Output[0]))
            return null;
        var lengths = new List<long>();
        for (var axis = 0; axis < target.Rank - 1; axis++)
        {
            if (target[axis + 1].Constant is not { } length || OutputSizeRules.Reachable(last, axis) is not { } reachable || length < reachable.Least || length > reachable.Most)
                return null;
            lengths.Add(length);
        }

        return new(last, "Output", PerAxis.Of(lengths));
    }

    /// <summary>Another kernel of the last transposed convolution, which adds as much to all lengths; null if that does not suffice.</summary>
    private static List<Change>? Kernel(List<AppliedLayer> layers, Shape actual, Shape target)
    {
        if (layers.LastOrDefault() is not { } last)
            return null;
        var (missing, dilation, kernel) = (actual.Axes.Zip(target.Axes, (own, needed) => needed.Constant - own.Constant).Skip(1).Distinct().ToList(), Number(last, "Dilation"), Number(last, "Kernel"));
        return missing.Count == 1 && missing[0] is { } length && length % dilation == 0 && kernel + length / dilation is >= 1 and var other && other <= 2 * kernel
            ? [new(last, "Kernel", PerAxis.Of(Enumerable.Repeat(other, target.Rank - 1)))]
            : null;
    }

    /// <summary>The transposed convolutions at the end, with only shape-preserving layers between them.</summary>
    private static List<AppliedLayer> Tail(CheckedStage stage) =>
    [
        .. stage.Layers.Reverse()
            .TakeWhile(layer => KeepsShape(layer) || layer.Kind.Name.StartsWith("ConvTranspose", StringComparison.Ordinal) && layer.IsDefault("Output") && layer.Arguments.All(value => value is not PerAxis { IsUniform: false } and not PerAxis { IsConstant: false }))
            .Where(layer => !KeepsShape(layer))
            .Take(MaximumLayers)
            .Reverse(),
    ];

    private static bool KeepsShape(AppliedLayer layer) =>
        layer.Kind.IsElementwise || layer.Inputs.Count == 1 && layer.Kind.Name is "BatchNorm1d" or "BatchNorm2d" or "BatchNorm3d" or "Dropout" or "Dropout2d" or "InstanceNorm2d" or "GroupNorm";

    /// <summary>The fewest changes of strides and output paddings; among equals, those of the earliest layers.</summary>
    private static List<Change>? Spatial(List<AppliedLayer> layers, Shape actual, Shape target)
    {
        if (HasLengths(actual, target))
            return [];
        if (layers.Count == 0 || layers[0].Input.Axes.Skip(1).Any(axis => axis.Constant is null))
            return null;

        return Search(layers, 0, [.. layers[0].Input.Axes.Skip(1).Select(axis => axis.Constant!.Value)], target)
            .OrderBy(changes => changes.Count)
            .ThenBy(changes => changes.Count(change => change.Argument == "Stride"))
            .FirstOrDefault();
    }

    /// <summary>True if two shapes differ at most in their channels.</summary>
    private static bool HasLengths(Shape shape, Shape target) => shape.Axes.Skip(1).SequenceEqual(target.Axes.Skip(1));

    private static IEnumerable<List<Change>> Search(List<AppliedLayer> layers, int next, IReadOnlyList<long> lengths, Shape target)
    {
        if (next == layers.Count)
            return target.Axes.Skip(1).Select(axis => axis.Constant).SequenceEqual(lengths.Select(length => (long?)length)) ? [[]] : [];

        var layer = layers[next];
        return
            from stride in Own("Stride", Enumerable.Range(1, MaximumStride))
            from outputPadding in Own("OutputPadding", Enumerable.Range(0, (int)Math.Min(Math.Max(stride, Number(layer, "Dilation")), MaximumStride)))
            where outputPadding < Math.Max(stride, Number(layer, "Dilation"))
            let longer = lengths.Select(length => Length(length, stride, outputPadding)).ToList()
            where longer.TrueForAll(length => length >= 1)
            from rest in Search(layers, next + 1, longer, target)
            select Changes(("Stride", stride), ("OutputPadding", outputPadding)).Concat(rest).ToList();

        // The declared value last, so that among equals changes of the earliest layers come first.
        IEnumerable<long> Own(string argument, IEnumerable<int> others) =>
            others.Select(value => (long)value).Where(value => value != Number(layer, argument)).Append(Number(layer, argument));

        long Length(long input, long stride, long outputPadding) =>
            (input - 1) * stride - 2 * Number(layer, "Padding")
            + Number(layer, "Dilation") * (Number(layer, "Kernel") - 1) + outputPadding + 1;

        IEnumerable<Change> Changes(params (string Argument, long Value)[] values) =>
            from value in values
            where Number(layer, value.Argument) != value.Value
            select new Change(layer, value.Argument, PerAxis.Of(lengths.Select(_ => value.Value)));
    }

    /// <summary>An argument of a layer of the tail, which has one number for all axes.</summary>
    private static long Number(AppliedLayer layer, string argument) => layer.Axes(argument)[0].Constant!.Value;

    private static string Explain(List<AppliedLayer> layers, Shape actual, Shape target)
    {
        if (layers.Count == 0 || HasLengths(actual, target))
            return "";

        var strides = layers.Select(layer => Number(layer, "Stride")).Distinct().ToList();
        return strides.Count == 1 && strides[0] is var stride && layers[0].Input[1].Constant is { } input && Power(stride, layers.Count) is var factor
            && actual[1].Constant == input * factor
            ? $": {Count(layers.Count)} stride-{stride} {(layers.Count == 1 ? "layer multiplies" : "layers multiply")} {input} by {factor}"
            : $": the transposed convolutions take {layers[0].Input[1]} to {actual[1]}";
    }

    private static long Power(long value, int exponent) => Enumerable.Repeat(value, exponent).Aggregate(1L, (product, factor) => product * factor);

    private static string Count(int number) => number switch { 1 => "one", 2 => "two", 3 => "three", _ => "four" };

    /// <summary>The strides of all layers if one changes.</summary>
    private IEnumerable<string> Strides() => _changes.Any(change => change.Argument == "Stride")
        ? [$"stride{(_transposed.Count == 1 ? "" : "s")} {string.Join(", ", _transposed.Select(Stride))}"]
        : [];

    private object Stride(AppliedLayer layer) => _changes
        .Where(change => change.Layer == layer && change.Argument == "Stride")
        .Select(change => change.Value)
        .DefaultIfEmpty(layer.Axes("Stride"))
        .First();

    private IEnumerable<string> OtherArguments() =>
        from change in _changes
        where change.Argument is "OutputPadding" or "Kernel" or "Output"
        select $"{change.Argument} {change.Value}"
            + (_transposed.Count == 1 ? "" : $" in the {s_ordinals[_transposed.IndexOf(change.Layer)]}");

    private IEnumerable<string> Additions() => _addition is null ? [] : [$"[{_addition.Text}] at the end"];

    private IEnumerable<string> Outputs() =>
        from change in _changes
        where change.Value is SizeExpression
        select change.Argument == "Channels"
            ? $"{change.Value} output channel{(change.Value.Equals(SizeExpression.Of(1)) ? "" : "s")}"
            : $"{change.Layer.Kind.Name}({Repairs.Written((SizeExpression)change.Value)})";

    private static string Join(List<string> parts) => parts.Count switch
    {
        <= 1 => string.Concat(parts),
        2 => $"{parts[0]} and {parts[1]}",
        _ => $"{string.Join(", ", parts.Take(parts.Count - 1))}, and {parts[parts.Count - 1]}",
    };
}
