namespace ModelDsl.Generator.Shapes;

/// <summary>The meaning of names: the model's sizes in a stage, its own parameters in a block.</summary>
/// <param name="block">The block's name; null in a stage.</param>
/// <param name="names">The names with their meanings.</param>
internal sealed class Scope(string? block, IReadOnlyDictionary<string, SizeExpression> names)
{
    public static Scope Of(SizeDomain domain)
    {
        var sizes = new Dictionary<string, SizeExpression>(domain.Names.Count);
        foreach (var size in domain.Names)
            sizes[size] = SizeExpression.Of(size);
        return new(null, sizes);
    }

    /// <summary>The block whose layers are read; null in a stage.</summary>
    public string? Block { get; } = block;

    public IEnumerable<string> Names => names.Keys;

    public SizeExpression? Find(string name) => names.TryGetValue(name, out var meaning) ? meaning : null;
}
