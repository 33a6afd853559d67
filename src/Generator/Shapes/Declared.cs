namespace ModelDsl.Generator.Shapes;

/// <summary>What stands in an argument's place where it has no usable value.</summary>
internal enum NoValue
{
    /// <summary>The compiler reports the argument.</summary>
    Mistaken,

    /// <summary>A constant of a type that no layer takes.</summary>
    Unsupported,
}

/// <summary>An argument of an attribute: each value a long, double, bool, string, null or <see cref="NoValue"/>.</summary>
internal sealed record Argument(string Name, EquatableArray<object?> Values, bool IsArray = false)
{
    public static Argument Of(string name, object? value) => new(name, new([value]));

    public static Argument OfMany(string name, params object?[] values) => new(name, new(values), IsArray: true);
}

/// <summary>One layer attribute; without a kind where the compiler reports the attribute.</summary>
internal sealed record Layer(string? Kind, EquatableArray<Argument> Arguments);

/// <summary>A stage's parameter, without a shape where it has no attribute.</summary>
internal sealed record Parameter(string Name, Argument? Shape);

/// <summary>A partial method that applies layers.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="MapsTensorToTensor">Whether it takes one tensor by value, gives one, and belongs to the object.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Layers">Its layers, in source order.</param>
/// <param name="Returns">The asserted output; null where none is.</param>
internal sealed record Stage(
    string Name,
    bool MapsTensorToTensor,
    EquatableArray<Parameter> Parameters,
    EquatableArray<Layer> Layers,
    Argument? Returns);

/// <summary>A size of the model.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Value">The default; null where the compiler reports it.</param>
/// <param name="IsProperSize">Whether it is a <c>public partial int</c> property with a getter alone.</param>
internal sealed record Size(string Name, int? Value, bool IsProperSize);

/// <summary>What a model is trained for, and the interface that it asks of the model.</summary>
internal sealed record Objective(string Name, string? Family);

/// <summary>The declaration of one model, as the shape rules see it.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="Obstacle">What about the class keeps it from being a module; null where nothing does.</param>
/// <param name="Families">The model interfaces that it names.</param>
/// <param name="Objective">Its objective; null where it has none.</param>
/// <param name="Sizes">Its sizes.</param>
/// <param name="Stages">Its stages.</param>
internal sealed record Architecture(
    string Name,
    string? Obstacle,
    EquatableArray<string> Families,
    Objective? Objective,
    EquatableArray<Size> Sizes,
    EquatableArray<Stage> Stages)
{
    /// <summary>The encoder and the decoder, as indices of stages, where the model is an autoencoder.</summary>
    public (int Encode, int Decode)? Autoencoder =>
        Families.Contains("IAutoencoder") && IndexOf("Encode") is >= 0 and var encode && IndexOf("Decode") is >= 0 and var decode
            ? (encode, decode)
            : null;

    /// <summary>Whether it maps a tensor to a tensor as a whole.</summary>
    public bool HasForward => Autoencoder is not null || Stages.Count == 1;

    private int IndexOf(string stage) => Stages.Select(candidate => candidate.Name).ToList().IndexOf(stage);
}
