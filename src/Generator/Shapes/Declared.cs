namespace ModelDsl.Generator.Shapes;

/// <summary>What stands in an argument's place where it has no usable value.</summary>
internal enum NoValue
{
    /// <summary>The compiler reports the argument.</summary>
    Mistaken,

    /// <summary>A constant of a type that no layer takes.</summary>
    Unsupported,
}

/// <summary>A type that an attribute names.</summary>
/// <param name="Name">Its name with <c>global::</c>.</param>
/// <param name="MapsTensorToTensor">Whether it is a module from a tensor to a tensor that generated code can make.</param>
/// <param name="IsPublic">Whether other assemblies can name it.</param>
internal sealed record TypeName(string Name, bool MapsTensorToTensor, bool IsPublic);

/// <summary>
/// An argument of an attribute: each value a long, double, bool, string, <see cref="TypeName"/>, null or
/// <see cref="NoValue"/>. An enum's value is its member's name.
/// </summary>
internal sealed record Argument(string Name, EquatableArray<object?> Values, bool IsArray = false)
{
    public static Argument Of(string name, object? value) => new(name, new([value]));

    public static Argument OfMany(string name, params object?[] values) => new(name, new(values), IsArray: true);
}

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

/// <summary>A stage's parameter, without a shape where it has no attribute.</summary>
internal sealed record Parameter(string Name, Argument? Shape);

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

/// <summary>A size of the model.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Value">The default; null where the compiler reports it.</param>
/// <param name="IsProperSize">Whether it is a <c>public partial int</c> property with a getter alone.</param>
/// <param name="AnyOf">The only values allowed; null where there is no such list.</param>
/// <param name="Min">The least value allowed; null for 1.</param>
/// <param name="Max">The largest value allowed; null where there is none.</param>
internal sealed record Size(
    string Name, int? Value, bool IsProperSize, EquatableArray<int>? AnyOf = null, int? Min = null, int? Max = null)
{
    /// <summary>More values than these are not tried one by one.</summary>
    private const int MaximumValues = 4096;

    public int Least => AnyOf is { Count: > 0 } list ? list.Min() : Min ?? 1;

    /// <summary>All allowed values, where they are few; null elsewhere.</summary>
    public IReadOnlyList<int>? Values => AnyOf is { } list ? list
        : Max is { } most && (long)most - Least is >= 0 and < MaximumValues ? [.. Enumerable.Range(Least, most - Least + 1)]
        : null;

    /// <summary>The allowed value nearest to another.</summary>
    public int Nearest(int value) => AnyOf is { Count: > 0 } list
        ? list.OrderBy(allowed => Math.Abs((long)allowed - value)).First()
        : Math.Min(Math.Max(value, Least), Max ?? int.MaxValue);

    public bool Allows(int value) => AnyOf is { } list ? list.Contains(value) : value >= Least && value <= (Max ?? int.MaxValue);
}

/// <summary>A model that another holds in a property, for <c>[Use]</c>.</summary>
/// <param name="Property">The property's name.</param>
/// <param name="Type">The model as it is written.</param>
/// <param name="QualifiedType">The model with <c>global::</c>.</param>
/// <param name="Architecture">The held model; null where it holds this one, by itself or through others.</param>
/// <param name="IsProper">Whether the property has a getter alone and the generated constructor can make its model.</param>
/// <param name="IsAbstract">Whether no constructor can make its model.</param>
/// <param name="IsCompiled">Whether the model is in a referenced assembly, so that what is wrong with it is not reported there.</param>
internal sealed record Submodel(
    string Property, string Type, string QualifiedType, Architecture? Architecture, bool IsProper, bool IsAbstract = false, bool IsCompiled = false);

/// <summary>What an objective asks of a model: to be one of these interfaces.</summary>
/// <param name="AnyOf">The interfaces' names.</param>
/// <param name="Fitting">The first whose stages the model has; null where it has those of none.</param>
internal sealed record Requirement(EquatableArray<string> AnyOf, string? Fitting = null);

/// <summary>What a model is trained for.</summary>
/// <param name="Name">The attribute's name without its suffix.</param>
/// <param name="Requirements">What it asks of the model.</param>
/// <param name="Likelihood">The likelihood that it names; null where it names none.</param>
/// <param name="Link">The layer that the likelihood applies to what Decode gives; null where it applies none.</param>
/// <param name="Impediment">What keeps the catalogue from making it; null where nothing does.</param>
/// <param name="Other">Another objective of the model, which may have one; null where there is none.</param>
internal sealed record Objective(
    string Name, EquatableArray<Requirement> Requirements, string? Likelihood = null, string? Link = null, Impediment? Impediment = null, string? Other = null);

/// <summary>A stage as an interface declares it: the spaces that its parameters and its result belong to.</summary>
/// <param name="Family">The interface.</param>
/// <param name="Stage">The stage's name.</param>
/// <param name="Parameters">The space of each parameter; null where it belongs to none.</param>
/// <param name="Output">The space of the result; null where it belongs to none.</param>
/// <param name="Shape">The shape that the result must have; null where any will do.</param>
internal sealed record FamilyStage(string Family, string Stage, EquatableArray<string?> Parameters, string? Output, Argument? Shape);

/// <summary>The declaration of one model, as the shape rules see it.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="Impediment">What about the class keeps it from being a module; null where nothing does.</param>
/// <param name="Families">The model interfaces that it names.</param>
/// <param name="FamilyStages">What those say of stages, in their order.</param>
/// <param name="Objective">Its objective; null where it has none.</param>
/// <param name="Sizes">Its sizes.</param>
/// <param name="Stages">Its stages.</param>
/// <param name="Held">The models that it holds.</param>
/// <param name="Initializer">How its weights are drawn; null for the layers' own way.</param>
/// <param name="LayerOnClass">The index of a layer that the class has and no stage; −1 where there is none.</param>
internal sealed record Architecture(
    string Name,
    Impediment? Impediment,
    EquatableArray<string> Families,
    EquatableArray<FamilyStage> FamilyStages,
    Objective? Objective,
    EquatableArray<Size> Sizes,
    EquatableArray<Stage> Stages,
    EquatableArray<Submodel> Held = default,
    string? Initializer = null,
    int LayerOnClass = -1)
{
    /// <summary>The encoder and the decoder, as indices of stages, where an image has one code or one distribution of codes.</summary>
    public (int Encode, int Decode)? Autoencoder =>
        FamilyStages.Any(stage => stage is { Stage: "Encode", Parameters.Count: 1 })
        && IndexOf("Encode") is >= 0 and var encode && IndexOf("Decode") is >= 0 and var decode
        && Stages[encode].Parameters.Count == 1 && Stages[decode].Parameters.Count == 1
            ? (encode, decode)
            : null;

    /// <summary>Whether it maps a tensor to a tensor as a whole.</summary>
    public bool HasForward => IndexOf("forward") < 0
        && (Autoencoder is not null || Stages.Count == 1 && Stages[0] is { Form: not StageForm.Gaussian, Parameters.Count: <= 1 });

    public int IndexOf(string stage) => Stages.Select(candidate => candidate.Name).ToList().IndexOf(stage);
}
