namespace ModelDsl.Weights;

/// <summary>
/// How <see cref="Checkpoint.Load"/> maps the tensors of a file to those of a model, for files of other programs. The name and sizes of the model that
/// the file was saved from are then not compared.
/// </summary>
public sealed record LoadOptions
{
    /// <summary>A text that begins the names in the file and is removed: <c>module.</c>. Tensors with other names are ignored.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Returns the model's name for a name of the file without <see cref="Prefix"/>; null to keep all names.</summary>
    public Func<string, string>? Rename { get; init; }

    /// <summary>False to load only the tensors that both have. Their shapes and types must still agree. Default: true.</summary>
    public bool Strict { get; init; } = true;
}
