using ModelDsl.Files;
using static TorchSharp.torch;

namespace ModelDsl.Weights;

/// <summary>
/// Writes weights in the safetensors format, which PyTorch and most other tools read. The bytes depend only on the tensors and
/// metadata, not on their order. Format: https://huggingface.co/docs/safetensors
/// </summary>
internal static class SafeTensors
{
    /// <summary>Writes tensors atomically.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <param name="tensors">The tensors with their unique names, on any device.</param>
    /// <param name="metadata">Text by key; null for none.</param>
    /// <exception cref="CodedException">A tensor has an element type that the format lacks, or the file cannot be written.</exception>
    /// <exception cref="ArgumentException">Two tensors have the same name.</exception>
    public static void Save(string path, IEnumerable<(string Name, Tensor Tensor)> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var byName = tensors.ToDictionary(pair => pair.Name, pair => pair.Tensor);
        // Large elements come first, as in the reference implementation: each tensor is then aligned to its element size.
        var ordered = byName
            .Select(pair => (pair.Key, pair.Value, Type: ElementType.Of(pair.Value.dtype) ?? throw UnknownType(path, pair.Key, pair.Value.dtype)))
            .OrderByDescending(tensor => tensor.Type.Size)
            .ThenBy(tensor => tensor.Key, StringComparer.Ordinal);

        var entries = new List<TensorEntry>();
        var end = 0L;
        foreach (var (name, tensor, type) in ordered)
            entries.Add(new(name, type, tensor.shape, end, end += type.Size * tensor.NumberOfElements));

        AtomicFile.Write(path, stream =>
        {
            stream.Write(new SafeTensorsHeader(entries, metadata ?? new Dictionary<string, string>()).ToBytes());
            foreach (var entry in entries)
                TensorBytes.Write(stream, byName[entry.Name]);
        });
    }

    private static CodedException UnknownType(string path, string name, ScalarType type) => new(
        ErrorCodes.WeightsType, $"{path}: '{name}' has the element type {type}, which safetensors files lack. Convert the tensor first.");
}
