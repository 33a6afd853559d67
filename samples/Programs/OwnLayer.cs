using TorchSharp;
using TorchSharp.Modules;

// A layer written in C#, a block that uses it, and a model that uses the block.
manual_seed(1);
using var model = new OwnLayer();
Console.WriteLine(model.Summary);
using var images = rand(4, 3, 32, 32);
using var scores = model.Classify(images);
Console.WriteLine(string.Join(", ", scores.shape));

/// <summary>Scales each channel by a learned factor (layer scale, Touvron et al. 2021).</summary>
public sealed class LayerScale(long channels) : nn.Module<Tensor, Tensor>(nameof(LayerScale))
{
    private readonly Parameter _factors = nn.Parameter(full([channels, 1, 1], 0.1));

    public override Tensor forward(Tensor input) => input * _factors;
}

/// <summary>Two convolutions whose scaled result is added to their input.</summary>
[Mark("in"), Conv2d(nameof(channels), 3, Padding = 1), BatchNorm2d, ReLU]
[Conv2d(nameof(channels), 3, Padding = 1), BatchNorm2d]
[Module(typeof(LayerScale), Arguments = [nameof(channels)]), Add("in"), ReLU]
public sealed class ScaledBlockAttribute(object channels) : BlockAttribute;

/// <summary>Classifies color images of 32 × 32 pixels.</summary>
[Model]
public partial class OwnLayer
{
    [Size(16)] public partial int Width { get; }

    [Conv2d(nameof(Width), 3, Stride = 2, Padding = 1), ScaledBlock(nameof(Width), Repeat = 2)]
    [AdaptiveAvgPool2d(1), Flatten, Linear(10)]
    public partial Tensor Classify([Shape(3, 32, 32)] Tensor image);
}
