namespace ModelDsl;

/// <summary>
/// Declares a size: a <c>public partial int</c> property that becomes an optional constructor parameter
/// and that shapes may name, as in <c>[Linear(nameof(Latent))]</c>. Shapes are checked for every allowed value.
/// </summary>
/// <param name="value">The default value: at least 1, and an allowed value.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class SizeAttribute(int value) : Attribute
{
    /// <summary>The default value.</summary>
    public int Value { get; } = value;

    /// <summary>The allowed values; if null, all from <see cref="Min"/> to <see cref="Max"/>.</summary>
    public int[]? AnyOf { get; set; }

    /// <summary>The smallest allowed value. Default: 1.</summary>
    public int Min { get; set; } = 1;

    /// <summary>The largest allowed value. Default: none.</summary>
    public int Max { get; set; } = int.MaxValue;
}
