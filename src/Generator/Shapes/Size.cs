namespace ModelDsl.Generator.Shapes;

/// <summary>A size of the model.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Value">The default; null where the compiler reports it.</param>
/// <param name="IsProperSize">Whether it is a <c>public partial int</c> property with a getter alone.</param>
/// <param name="AnyOf">The only values allowed; null where there is no such list.</param>
/// <param name="Min">The least value allowed; null for 1.</param>
/// <param name="Max">The largest value allowed; null where there is none.</param>
internal sealed record Size(
    string Name, int? Value, bool IsProperSize, EquatableArray<int>? AnyOf = null, int? Min = null, int? Max = null)
{
    /// <summary>More values than these are not tried one by one.</summary>
    private const int MaximumValues = 4096;

    public int Least => AnyOf is { Count: > 0 } list ? list.Min() : Min ?? 1;

    /// <summary>All allowed values, where they are few; null elsewhere.</summary>
    public IReadOnlyList<int>? Values => AnyOf is { } list ? list
        : Max is { } most && (long)most - Least is >= 0 and < MaximumValues ? [.. Enumerable.Range(Least, most - Least + 1)]
        : null;

    /// <summary>The allowed value nearest to another.</summary>
    public int Nearest(int value) => AnyOf is { Count: > 0 } list
        ? list.OrderBy(allowed => Math.Abs((long)allowed - value)).First()
        : Math.Min(Math.Max(value, Least), Max ?? int.MaxValue);

    public bool Allows(int value) => AnyOf is { } list ? list.Contains(value) : value >= Least && value <= (Max ?? int.MaxValue);
}
