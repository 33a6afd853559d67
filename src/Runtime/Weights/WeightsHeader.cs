using static TorchSharp.torch;

namespace ModelDsl.Weights;

/// <summary>The contents of a weights file, checked against the file's length.</summary>
/// <param name="Tensors">The tensors in the order of their bytes.</param>
/// <param name="Metadata">Text by key.</param>
internal abstract record WeightsHeader(IReadOnlyList<TensorEntry> Tensors, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>The largest number of tensors. A damaged or malicious file can state millions, each of which takes time and memory.</summary>
    public const int MaxTensors = 100_000;

    /// <summary>The number of values of all tensors.</summary>
    public long ElementCount => Tensors.Sum(tensor => (tensor.End - tensor.Begin) / tensor.Type.Size);

    /// <summary>Reads tensors on the CPU.</summary>
    /// <param name="file">The file, at the position after the header.</param>
    /// <param name="entries">The tensors to read, by the name in the result.</param>
    public static Dictionary<string, Tensor> ReadTensors(Stream file, IEnumerable<KeyValuePair<string, TensorEntry>> entries)
    {
        var origin = file.Position;
        var tensors = new Dictionary<string, Tensor>();
        try
        {
            foreach (var (name, entry) in entries)
            {
                var tensor = empty(entry.Shape, entry.Type.Scalar);
                tensors.Add(name, tensor);
                file.Position = origin + entry.Begin;
                TensorBytes.Read(file, tensor);
            }
            return tensors;
        }
        catch
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
            throw;
        }
    }
}
