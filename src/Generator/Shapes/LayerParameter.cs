namespace ModelDsl.Generator.Shapes;

/// <summary>The type of a layer's argument.</summary>
internal enum ParameterType
{
    /// <summary>A positive integer, the name of a size, or an expression.</summary>
    Size,

    /// <summary>A list of such values.</summary>
    Shape,

    /// <summary>An integer, the name of a size, or an expression; or one per axis.</summary>
    PerAxis,

    /// <summary>A list of integers.</summary>
    Integers,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A real number.</summary>
    Number,

    /// <summary>A name: of a point, a stage or a property, or an enum's member.</summary>
    Name,

    /// <summary>A list of names of points.</summary>
    Names,

    /// <summary>The type of a module from a tensor to a tensor.</summary>
    Module,
}

/// <summary>An argument that a layer takes.</summary>
/// <param name="Name">The attribute's property.</param>
/// <param name="Type">The type of its value.</param>
/// <param name="Default">Its value if omitted; null if it is required.</param>
/// <param name="Minimum">The smallest integer allowed.</param>
/// <param name="Axes">The number of axes that may have their own values.</param>
internal sealed record LayerParameter(
    string Name,
    ParameterType Type,
    object? Default = null,
    long Minimum = 1,
    int Axes = 1)
{
    /// <summary>The number of axes if the input decides it: any number of values is read, and the rule checks it.</summary>
    public const int AnyNumber = 0;

    /// <summary>True if it is a number, whatever the sizes are: the axes and the layers depend on it.</summary>
    public bool IsFixed { get; init; }

    private static readonly ValueDomain s_finite = new();

    /// <summary>True if it is written by position: the attribute's property has no setter.</summary>
    public bool IsPositional => Default is null || (Name, Type) is ("P" or "From" or "Stage", _) or ("Output", ParameterType.Shape);

    /// <summary>The name as it may be written: that of the property, or of the constructor's parameter, which has a lower-case first letter.</summary>
    public string Spelling => IsPositional ? char.ToLowerInvariant(Name[0]) + Name.Substring(1) : Name;

    /// <summary>The real numbers allowed.</summary>
    public ValueDomain Domain { get; init; } = s_finite;

    /// <summary>The values that it accepts, for messages.</summary>
    public string Suitable => Type switch
    {
        ParameterType.Size => "an integer, a size's name or an expression such as \"2*Latent\"",
        ParameterType.Shape => "one integer, size's name or expression for each axis",
        ParameterType.Integers => "one integer for each axis",
        ParameterType.PerAxis when IsFixed => "an integer: a size changes neither axes nor layers",
        ParameterType.PerAxis => Axes switch
        {
            AnyNumber => "an integer, or one for each axis of the grid",
            1 => "an integer",
            2 => "an integer, or new[] { height, width }",
            3 => "an integer, or new[] { depth, height, width }",
            _ => "an integer, or new[] { left, right, top, bottom }",
        },
        ParameterType.Flag => "true or false",
        ParameterType.Number => "a number",
        ParameterType.Names => "names: \"start\" of a [Mark(\"start\")], or nameof(...) of a parameter",
        ParameterType.Module => "typeof(...) of a visible class that derives from Module<Tensor, Tensor>",
        _ => "a name: nameof(...)",
    };
}
