namespace ModelDsl;

/// <summary>Runs another stage of the model, with its weights.</summary>
/// <param name="stage">The stage: <c>nameof(Decode)</c>.</param>
public sealed class CallAttribute(string stage) : LayerAttribute
{
    /// <summary>The stage.</summary>
    public string Stage { get; } = stage;
}

/// <summary>
/// Runs a model that this one holds in a partial property. The generator makes it, with the sizes that have the same
/// names in both.
/// </summary>
/// <param name="property">The property: <c>nameof(Body)</c>.</param>
/// <param name="stage">A stage of the held model; where none is named, its forward.</param>
public sealed class UseAttribute(string property, string stage = "") : LayerAttribute
{
    /// <summary>The property.</summary>
    public string Property { get; } = property;

    /// <summary>The held model's stage; empty for its forward.</summary>
    public string Stage { get; } = stage;
}

/// <summary>Runs a module of the user's own. Its output's shape is trusted at compile time and checked at run time.</summary>
/// <param name="type">A class that derives from <c>Module&lt;Tensor, Tensor&gt;</c>.</param>
/// <param name="output">The shape that it gives, without the batch; where none is written, that of its input.</param>
public sealed class ModuleAttribute(Type type, params object[] output) : LayerAttribute
{
    /// <summary>The module's class.</summary>
    public Type Type { get; } = type;

    /// <summary>The shape that it gives; empty for that of its input.</summary>
    public IReadOnlyList<object> Output { get; } = output;

    /// <summary>The constructor's arguments: integers, sizes' names or expressions. Default: none.</summary>
    public object[] Arguments { get; set; } = [];
}
