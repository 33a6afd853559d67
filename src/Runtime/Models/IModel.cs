using TorchSharp;

namespace ModelDsl;

/// <summary>What every generated model has.</summary>
public interface IModel
{
    /// <summary>The layers with shapes, parameters and multiply-adds, for this model's sizes.</summary>
    ModelSummary Summary { get; }

    /// <summary>The shape of one input of the first stage, without the batch: <c>[1, 28, 28]</c>.</summary>
    IReadOnlyList<long> InputShape { get; }

    /// <summary>The sizes that this model was made with, in the order of its constructor.</summary>
    IReadOnlyList<SizeValue> Sizes { get; }
}

/// <summary>A model that maps an image to a code and a code to an image.</summary>
public interface IAutoencoder : IModel
{
    /// <summary>Encodes a batch of images.</summary>
    /// <param name="image">The images, <c>[batch, …]</c>, in [0, 1].</param>
    /// <returns>The codes, <c>[batch, latent]</c>.</returns>
    torch.Tensor Encode(torch.Tensor image);

    /// <summary>Decodes a batch of codes.</summary>
    /// <param name="code">The codes, <c>[batch, latent]</c>.</param>
    /// <returns>The images, <c>[batch, …]</c>.</returns>
    torch.Tensor Decode(torch.Tensor code);

    /// <summary>Decodes what the images encode to.</summary>
    /// <param name="image">The images, <c>[batch, …]</c>, in [0, 1].</param>
    /// <returns>The reconstructions, shaped as <paramref name="image"/>.</returns>
    torch.Tensor Reconstruct(torch.Tensor image)
    {
        using var code = Encode(image);
        return Decode(code);
    }
}
