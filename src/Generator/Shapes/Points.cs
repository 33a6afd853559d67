namespace ModelDsl.Generator.Shapes;

/// <summary>A named tensor of a stage.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">The tensor.</param>
/// <param name="Mark">The place of its <c>[Mark]</c>; null for a parameter.</param>
internal sealed record Point(string Name, Value Value, Place? Mark)
{
    /// <summary>The name as an attribute's argument.</summary>
    public string Written => Value.Parameter >= 0 && Mark is null ? $"nameof({Name})" : $"\"{Name}\"";
}

/// <summary>The named tensors of a stage: its parameters and its marks. A mark in a block is visible only in that use of the block.</summary>
internal sealed class Points
{
    private readonly Dictionary<(string Use, string Name), Point> _points = [];

    /// <summary>Adds a point. False if its name is taken.</summary>
    public bool Add(string use, string name, Value value, Place? mark)
    {
        if (_points.ContainsKey((use, name)))
            return false;
        _points.Add((use, name), new(name, value, mark));
        return true;
    }

    /// <summary>
    /// Adds the outputs of a stage that a layer runs, with the names that the layer or the stage gives them. Returns the mistake of a taken name; null
    /// if none.
    /// </summary>
    public DeclarationError? AddOutputs(string use, AppliedLayer layer)
    {
        var names = layer.Names("As") is { Count: > 0 } stated ? stated : new(layer.Outputs.Select(output => output.Name));
        for (var i = 0; i < names.Count; i++)
        {
            var shape = layer.Outputs.Count == 0 ? layer.Output : layer.Outputs[i].Value.Shape;
            if (!Add(use, names[i], new(layer.Index, -1, shape, i), layer.Place))
                return DeclarationError.Of(RuleId.TakenName, layer.Place with { Argument = "As", Element = i }, names[i]);
        }

        return null;
    }

    /// <summary>The point of that name; null if none.</summary>
    public Point? Find(string use, string name) => _points.TryGetValue((use, name), out var point) ? point : null;

    /// <summary>The names that are visible in a use of a block, or in the stage.</summary>
    public IEnumerable<string> Names(string use) => _points.Keys.Where(key => key.Use == use).Select(key => key.Name);

    /// <summary>The first mark of a layer's output; null if none.</summary>
    public Point? MarkOf(int layer) => _points.Values.FirstOrDefault(point => point.Value.Layer == layer);
}
