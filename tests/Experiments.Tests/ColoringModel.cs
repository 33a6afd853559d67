using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Experiments.Tests;

/// <summary>Colors gray images of 8 × 8 pixels.</summary>
internal sealed class ColoringModel : nn.Module, IImageTranslator
{
    private readonly nn.Module<Tensor, Tensor> _translate = nn.Conv2d(1, 3, 1);

    public ColoringModel() : base(nameof(ColoringModel)) => register_module("Translate", _translate);

    public ModelSummary Summary => new(nameof(ColoringModel), [new("Translate.0", "Conv2d", [3, 8, 8], 6, 192)]);

    public IReadOnlyList<long> InputShape => [1, 8, 8];

    public IReadOnlyList<SizeValue> Sizes => [];

    public Tensor Translate(Tensor image)
    {
        using var hidden = _translate.call(image);
        return hidden.sigmoid();
    }
}
