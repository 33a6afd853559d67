using static TorchSharp.torch;

namespace ModelDsl.Weights;

/// <summary>
/// Saves and loads a model's weights as safetensors, under the names that PyTorch gives them. The file tells the model's
/// name and sizes, so that weights are not loaded into another model by mistake, and the model can be made from the file.
/// Files of TorchSharp's <c>module.save</c> can be loaded too; the content tells the format, not the file's name.
/// </summary>
public static class Checkpoint
{
    /// <summary>Saves the weights and buffers, with the configuration of a declared model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file to make or replace.</param>
    /// <exception cref="CodedException">The file cannot be written.</exception>
    public static void Save(nn.Module model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        var metadata = model is IModel declared ? ModelConfiguration.Of(declared).ToMetadata() : null;
        SafeTensors.Save(path, model.state_dict().Select(entry => (entry.Key, entry.Value)), metadata);
    }

    /// <summary>Loads weights into a model of the same architecture and sizes; nothing is changed where they do not fit.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">A file that <see cref="Save"/>, PyTorch or TorchSharp wrote.</param>
    /// <exception cref="CodedException">The file cannot be read, is damaged, or holds the weights of another model or of other sizes.</exception>
    public static void Load(nn.Module model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (weights, metadata) = WeightsReader.Load(path, WeightsReader.ReadHeader);
        try
        {
            CheckConfiguration(model, path, metadata);
            CheckTensors(model, path, weights);
            model.load_state_dict(weights);
        }
        finally
        {
            foreach (var weight in weights.Values)
                weight.Dispose();
        }
    }

    /// <summary>What the file tells about its model, without reading the weights; null where it was not saved from a declared model.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CodedException">The file cannot be read, or is damaged.</exception>
    public static ModelConfiguration? Configuration(string path) => ModelConfiguration.FromMetadata(path, WeightsReader.Metadata(path, WeightsReader.ReadHeader));

    /// <summary>Makes the model that the file was saved from, in its sizes and with its weights, on the CPU.</summary>
    /// <param name="path">A file that <see cref="Save"/> wrote, or any other with the model's tensors.</param>
    /// <param name="models">The models that may be in it: the generated catalogue of an assembly.</param>
    /// <param name="configuration">The model and its sizes, for a file that does not name them, such as one that <c>module.save</c> of TorchSharp wrote.</param>
    /// <exception cref="CodedException">The file cannot be read, is damaged, or holds a model that is not among these.</exception>
    public static nn.Module Open(string path, IEnumerable<ModelEntry> models, ModelConfiguration? configuration = null)
    {
        ArgumentNullException.ThrowIfNull(models);
        configuration = Configuration(path) ?? configuration
            ?? throw OfAnotherModel(path, "does not say which model it holds. Pass its ModelConfiguration, or make the model and load the file into it with Checkpoint.Load");
        var known = models.ToList();
        var entry = known.FirstOrDefault(entry => entry.Name == configuration.Model)
            ?? throw OfAnotherModel(path, $"holds {configuration}; known here are {string.Join(", ", known.Select(entry => entry.Name))}. Pass the catalogue of the assembly that declares it");
        var model = Make(path, entry, configuration);
        try
        {
            Load(model, path);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static nn.Module Make(string path, ModelEntry entry, ModelConfiguration configuration)
    {
        if (!entry.Sizes.Select(size => size.Name).SequenceEqual(configuration.Sizes.Select(size => size.Name)))
        {
            var declared = entry.Sizes.Count == 0 ? "none" : string.Join(", ", entry.Sizes.Select(size => size.Name));
            throw OfAnotherModel(path, $"holds {configuration}, and the sizes of {entry.Name} are now: {declared}. Train the model again");
        }
        try
        {
            return entry.Create([.. configuration.Sizes.Select(size => size.Value)]);
        }
        catch (ArgumentException exception)
        {
            throw OfAnotherModel(path, $"holds {configuration}, which {entry.Name} does not allow. Train the model again", exception);
        }
    }

    private static void CheckConfiguration(nn.Module model, string path, IReadOnlyDictionary<string, string> metadata)
    {
        if (model is not IModel declared || ModelConfiguration.FromMetadata(path, metadata) is not { } saved)
            return;
        var own = ModelConfiguration.Of(declared);
        if (saved.Model != own.Model || !saved.Sizes.SequenceEqual(own.Sizes))
            throw OfAnotherModel(path, $"holds {saved}, not {own}. Make that model, or load another file");
    }

    // Files of other tools tell nothing about the model: their tensors must fit.
    private static void CheckTensors(nn.Module model, string path, Dictionary<string, Tensor> weights)
    {
        var own = model.state_dict();
        string[] problems =
        [
            .. own.Keys.Where(name => !weights.ContainsKey(name)).Select(name => $"'{name}' is missing"),
            .. weights.Keys.Where(name => !own.ContainsKey(name)).Select(name => $"'{name}' is not the model's"),
            .. own.Where(pair => weights.TryGetValue(pair.Key, out var weight) && !weight.shape.SequenceEqual(pair.Value.shape))
                .Select(pair => $"'{pair.Key}' is [{string.Join(", ", weights[pair.Key].shape)}] and not [{string.Join(", ", pair.Value.shape)}]"),
            .. own.Where(pair => weights.TryGetValue(pair.Key, out var weight) && !CanConvert(weight, pair.Value))
                .Select(pair => $"'{pair.Key}' is {weights[pair.Key].dtype} and not {pair.Value.dtype}"),
        ];
        if (problems.Length == 0)
            return;
        var more = problems.Length > 3 ? $", and {problems.Length - 3} more" : "";
        throw new CodedException(
            ErrorCodes.WeightsMismatch, $"{path} does not fit {model.GetName()}: {string.Join(", ", problems.Take(3))}{more}. Load the weights of the same architecture and sizes.");
    }

    // Real numbers are rounded to the model's type, such as those of a file in half precision.
    private static bool CanConvert(Tensor from, Tensor to) => from.dtype == to.dtype || is_floating_point(from) && is_floating_point(to);

    private static CodedException OfAnotherModel(string path, string what, Exception? inner = null) =>
        new(ErrorCodes.WeightsOfAnotherModel, $"{path} {what}.", inner);
}
