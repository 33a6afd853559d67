using System.Globalization;

namespace ModelDsl;

/// <summary>A size of a model, with its value.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Value">The value of the constructor's argument.</param>
public readonly record struct SizeValue(string Name, int Value)
{
    /// <summary>The form in keys and files: <c>Latent=16</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}={Value}");
}
