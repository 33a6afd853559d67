namespace ModelDsl.Generator.Shapes;

/// <summary>One layer attribute; without a kind where the compiler reports the attribute.</summary>
/// <param name="Kind">The attribute's name without its suffix.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Block">What it stands for, where it is a block.</param>
internal sealed record Layer(string? Kind, EquatableArray<Argument> Arguments, Block? Block = null)
{
    /// <summary>The argument of that name; null where it is not written.</summary>
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
/// <param name="Parameters">The names of its constructor's parameters: all that its layers may name.</param>
/// <param name="Layers">Its layers, in source order.</param>
/// <param name="IsRecursive">Whether it contains itself: its layers are then left out.</param>
internal sealed record Block(string Name, EquatableArray<string> Parameters, EquatableArray<Layer> Layers, bool IsRecursive = false);
