namespace ModelDsl;

/// <summary>
/// Declares a size: a <c>public partial int</c> property that becomes an optional constructor parameter
/// and that shapes may name, as in <c>[Linear(nameof(Latent))]</c>.
/// </summary>
/// <param name="value">The default value, at least 1.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class SizeAttribute(int value) : Attribute
{
    /// <summary>The default value.</summary>
    public int Value { get; } = value;
}
