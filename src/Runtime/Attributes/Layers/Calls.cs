namespace ModelDsl;

/// <summary>Runs another stage of the model, with its weights.</summary>
/// <param name="stage">The stage: <c>nameof(Decode)</c>.</param>
public sealed class CallAttribute(string stage) : LayerAttribute
{
    /// <summary>The stage.</summary>
    public string Stage { get; } = stage;

    /// <summary>
    /// The names of the outputs as points, of which the first is the current tensor. Default: the names that a stage with several outputs gives them.
    /// </summary>
    public string[] As { get; set; } = [];
}

/// <summary>
/// Runs a submodel: another model, held in a partial property. The generator creates it and passes on the sizes that have
/// the same names in both models.
/// </summary>
/// <param name="property">The property: <c>nameof(Body)</c>.</param>
/// <param name="stage">A stage of the submodel. Default: its forward.</param>
public sealed class UseAttribute(string property, string stage = "") : LayerAttribute
{
    /// <summary>The property.</summary>
    public string Property { get; } = property;

    /// <summary>The submodel's stage; empty for its forward.</summary>
    public string Stage { get; } = stage;

    /// <summary>
    /// The names of the outputs as points, of which the first is the current tensor. Default: the names that a stage with several outputs gives them.
    /// </summary>
    public string[] As { get; set; } = [];
}

/// <summary>Runs a user-defined module. Its output shape is trusted at compile time and checked at run time.</summary>
/// <param name="type">A class that derives from <c>Module&lt;Tensor, Tensor&gt;</c>.</param>
/// <param name="output">The output shape, without the batch. Default: the shape of its input.</param>
public sealed class ModuleAttribute(Type type, params object[] output) : LayerAttribute
{
    /// <summary>The module's class.</summary>
    public Type Type { get; } = type;

    /// <summary>The output shape; empty for that of its input.</summary>
    public IReadOnlyList<object> Output { get; } = output;

    /// <summary>The constructor's arguments: integers, names of sizes or expressions. Default: none.</summary>
    public object[] Arguments { get; set; } = [];
}
