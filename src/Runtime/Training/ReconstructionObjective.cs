using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace ModelDsl.Training;

/// <summary>Holds an autoencoder's output against its input.</summary>
/// <param name="loss">How the two are compared.</param>
public sealed class ReconstructionObjective(Loss loss) : IObjective
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The model is no <see cref="IAutoencoder"/>.</exception>
    public Tensor Loss(nn.Module model, Tensor images)
    {
        if (model is not IAutoencoder autoencoder)
            throw new ArgumentException($"{model.GetName()} is no {nameof(IAutoencoder)}.", nameof(model));

        using var output = autoencoder.Reconstruct(images);
        return loss switch
        {
            ModelDsl.Loss.MeanSquaredError => mse_loss(output, images),
            ModelDsl.Loss.BinaryCrossEntropy => binary_cross_entropy(output, images),
            _ => throw new ArgumentOutOfRangeException(nameof(loss), loss, "Not a loss."),
        };
    }
}
