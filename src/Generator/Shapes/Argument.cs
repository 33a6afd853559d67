namespace ModelDsl.Generator.Shapes;

/// <summary>The value of an argument that has no usable value.</summary>
internal enum NoValue
{
    /// <summary>The compiler reports the argument.</summary>
    Mistaken,

    /// <summary>A constant of a type that no layer accepts.</summary>
    Unsupported,
}

/// <summary>
/// An argument of an attribute: each value a long, double, bool, string, <see cref="TypeName"/>, null, <see cref="UnknownMember"/> or
/// <see cref="NoValue"/>. An enum's value is its member's name.
/// </summary>
internal sealed record Argument(string Name, EquatableArray<object?> Values, bool IsArray = false)
{
    public static Argument Of(string name, object? value) => new(name, new([value]));

    public static Argument OfMany(string name, params object?[] values) => new(name, new(values), IsArray: true);
}
