using static TorchSharp.torch;

namespace ModelDsl.Weights;

/// <summary>The contents of a weights file, checked against the file's length.</summary>
/// <param name="Tensors">The tensors in the order of their bytes.</param>
/// <param name="Metadata">Text by key.</param>
internal abstract record WeightsHeader(IReadOnlyList<TensorEntry> Tensors, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>Reads the tensors on the CPU.</summary>
    /// <param name="file">The file, at the position after the header.</param>
    public Dictionary<string, Tensor> ReadTensors(Stream file)
    {
        var origin = file.Position;
        var tensors = new Dictionary<string, Tensor>();
        try
        {
            foreach (var entry in Tensors)
            {
                var tensor = empty(entry.Shape, entry.Type.Scalar);
                tensors.Add(entry.Name, tensor);
                if (entry.End == entry.Begin)
                    continue;
                file.Position = origin + entry.Begin;
                file.ReadExactly(tensor.bytes);
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
