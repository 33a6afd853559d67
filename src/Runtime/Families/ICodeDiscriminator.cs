using TorchSharp;

namespace ModelDsl;

/// <summary>A model that distinguishes codes of the prior from those of the inference net.</summary>
public interface ICodeDiscriminator : IModel
{
    /// <summary>Discriminates a batch of codes.</summary>
    /// <param name="code">The codes, <c>[batch, latent]</c>.</param>
    /// <returns>The log-odds that each is from the prior, <c>[batch, 1]</c>.</returns>
    [return: Shape(1), OutputRange(double.NegativeInfinity, double.PositiveInfinity)]
    torch.Tensor Discriminate([Space("code")] torch.Tensor code);
}
