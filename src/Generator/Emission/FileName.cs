using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission;

/// <summary>
/// The names of generated files. The compiler requires them to be unique regardless of case, and without some characters
/// of class names. Names with a hyphen differ from those of all models.
/// </summary>
internal static class FileName
{
    private const string Extension = ".g.cs";

    public const string Catalogue = "Model-Catalogue.g.cs";

    public const string Program = "Experiment-Program.g.cs";

    /// <summary>The file of a model.</summary>
    /// <param name="model">The class's metadata name.</param>
    /// <param name="namesakes">The names that others differ from only in case.</param>
    public static string Of(string model, EquatableArray<string> namesakes)
    {
        var name = model.All(IsPlain) ? model : string.Concat(model.Select(character => IsPlain(character) ? $"{character}" : $"-{(int)character:X4}"));
        return namesakes.Contains(model) ? $"{name}-{GeneratedFile.Hash(model).Substring(0, 8)}{Extension}" : name + Extension;
    }

    /// <summary>The file with the description of a model's stages.</summary>
    /// <param name="file">The model's file.</param>
    public static string Graph(string file) => $"{file.Substring(0, file.Length - Extension.Length)}-Graph{Extension}";

    private static bool IsPlain(char character) => char.IsLetterOrDigit(character) || ".+`_".IndexOf(character) >= 0;

    /// <summary>The names that differ only in case from another.</summary>
    public static EquatableArray<string> Namesakes(IEnumerable<string> models) => new(
        from model in models
        group model by model.ToUpperInvariant() into alike
        where alike.Count() > 1
        from model in alike
        select model);
}
