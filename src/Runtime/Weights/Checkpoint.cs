using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Weights;

/// <summary>
/// Saves and loads a model's weights as safetensors, under PyTorch's names. The file contains the model's name and sizes:
/// weights of another model are refused, and the model can be created from the file. Files of TorchSharp's
/// <c>module.save</c> can be loaded too; the content determines the format, not the file's name.
/// </summary>
public static class Checkpoint
{
    // The estimate of a model's size is rough for some models. The comparison limits the memory to a few times the file's length.
    private const double CountTolerance = 4;

    /// <summary>Saves the weights and buffers, with the configuration of a declared model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file to create or replace.</param>
    /// <exception cref="CodedException">The file cannot be written.</exception>
    public static void Save(nn.Module model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        var metadata = model is IModel declared ? ModelConfiguration.Of(declared).ToMetadata() : null;
        SafeTensors.Save(path, model.state_dict().Select(entry => (entry.Key, entry.Value)), metadata);
    }

    /// <summary>Loads weights into a model of the same architecture and sizes. If they do not fit, the model is unchanged.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">A file of <see cref="Save"/>, PyTorch or TorchSharp.</param>
    /// <param name="options">Maps the tensors of a file with other names; null if the file has exactly those of the model.</param>
    /// <exception cref="CodedException">
    /// The file cannot be read, is damaged, contains the weights of another model or of other sizes, or a value that is not a finite number.
    /// </exception>
    public static void Load(nn.Module model, string path, LoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        // Tensors are read only from a file that fits.
        var weights = WeightsReader.Read(path, (header, file) =>
        {
            if (options is null)
                CheckConfiguration(model, path, header.Metadata);
            return WeightsHeader.ReadTensors(file, WeightsMatch.Of(model, path, header.Tensors, options ?? new()));
        });
        try
        {
            CheckValues(path, weights);
            model.load_state_dict(weights, strict: options?.Strict ?? true);
        }
        finally
        {
            foreach (var weight in weights.Values)
                weight.Dispose();
        }
    }

    /// <summary>Reads the model's name and sizes without the weights; null if the file was not saved from a declared model.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CodedException">The file cannot be read, or is damaged.</exception>
    public static ModelConfiguration? Configuration(string path) => ModelConfiguration.FromMetadata(path, WeightsReader.Header(path).Metadata);

    /// <summary>Creates the model that the file was saved from, with its sizes and weights, on the CPU.</summary>
    /// <param name="path">A file of <see cref="Save"/>, or any other with the model's tensors.</param>
    /// <param name="models">The models to choose from: the generated catalogue of an assembly.</param>
    /// <param name="configuration">The model and its sizes, for a file that does not name them, such as one of TorchSharp's <c>module.save</c>.</param>
    /// <exception cref="CodedException">The file cannot be read, is damaged, or contains a model that is not in the list.</exception>
    public static nn.Module Open(string path, IEnumerable<ModelEntry> models, ModelConfiguration? configuration = null)
    {
        ArgumentNullException.ThrowIfNull(models);
        configuration = Configuration(path) ?? configuration
            ?? throw OfAnotherModel(path, "does not name its model. Pass its ModelConfiguration, or create the model and load the file into it with Checkpoint.Load");
        var known = models.ToList();
        var entry = known.FirstOrDefault(entry => entry.Name == configuration.Model)
            ?? throw OfAnotherModel(path, $"contains {configuration}; the catalogue has {string.Join(", ", known.Select(entry => entry.Name))}. Pass the catalogue of the assembly that declares it");
        var model = Create(path, entry, configuration);
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

    private static nn.Module Create(string path, ModelEntry entry, ModelConfiguration configuration)
    {
        if (!entry.Sizes.Select(size => size.Name).SequenceEqual(configuration.Sizes.Select(size => size.Name)))
        {
            var declared = entry.Sizes.Count == 0 ? "none" : string.Join(", ", entry.Sizes.Select(size => size.Name));
            throw OfAnotherModel(path, $"contains {configuration}, but the sizes of {entry.Name} are now: {declared}. Train the model again");
        }
        try
        {
            int[] sizes = [.. configuration.Sizes.Select(size => size.Value)];
            var count = WeightsReader.Header(path).ElementCount;
            if (WeightCount.AtLeast(entry, sizes) > CountTolerance * count)
                throw OfAnotherModel(path, $"has only {count} values, too few for {configuration}. Copy it again, or train the model again");
            return entry.Create(sizes);
        }
        catch (ArgumentException exception)
        {
            throw OfAnotherModel(path, $"contains {configuration}, which {entry.Name} does not allow. Train the model again", exception);
        }
    }

    private static void CheckConfiguration(nn.Module model, string path, IReadOnlyDictionary<string, string> metadata)
    {
        if (model is not IModel declared || ModelConfiguration.FromMetadata(path, metadata) is not { } saved)
            return;
        var expected = ModelConfiguration.Of(declared);
        if (saved.Model != expected.Model || !saved.Sizes.SequenceEqual(expected.Sizes))
            throw OfAnotherModel(path, $"contains {saved}, not {expected}. Create that model, or load another file");
    }

    private static void CheckValues(string path, Dictionary<string, Tensor> weights)
    {
        using var scope = NewDisposeScope();
        if (weights.FirstOrDefault(weight => weight.Value.is_floating_point() && !weight.Value.isfinite().all().ToBoolean()).Key is { } name)
            throw new CodedException(ErrorCodes.WeightsNotFinite, $"{path}: '{name}' contains NaN or infinity, as after a training that diverged. Use the weights of an earlier epoch.");
    }

    private static CodedException OfAnotherModel(string path, string what, Exception? inner = null) =>
        new(ErrorCodes.WeightsOfAnotherModel, $"{path} {what}.", inner);
}
