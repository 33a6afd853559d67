using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace ModelDsl.Training;

/// <summary>The losses of a discriminator and of who works against it; Goodfellow et al. 2014. Judgments are log-odds, <c>[batch, 1]</c>.</summary>
internal static class GanLosses
{
    /// <summary>−E ln D(positive) − E ln(1 − D(negative)).</summary>
    public static Tensor Discriminator(Tensor positive, Tensor negative) => softplus(-positive).mean() + softplus(negative).mean();

    /// <summary>What makes negatives pass for positives: E ln(1 − D), which saturates where D is sure, or −E ln D.</summary>
    public static Tensor Generator(Tensor negative, bool saturating) => saturating ? -softplus(negative).mean() : softplus(-negative).mean();

    /// <summary>The share of right judgments.</summary>
    public static Tensor Accuracy(Tensor positive, Tensor negative) =>
        ((positive > 0).to_type(ScalarType.Float32).mean() + (negative < 0).to_type(ScalarType.Float32).mean()) * 0.5;
}
