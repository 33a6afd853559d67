using static TorchSharp.torch;

namespace ModelDsl.Weights;

/// <summary>Saves and loads a model's weights as safetensors, under the names that PyTorch gives them.</summary>
public static class Checkpoint
{
    /// <summary>Saves the weights and buffers.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file to make or replace.</param>
    /// <param name="metadata">Text that travels with the weights: the model's name and sizes.</param>
    /// <exception cref="CodedException">The file cannot be written.</exception>
    public static void Save(nn.Module model, string path, IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(model);
        SafeTensors.Save(path, model.state_dict().Select(entry => (entry.Key, entry.Value)), metadata);
    }

    /// <summary>Loads weights into a model of the same architecture and sizes.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">A file that <see cref="Save"/> or PyTorch wrote.</param>
    /// <exception cref="CodedException">The file cannot be read, or is damaged.</exception>
    public static void Load(nn.Module model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (weights, _) = SafeTensors.Load(path);
        try
        {
            model.load_state_dict(weights);
        }
        finally
        {
            foreach (var weight in weights.Values)
                weight.Dispose();
        }
    }
}
