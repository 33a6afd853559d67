using static TorchSharp.torch;

namespace ModelDsl.Weights;

/// <summary>An element type of weights files.</summary>
/// <param name="Name">Its name in safetensors files.</param>
/// <param name="Size">The bytes of one element.</param>
/// <param name="Scalar">Its name in TorchSharp.</param>
internal sealed record ElementType(string Name, int Size, ScalarType Scalar)
{
    /// <summary>The types that this library reads and writes.</summary>
    public static IReadOnlyList<ElementType> All { get; } =
    [
        new("F64", 8, ScalarType.Float64), new("F32", 4, ScalarType.Float32),
        new("F16", 2, ScalarType.Float16), new("BF16", 2, ScalarType.BFloat16),
        new("I64", 8, ScalarType.Int64), new("I32", 4, ScalarType.Int32), new("I16", 2, ScalarType.Int16), new("I8", 1, ScalarType.Int8),
        new("U8", 1, ScalarType.Byte), new("BOOL", 1, ScalarType.Bool),
    ];

    /// <summary>The type with this name in safetensors files; null if none.</summary>
    public static ElementType? Named(string? name) => All.FirstOrDefault(type => type.Name == name);

    /// <summary>The type for one of TorchSharp's; null if none.</summary>
    public static ElementType? Of(ScalarType scalar) => All.FirstOrDefault(type => type.Scalar == scalar);
}
