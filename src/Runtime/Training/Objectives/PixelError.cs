using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace ModelDsl.Training;

/// <summary>The errors of reconstructions.</summary>
internal static class PixelError
{
    /// <summary>The mean over images and pixels.</summary>
    public static Tensor Mean(Loss loss, Tensor output, Tensor images) => loss switch
    {
        Loss.MeanSquaredError => mse_loss(output, images),
        Loss.BinaryCrossEntropy => binary_cross_entropy(output, images),
        _ => throw new ArgumentOutOfRangeException(nameof(loss), loss, "Not a loss."),
    };

    /// <summary>The squared error, summed over pixels, and its mean over images.</summary>
    public static Tensor SumOfSquares(Tensor output, Tensor images) => (output - images).square().flatten(1).sum(1).mean();
}
