using System.Globalization;

namespace ModelDsl;

/// <summary>A size of a model that was made.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Value">What the constructor was given.</param>
public readonly record struct SizeValue(string Name, int Value)
{
    /// <summary>As keys and files have it: <c>Latent=16</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}={Value}");
}
