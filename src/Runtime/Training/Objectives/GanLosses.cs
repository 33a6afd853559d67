using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace ModelDsl.Training;

/// <summary>
/// The losses of a discriminator and a generator; Goodfellow et al. 2014. Arguments are the discriminator's log-odds, <c>[batch,
/// 1]</c>.
/// </summary>
internal static class GanLosses
{
    /// <summary>The discriminator loss: −E ln D(positive) − E ln(1 − D(negative)).</summary>
    public static Tensor Discriminator(Tensor positive, Tensor negative) => softplus(-positive).mean() + softplus(negative).mean();

    /// <summary>The generator loss: E ln(1 − D), which saturates if D is near 0, or −E ln D.</summary>
    public static Tensor Generator(Tensor negative, bool saturating) => saturating ? -softplus(negative).mean() : softplus(-negative).mean();

    /// <summary>The discriminator's accuracy.</summary>
    public static Tensor Accuracy(Tensor positive, Tensor negative) =>
        ((positive > 0).to_type(ScalarType.Float32).mean() + (negative < 0).to_type(ScalarType.Float32).mean()) * 0.5;
}
