namespace ModelDsl.Generator.Shapes;

/// <summary>The type of a layer's argument.</summary>
internal enum ParameterType
{
    /// <summary>A positive integer, the name of a size, or an expression.</summary>
    Size,

    /// <summary>A list of such values.</summary>
    Shape,

    /// <summary>An integer, or one per axis.</summary>
    PerAxis,

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
/// <param name="Least">The smallest real number allowed.</param>
/// <param name="Most">The largest real number allowed.</param>
internal sealed record LayerParameter(
    string Name,
    ParameterType Type,
    object? Default = null,
    long Minimum = 1,
    int Axes = 1,
    double Least = double.NegativeInfinity,
    double Most = double.PositiveInfinity)
{
    /// <summary>The values that it accepts, for messages.</summary>
    public string Suitable => Type switch
    {
        ParameterType.Size => "an integer, a size's name or an expression such as \"2*Latent\"",
        ParameterType.Shape => "one integer, size's name or expression for each axis",
        ParameterType.PerAxis => Axes switch
        {
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
