namespace ModelDsl.Generator.Shapes;

/// <summary>A size of the model.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Value">The default; null if the compiler reports it.</param>
/// <param name="IsProperSize">True if it is a <c>public partial int</c> property with only a getter.</param>
/// <param name="AnyOf">The only allowed values; null if not listed.</param>
/// <param name="Min">The smallest allowed value; null for 1.</param>
/// <param name="Max">The largest allowed value; null for none.</param>
internal sealed record Size(
    string Name, int? Value, bool IsProperSize, EquatableArray<int>? AnyOf = null, int? Min = null, int? Max = null)
{
    /// <summary>More values are not tried one by one.</summary>
    private const int MaximumValues = 4096;

    public int Least => AnyOf is { Count: > 0 } list ? list.Min() : Min ?? 1;

    /// <summary>The largest allowed value; null if unlimited.</summary>
    public int? Greatest => AnyOf is { Count: > 0 } list ? list.Max() : Max;

    /// <summary>All allowed values; null if there are too many.</summary>
    public IReadOnlyList<int>? Values => AnyOf is { } list ? list
        : Max is { } most && (long)most - Least is >= 0 and < MaximumValues ? [.. Enumerable.Range(Least, most - Least + 1)]
        : null;

    /// <summary>The allowed value nearest to another.</summary>
    public int Nearest(int value) => AnyOf is { Count: > 0 } list
        ? list.OrderBy(allowed => Math.Abs((long)allowed - value)).First()
        : Math.Min(Math.Max(value, Least), Max ?? int.MaxValue);

    public bool Allows(int value) => AnyOf is { } list ? list.Contains(value) : value >= Least && value <= (Max ?? int.MaxValue);
}
