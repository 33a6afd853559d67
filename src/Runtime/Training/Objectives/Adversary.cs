using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace ModelDsl.Training;

/// <summary>The losses of a discriminator and of who works against it; Goodfellow et al. 2014. Judgements are log-odds, <c>[batch, 1]</c>.</summary>
internal static class Adversary
{
    /// <summary>−E ln D(positive) − E ln(1 − D(negative)).</summary>
    public static Tensor Discrimination(Tensor positive, Tensor negative) => softplus(-positive).mean() + softplus(negative).mean();

    /// <summary>What makes negatives pass for positives: E ln(1 − D), which saturates where D is sure, or −E ln D.</summary>
    public static Tensor Deception(Tensor negative, bool saturating) => saturating ? -softplus(negative).mean() : softplus(-negative).mean();

    /// <summary>The share of right judgements.</summary>
    public static Tensor Accuracy(Tensor positive, Tensor negative) =>
        ((positive > 0).to_type(ScalarType.Float32).mean() + (negative < 0).to_type(ScalarType.Float32).mean()) * 0.5;
}
