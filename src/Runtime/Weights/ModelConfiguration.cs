using System.Globalization;

namespace ModelDsl.Weights;

/// <summary>What a weights file tells about the model that it was saved from.</summary>
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

    /// <summary>As text for a file's metadata.</summary>
    internal Dictionary<string, string> ToMetadata() => new() { [ModelKey] = Model, [SizesKey] = SizeText };

    /// <summary>What a file's metadata says; null where it was not saved from a declared model.</summary>
    /// <param name="path">The file, for errors.</param>
    /// <param name="metadata">Its metadata.</param>
    /// <exception cref="CodedException">The sizes cannot be read.</exception>
    internal static ModelConfiguration? FromMetadata(string path, IReadOnlyDictionary<string, string> metadata) =>
        metadata.TryGetValue(ModelKey, out var model) && metadata.TryGetValue(SizesKey, out var sizes)
            ? new(model, [.. sizes.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(size => ParseSize(path, size))])
            : null;

    private string SizeText => string.Join(',', Sizes);

    private static SizeValue ParseSize(string path, string text) =>
        text.Split('=') is [var name, var value] && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(name, number)
            : throw new CodedException(ErrorCodes.WeightsCorrupt, $"{path} has the size '{text}' in its metadata, which is not NAME=NUMBER. Make the file anew.");
}
