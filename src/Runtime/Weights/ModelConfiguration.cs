using System.Globalization;

namespace ModelDsl.Weights;

/// <summary>The name and sizes of the model that a weights file was saved from.</summary>
/// <param name="Model">The class's name.</param>
/// <param name="Sizes">Its sizes, in the order of its constructor.</param>
public sealed record ModelConfiguration(string Model, IReadOnlyList<SizeValue> Sizes)
{
    private const string ModelKey = "model", SizesKey = "sizes";

    /// <summary>The configuration of a model.</summary>
    /// <param name="model">The model.</param>
    public static ModelConfiguration Of(IModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new(model.Summary.Model, model.Sizes);
    }

    /// <summary>The model and its sizes: <c>Avae (Latent=10,Noise=10)</c>.</summary>
    public override string ToString() => Sizes.Count == 0 ? Model : $"{Model} ({SizeText})";

    /// <summary>The entries of a file's metadata.</summary>
    internal Dictionary<string, string> ToMetadata() => new() { [ModelKey] = Model, [SizesKey] = SizeText };

    /// <summary>Reads a file's metadata; null if it was not saved from a declared model.</summary>
    /// <param name="path">The file, for error messages.</param>
    /// <param name="metadata">The file's metadata.</param>
    /// <exception cref="CodedException">The sizes are malformed.</exception>
    internal static ModelConfiguration? FromMetadata(string path, IReadOnlyDictionary<string, string> metadata) =>
        metadata.TryGetValue(ModelKey, out var model) && metadata.TryGetValue(SizesKey, out var sizes)
            ? new(model, [.. sizes.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(size => ParseSize(path, size))])
            : null;

    private string SizeText => string.Join(',', Sizes);

    private static SizeValue ParseSize(string path, string text) =>
        text.Split('=') is [var name, var value] && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(name, number)
            : throw new CodedException(ErrorCodes.WeightsCorrupt, $"{path} has the size '{text}' in its metadata, which is not NAME=NUMBER. Create the file again.");
}
