using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Experiments.Tests;

/// <summary>A linear autoencoder of color images of 8 × 8 pixels.</summary>
internal sealed class ColorAutoencoder : nn.Module, IAutoencoder
{
    private readonly nn.Module<Tensor, Tensor> _encode = nn.Linear(192, 4);
    private readonly nn.Module<Tensor, Tensor> _decode = nn.Linear(4, 192);

    public ColorAutoencoder() : base(nameof(ColorAutoencoder))
    {
        register_module("Encode", _encode);
        register_module("Decode", _decode);
    }

    public ModelSummary Summary => new(nameof(ColorAutoencoder), []);

    public IReadOnlyList<long> InputShape => [3, 8, 8];

    public IReadOnlyList<SizeValue> Sizes => [];

    public Tensor Encode(Tensor image) => _encode.call(image.flatten(1));

    public Tensor Decode(Tensor code) => _decode.call(code).sigmoid().reshape(-1, 3, 8, 8);
}
