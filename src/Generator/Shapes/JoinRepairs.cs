namespace ModelDsl.Generator.Shapes;

/// <summary>Proposes layers that let two unlike tensors be joined: on the current tensor, or on a branch from the other one.</summary>
/// <param name="layer">The layer that joins.</param>
/// <param name="points">The stage's points.</param>
/// <param name="use">The use of a block that the layer belongs to; empty in a stage.</param>
internal sealed class JoinRepairs(AppliedLayer layer, Points points, string use)
{
    private const int MaximumFactor = 8;

    private readonly string _kind = layer.Kind.Name;
    private readonly SizeDomain _sizes = layer.Sizes;

    /// <summary>The proposals, the most likely first.</summary>
    public IEnumerable<Proposal> Find()
    {
        if (layer.Names("From").Any(name => BlockExpander.BlockAt(name) is not null))
            return Adapted(layer.Inputs[1].Shape, layer.Input).Select(Before);

        var written = layer.Names("From").Count > 0
            ? [.. layer.Names("From").Select(name => points.Find(use, name)!.Written)]
            : layer.Inputs.Skip(1).Select(Parameter).ToList();
        var other = layer.Inputs.Skip(1).TakeWhile(input => Joins(layer.Input, input.Shape)).Count() + 1;
        if (other >= layer.Inputs.Count)
            return [];
        var current = Adapted(layer.Input, layer.Inputs[other].Shape).Select(text => layer.Names("From").Count > 0 ? Before(text) : InPlace($"{text}, {Join(written)}"));
        var branch = Adapted(layer.Inputs[other].Shape, layer.Input).Select(text => Branch(text, written, other - 1));
        // As in a ResNet, the skip connection is projected, not the main path.
        return layer.Names("From").Count == 0 && _kind == "Concat" && MixesImagesAndCodes ? [FlattenAll(written)]
            : _kind == "Add" ? branch.Concat(current)
            : current.Concat(branch).Concat(Spread(layer.Inputs[other].Shape, layer.Input).Select(text => Branch(text, written, other - 1)));
    }

    private bool MixesImagesAndCodes => layer.Inputs.Any(input => input.Shape.Rank > 1) && layer.Inputs.Any(input => input.Shape.Rank == 1);

    private string Join(IEnumerable<string> names) => $"{_kind}({string.Join(", ", names)})";

    private string Parameter(Value value) => points.Names("").Select(name => points.Find("", name)!).First(point => point.Mark is null && point.Value.Parameter == value.Parameter).Written;

    private Proposal Before(string text) => new($" Add [{text}] before it.", Repair.Of(EditKind.InsertLayers, layer.Place, text));

    private Proposal InPlace(string text) => new($" Write [{text}].", Repair.Of(EditKind.ReplaceLayer, layer.Place, text));

    /// <summary>Layers on another tensor, which the current one then joins.</summary>
    private Proposal Branch(string text, IReadOnlyList<string> written, int other)
    {
        // A block does not see the stage's parameters.
        var isNamed = layer.Inputs[0].Parameter >= 0 && use.Length == 0;
        var main = isNamed ? Parameter(layer.Inputs[0]) : $"\"{FreeName()}\"";
        var mark = isNamed ? "" : $"Mark({main}), ";
        return InPlace($"{mark}From({written[other]}), {text}, {Join(written.Where((_, i) => i != other).Prepend(main))}");
    }

    private string FreeName() => Enumerable.Range(1, int.MaxValue).Select(i => i == 1 ? "main" : $"main{i}").First(name => points.Find(use, name) is null);

    /// <summary>Flattens every parameter of several axes, so that all are features.</summary>
    private Proposal FlattenAll(IReadOnlyList<string> written)
    {
        var (layers, names) = (new List<string>(), written.ToList());
        for (var i = 1; i < layer.Inputs.Count; i++)
        {
            if (layer.Inputs[i].Shape.Rank == 1)
                continue;
            layers.Add($"From({written[i - 1]}), Flatten, Mark(\"flat{i}\")");
            names[i - 1] = $"\"flat{i}\"";
        }

        if (layers.Count > 0)
            layers.Add($"From({Parameter(layer.Inputs[0])})");
        if (layer.Input.Rank > 1)
            layers.Add("Flatten");
        return InPlace(string.Join(", ", layers.Append(Join(names))));
    }

    private bool Joins(Shape left, Shape right) => left.Rank == right.Rank && Enumerable.Range(0, left.Rank).All(axis =>
        _kind == "Concat" && axis == 0 || _sizes.AreEqual(left[axis], right[axis])
        || _kind == "Multiply" && (_sizes.AreEqual(left[axis], 1) || _sizes.AreEqual(right[axis], 1)));

    /// <summary>Layers that take a shape to one that can be joined with another.</summary>
    private IEnumerable<string> Adapted(Shape shape, Shape other)
    {
        if (shape.Rank != other.Rank)
            return _kind == "Multiply" && shape.Rank == 1 && _sizes.AreEqual(shape[0], other[0])
                ? [$"Reshape({string.Join(", ", Enumerable.Repeat("1", other.Rank - 1).Prepend(Repairs.Written(shape[0])))})"]
                : shape.Rank > 1 && other.Rank == 1 && _kind != "Multiply"
                    ? [_kind == "Concat" ? "Flatten" : $"Flatten, Linear({Repairs.Written(other[0])})"]
                    : [];
        return Projected(shape, other).Concat(Resized(shape, other));
    }

    /// <summary>Copies a code to each place of an image, to be concatenated with its channels.</summary>
    private IEnumerable<string> Spread(Shape code, Shape image)
    {
        if (_kind == "Concat" && code.Rank == 1 && image.Rank == 3 && image[1].Constant is { } height && image[2].Constant is { } width)
            yield return $"Unflatten({Repairs.Written(code[0])}, 1, 1), Upsample({(height == width ? $"{height}" : Repairs.Written([height, width]))})";
    }

    /// <summary>A projection to the other's channels; with a stride if the other is a coarser grid.</summary>
    private IEnumerable<string> Projected(Shape shape, Shape other)
    {
        var channels = Repairs.Written(other[0]);
        if (_kind == "Concat")
            yield break;
        if (shape.Rank == 1)
            yield return $"Linear({channels})";
        else if (shape.Rank <= 4 && !_sizes.AreEqual(shape[0], other[0]))
            yield return $"Conv{shape.Rank - 1}d({channels}, 1)";
        if (shape.Rank is > 1 and <= 4 && Factor(stride => (length, target) => (length - 1) / stride + 1 == target, shape, other) is { } stride)
            yield return $"Conv{shape.Rank - 1}d({channels}, 1, Stride = {stride})";
    }

    /// <summary>Layers that change the grid of images.</summary>
    private IEnumerable<string> Resized(Shape shape, Shape other)
    {
        if (shape.Rank != 3)
            yield break;
        if (Factor(factor => (length, target) => length * factor == target, shape, other) is { } scale)
            yield return $"Upsample({scale})";
        if (Factor(factor => (length, target) => length == target * factor, shape, other) is { } window)
            yield return $"MaxPool2d({window})";
        if (GridRepairs.Fit(shape, other) is { } fitted)
            yield return fitted;
    }

    /// <summary>The smallest factor, 2 or more, between two grids; null if none.</summary>
    private static int? Factor(Func<int, Func<long, long, bool>> fits, Shape shape, Shape other)
    {
        for (var factor = 2; factor <= MaximumFactor; factor++)
        {
            if (Enumerable.Range(1, shape.Rank - 1).All(axis =>
                shape[axis].Constant is { } length && other[axis].Constant is { } target && fits(factor)(length, target)))
                return factor;
        }

        return null;
    }
}
