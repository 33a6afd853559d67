namespace TorchSharp;

/// <summary>.NET's types beside libtorch's.</summary>
internal static class ElementTypes
{
    /// <summary>The element type that holds a .NET type.</summary>
    /// <exception cref="ArgumentException">None does.</exception>
    public static ScalarType Of(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => ScalarType.Bool,
        TypeCode.Byte => ScalarType.Byte,
        TypeCode.SByte => ScalarType.Int8,
        TypeCode.Int16 => ScalarType.Int16,
        TypeCode.Int32 => ScalarType.Int32,
        TypeCode.Int64 => ScalarType.Int64,
        TypeCode.Single => ScalarType.Float32,
        TypeCode.Double => ScalarType.Float64,
        _ when type == typeof(Half) => ScalarType.Float16,
        _ => throw new ArgumentException($"No tensor holds elements of type {type}."),
    };

    /// <summary>Does <typeparamref name="T"/> have the layout of the tensor's elements?</summary>
    /// <exception cref="ArgumentException">It does not.</exception>
    public static void Check<T>(ScalarType type)
    {
        if (Of(typeof(T)) != type)
            throw new ArgumentException($"Elements of type {typeof(T)} were asked of a tensor of {type}.");
    }

    /// <summary>Bytes an element.</summary>
    public static int Size(ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool or ScalarType.QInt8 or ScalarType.QUInt8 => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 or ScalarType.QInt32 => 4,
        ScalarType.Int64 or ScalarType.Float64 or ScalarType.ComplexFloat32 => 8,
        ScalarType.ComplexFloat64 => 16,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
