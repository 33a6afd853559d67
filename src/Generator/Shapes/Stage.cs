namespace ModelDsl.Generator.Shapes;

/// <summary>The form of a method as a stage.</summary>
internal enum StageForm
{
    /// <summary>Not a stage: another signature.</summary>
    Unsuitable,

    /// <summary>It returns a tensor.</summary>
    Tensor,

    /// <summary>It returns a normal distribution.</summary>
    Gaussian,

    /// <summary>It returns several tensors, as a tuple or a record.</summary>
    Several,
}

/// <summary>A stage's parameter; its shape is null if it has no attribute.</summary>
internal sealed record Parameter(string Name, Argument? Shape);

/// <summary>A method that applies layers, or that the user wrote and that has shapes.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Form">Its form.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Layers">Its layers, in source order.</param>
/// <param name="Returns">The asserted output; null if none is stated.</param>
/// <param name="IsHandWritten">True if the user wrote its body; its shapes are then trusted.</param>
/// <param name="Initializer">The initializer of its weights; null for the model's.</param>
/// <param name="Repair">The repair that makes an unsuitable method a stage; null if unknown.</param>
internal sealed record Stage(
    string Name,
    StageForm Form,
    EquatableArray<Parameter> Parameters,
    EquatableArray<Layer> Layers,
    Argument? Returns,
    bool IsHandWritten = false,
    string? Initializer = null,
    Repair? Repair = null)
{
    /// <summary>The names of its outputs if it returns several: the tuple's elements or the record's parameters.</summary>
    public EquatableArray<string> Outputs { get; init; }
}
