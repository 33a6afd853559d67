using ModelDsl;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Generator.Tests.Models;

/// <summary>Every layer of images, with arguments other than the defaults.</summary>
[Model]
internal sealed partial class EveryImageLayer
{
    [Conv2d(8, new[] { 3, 5 }, SamePadding = true, PaddingMode = PaddingModes.Reflect), BatchNorm2d(Eps = 1e-4, Momentum = 0.2), ReLU6]
    [Conv2d(8, 3, Padding = 1, PaddingMode = PaddingModes.Circular, Groups = 2, Bias = false), InstanceNorm2d(Affine = true), ELU(Alpha = 0.5), Mark("a")]
    [Conv2d(8, 3, SamePadding = true), GroupNorm(4), CELU(Alpha = 2), Add("a"), PReLU(PerChannel = true), SELU, GELU, SiLU, Mish]
    [Mark("b"), AdaptiveAvgPool2d(1), Conv2d(8, 1), Sigmoid, Multiply("b"), Mark("c"), From("b"), Conv2d(8, 1), Add("c", "a")]
    [MaxPool2d(2, Padding = 1, Stride = new[] { 2, 1 }), AvgPool2d(3, Stride = 1, Padding = 1, CountIncludePad = false), Dropout2d(0.1)]
    [Upsample(2, Mode = Interpolation.Bilinear, AlignCorners = true), Upsample(new[] { 1, 2 }), PixelShuffle(2), ZeroPad2d(new[] { 1, 0, 2, 0 }), ReflectionPad2d(1)]
    [ConvTranspose2d(3, new[] { 3, 2 }, Stride = 2, OutputPadding = new[] { 1, 0 }), LeakyReLU, Softsign]
    [ConvTranspose2d(4, 3, Stride = 2, Padding = 1, Groups = 1, Dilation = 2, SpectralNorm = true), Hardsigmoid, Hardswish, Hardtanh(Min = -2), Softplus(Beta = 2)]
    [CenterCrop(32, 30), Permute(0, 2, 1), ConvTranspose2d(4, 4, Stride = 2, Padding = 1, Output = new[] { 60, 65 })]
    [AdaptiveAvgPool2d(new[] { 2, 3 }), LayerNorm, LayerNorm(Axes = 1, Affine = false), Reshape(6, 4), Flatten, Dropout, Linear(12, Bias = false), PReLU, Tanh]
    [Unflatten(3, 4), LogSoftmax(Axis = 1), Softmax, Identity, Flatten, ReLU, LogSigmoid, Sigmoid]
    public partial Tensor Run([Shape(4, 8, 8)] Tensor image);
}

/// <summary>Every layer of signals.</summary>
[Model]
internal sealed partial class EverySignalLayer
{
    [Conv1d(6, 3, Padding = 1, Dilation = 1), BatchNorm1d, ReLU, Mark("a"), MaxPool1d(2), Conv1d(6, 3, SamePadding = true)]
    [ConvTranspose1d(6, 2, Stride = 2), Concat("a"), AvgPool1d(2, CeilMode = true), Linear(5, LastAxis = true)]
    [Upsample(2, Mode = Interpolation.Linear), CenterCrop(9), AdaptiveAvgPool1d(4), Flatten, BatchNorm1d(TrackRunningStats = false)]
    public partial Tensor Run([Shape(3, 16)] Tensor signal);
}

/// <summary>Every layer of volumes.</summary>
[Model]
internal sealed partial class EveryVolumeLayer
{
    [Conv3d(4, new[] { 3, 2, 1 }, Padding = new[] { 1, 0, 0 }), ReLU, Conv3d(2, 3), ConvTranspose3d(2, 2), ConvTranspose3d(1, new[] { 1, 2, 3 }, Stride = new[] { 1, 2, 1 })]
    [BatchNorm3d, MaxPool3d(2, Stride = 1, Padding = new[] { 1, 0, 1 }), AvgPool3d(2, CeilMode = true), Upsample(2, Mode = Interpolation.Trilinear)]
    [CenterCrop(4, 6, 3), AdaptiveAvgPool3d(new[] { 2, 1, 2 })]
    public partial Tensor Run([Shape(1, 6, 6, 6)] Tensor volume);
}

/// <summary>Every layer of integers.</summary>
[Model]
internal sealed partial class EverySequenceLayer
{
    [Embedding(20, 6), Linear(4, LastAxis = true, SpectralNorm = true), ReLU]
    public partial Tensor Run([Shape(7)] Tensor words);
}
