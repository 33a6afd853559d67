namespace ModelDsl.Generator.Shapes;

/// <summary>A layer attribute; without a kind if the compiler reports the attribute.</summary>
/// <param name="Kind">The attribute's name without its suffix.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Block">The block; null for a layer.</param>
internal sealed record Layer(string? Kind, EquatableArray<Argument> Arguments, Block? Block = null)
{
    /// <summary>The number of arguments that are written by position; they are the first.</summary>
    public int Positional { get; init; }

    /// <summary>The argument of that name; null if omitted.</summary>
    public Argument? Find(string name)
    {
        for (var i = 0; i < Arguments.Count; i++)
        {
            if (Arguments[i].Name == name)
                return Arguments[i];
        }

        return null;
    }
}

/// <summary>A reusable list of layers.</summary>
/// <param name="Name">The attribute's name without its suffix.</param>
/// <param name="Parameters">The names of its constructor's parameters, the only names that its layers may use.</param>
/// <param name="Layers">Its layers, in source order.</param>
/// <param name="IsRecursive">True if it contains itself; its layers are then omitted.</param>
internal sealed record Block(string Name, EquatableArray<string> Parameters, EquatableArray<Layer> Layers, bool IsRecursive = false)
{
    /// <summary>True if another assembly declares it: its other uses are unknown.</summary>
    public bool IsElsewhere { get; init; }
}
