using System.ComponentModel;

namespace ModelDsl;

/// <summary>A size parameter of a model's constructor.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Default">The default value.</param>
/// <param name="Min">The smallest allowed value.</param>
/// <param name="Max">The largest allowed value.</param>
/// <param name="AnyOf">The allowed values; null if all from <paramref name="Min"/> to <paramref name="Max"/> are allowed.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ModelSize(string Name, int Default, int Min = 1, int Max = int.MaxValue, IReadOnlyList<int>? AnyOf = null)
{
    /// <summary>True if a value is allowed.</summary>
    public bool Allows(int value) => AnyOf?.Contains(value) ?? value >= Min && value <= Max;

    /// <summary>The allowed values as text.</summary>
    public string Allowed => AnyOf is not null ? $"one of {string.Join(", ", AnyOf)}"
        : Max == int.MaxValue ? $"at least {Min}"
        : $"from {Min} to {Max}";
}
