using System.ComponentModel;
using static TorchSharp.torch;

namespace ModelDsl.Layers;

/// <summary>Draws initial weights for <see cref="InitializeAttribute"/>; called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Initialization
{
    /// <summary>Draws the learned weight of a layer with spectral normalization, and sets its bias to zero.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="initializer">The distribution of the weight.</param>
    public static void Draw(SpectralNorm layer, Initializer initializer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        Draw(layer.Weight, layer.Bias, initializer);
        layer.Estimate();
    }

    /// <summary>Draws a weight, and sets the bias to zero.</summary>
    /// <param name="weight">The weight, of two axes or more.</param>
    /// <param name="bias">The bias; null if the layer has none.</param>
    /// <param name="initializer">The distribution of the weight.</param>
    public static void Draw(Tensor? weight, Tensor? bias, Initializer initializer)
    {
        ArgumentNullException.ThrowIfNull(weight);
        using var without = no_grad();
        _ = initializer switch
        {
            Initializer.XavierUniform => nn.init.xavier_uniform_(weight),
            Initializer.XavierNormal => nn.init.xavier_normal_(weight),
            Initializer.KaimingUniform => nn.init.kaiming_uniform_(weight, nonlinearity: nn.init.NonlinearityType.ReLU),
            Initializer.KaimingNormal => nn.init.kaiming_normal_(weight, nonlinearity: nn.init.NonlinearityType.ReLU),
            Initializer.Orthogonal => nn.init.orthogonal_(weight),
            Initializer.Normal => nn.init.normal_(weight, 0, 0.02),
            _ => throw new ArgumentOutOfRangeException(nameof(initializer), initializer, "Not an initializer."),
        };
        if (bias is not null)
            nn.init.zeros_(bias);
    }
}
