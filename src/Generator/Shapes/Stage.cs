namespace ModelDsl.Generator.Shapes;

/// <summary>What a method can be as a stage.</summary>
internal enum StageForm
{
    /// <summary>No stage: another signature.</summary>
    Unsuitable,

    /// <summary>It gives a tensor.</summary>
    Tensor,

    /// <summary>It gives a normal distribution.</summary>
    Gaussian,
}

/// <summary>A stage's parameter, without a shape where it has no attribute.</summary>
internal sealed record Parameter(string Name, Argument? Shape);

/// <summary>A method that applies layers, or that the user wrote and that has shapes.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Form">What it gives.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Layers">Its layers, in source order.</param>
/// <param name="Returns">The asserted output; null where none is.</param>
/// <param name="IsHandWritten">Whether the user wrote its body: its shapes are trusted.</param>
/// <param name="Initializer">How its weights are drawn, where it says so.</param>
/// <param name="Repair">What would make an unsuitable method a stage; null where that is not known.</param>
internal sealed record Stage(
    string Name,
    StageForm Form,
    EquatableArray<Parameter> Parameters,
    EquatableArray<Layer> Layers,
    Argument? Returns,
    bool IsHandWritten = false,
    string? Initializer = null,
    Repair? Repair = null);
