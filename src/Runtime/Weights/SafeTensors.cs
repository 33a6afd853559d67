using ModelDsl.Files;
using static TorchSharp.torch;

namespace ModelDsl.Weights;

/// <summary>
/// Weights in the safetensors format, which PyTorch and most other tools read. Equal tensors and metadata give equal
/// bytes, in whatever order they are passed. Format: https://huggingface.co/docs/safetensors
/// </summary>
internal static class SafeTensors
{
    /// <summary>Writes tensors to a temporary name and renames it.</summary>
    /// <param name="path">The file to make or replace.</param>
    /// <param name="tensors">The tensors, each under its own name; on any device.</param>
    /// <param name="metadata">Text by key; null for none.</param>
    /// <exception cref="CodedException">A tensor has an element type that the format lacks, or the file cannot be written.</exception>
    /// <exception cref="ArgumentException">Two tensors have the same name.</exception>
    public static void Save(string path, IEnumerable<(string Name, Tensor Tensor)> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var byName = tensors.ToDictionary(pair => pair.Name, pair => pair.Tensor);
        // As the reference implementation does: large elements first, so that each tensor is aligned to its elements.
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
            foreach (var entry in entries.Where(entry => entry.End > entry.Begin))
            {
                using var scope = NewDisposeScope();
                stream.Write(byName[entry.Name].detach().cpu().contiguous().bytes);
            }
        });
    }

    /// <summary>Reads tensors, on the CPU; they belong to the caller or to the caller's dispose scope.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CodedException">The file is truncated, malformed, holds an unknown element type, or cannot be read.</exception>
    public static (Dictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata) Load(string path) => WeightsReader.Load(path, SafeTensorsHeader.Read);

    /// <summary>Reads the text that travels with the tensors, and not the tensors.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CodedException">The file is truncated, malformed, holds an unknown element type, or cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> Metadata(string path) => WeightsReader.Metadata(path, SafeTensorsHeader.Read);

    private static CodedException UnknownType(string path, string name, ScalarType type) => new(
        ErrorCodes.WeightsType, $"{path}: '{name}' has the element type {type}, which safetensors files lack. Convert the tensor first.");
}
