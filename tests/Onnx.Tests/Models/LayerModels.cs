using TorchSharp;

namespace ModelDsl.Onnx.Tests.Models;

/// <summary>A stage for each layer, and for arguments that are exported in another way.</summary>
[Model]
public sealed partial class FeatureLayers
{
    [Linear(5)] public partial Tensor Linear([Shape(7)] Tensor x);
    [Linear(5, Bias = false)] public partial Tensor LinearWithoutBias([Shape(7)] Tensor x);
    [Linear(5, LastAxis = true)] public partial Tensor LinearLastAxis([Shape(3, 7)] Tensor x);
    [Linear(5, LastAxis = true, Bias = false, SpectralNorm = true)] public partial Tensor LinearSpectral([Shape(3, 7)] Tensor x);
    [Gaussian(4)] public partial Gaussian Gaussian([Shape(7)] Tensor x);
    [Gaussian(4, MinLogVariance = -0.1, MaxLogVariance = 0.1)] public partial Gaussian GaussianBounded([Shape(7)] Tensor x);
    [Gaussian(4, MaxLogVariance = 0)] public partial Gaussian GaussianBoundedAbove([Shape(7)] Tensor x);
    [Embedding(20, 6), Linear(4, LastAxis = true)] public partial Tensor Embedding([Shape(9)] Tensor words);

    [BatchNorm1d] public partial Tensor BatchNorm([Shape(7)] Tensor x);
    [BatchNorm1d(Eps = 0.1, Affine = false)] public partial Tensor BatchNormPlain([Shape(7, 3)] Tensor x);
    [BatchNorm1d(TrackRunningStats = false)] public partial Tensor BatchNormOfBatch([Shape(5, 3)] Tensor x);
    [LayerNorm(Eps = 0.01)] public partial Tensor LayerNorm([Shape(3, 7)] Tensor x);
    [LayerNorm(Axes = 1, Affine = false)] public partial Tensor LayerNormPlain([Shape(3, 7)] Tensor x);
    [GroupNorm(2)] public partial Tensor GroupNormFeatures([Shape(6)] Tensor x);
    [Dropout(0.3)] public partial Tensor Dropout([Shape(7)] Tensor x);

    [Flatten, Unflatten(7, 3), Reshape(3, 1, 7), Permute(2, 0, 1), Identity] public partial Tensor Reshaping([Shape(3, 7)] Tensor x);
    [Identity] public partial Tensor Identity([Shape(7)] Tensor x);
    [Concat] public partial Tensor Concat([Shape(3, 7)] Tensor x, [Shape(2, 7)] Tensor y, [Shape(1, 7)] Tensor z);
    [Add] public partial Tensor Add([Shape(3, 7)] Tensor x, [Shape(3, 7)] Tensor y, [Shape(3, 7)] Tensor z);
    [Multiply] public partial Tensor Multiply([Shape(3, 7)] Tensor x, [Shape(3, 1)] Tensor y, [Shape(1, 7)] Tensor z);

    [ReLU] public partial Tensor ReLU([Shape(3, 7)] Tensor x);
    [LeakyReLU(NegativeSlope = 0.3)] public partial Tensor LeakyReLU([Shape(3, 7)] Tensor x);
    [PReLU(Init = 0.4)] public partial Tensor PReLU([Shape(3, 7)] Tensor x);
    [PReLU(PerChannel = true)] public partial Tensor PReLUPerChannel([Shape(3, 7)] Tensor x);
    [ReLU6] public partial Tensor ReLU6([Shape(3, 7)] Tensor x);
    [ELU(Alpha = 0.7)] public partial Tensor ELU([Shape(3, 7)] Tensor x);
    [CELU(Alpha = 2)] public partial Tensor CELU([Shape(3, 7)] Tensor x);
    [SELU] public partial Tensor SELU([Shape(3, 7)] Tensor x);
    [GELU] public partial Tensor GELU([Shape(3, 7)] Tensor x);
    [SiLU] public partial Tensor SiLU([Shape(3, 7)] Tensor x);
    [Mish] public partial Tensor Mish([Shape(3, 7)] Tensor x);
    [Sigmoid] public partial Tensor Sigmoid([Shape(3, 7)] Tensor x);
    [LogSigmoid] public partial Tensor LogSigmoid([Shape(3, 7)] Tensor x);
    [Hardsigmoid] public partial Tensor Hardsigmoid([Shape(3, 7)] Tensor x);
    [Hardswish] public partial Tensor Hardswish([Shape(3, 7)] Tensor x);
    [Hardtanh(Min = -0.5, Max = 2)] public partial Tensor Hardtanh([Shape(3, 7)] Tensor x);
    [Tanh] public partial Tensor Tanh([Shape(3, 7)] Tensor x);
    [Softplus] public partial Tensor Softplus([Shape(3, 7)] Tensor x);
    [Softplus(Beta = 2, Threshold = 1)] public partial Tensor SoftplusThreshold([Shape(3, 7)] Tensor x);
    [Softsign] public partial Tensor Softsign([Shape(3, 7)] Tensor x);
    [Softmax] public partial Tensor Softmax([Shape(3, 7)] Tensor x);
    [LogSoftmax(Axis = -1)] public partial Tensor LogSoftmax([Shape(3, 7)] Tensor x);
}

/// <summary>The same for layers over grids.</summary>
[Model]
public sealed partial class GridLayers
{
    [Conv1d(6, 3, Padding = 2, Dilation = 2, Stride = 2)] public partial Tensor Conv1d([Shape(3, 16)] Tensor x);
    [Conv1d(6, 4, SamePadding = true)] public partial Tensor Conv1dSame([Shape(3, 16)] Tensor x);
    [Conv2d(8, new[] { 3, 5 }, Stride = new[] { 1, 2 }, Padding = new[] { 1, 0 }, Groups = 2, Bias = false)] public partial Tensor Conv2d([Shape(4, 8, 9)] Tensor x);
    [Conv2d(6, new[] { 3, 5 }, SamePadding = true, PaddingMode = PaddingModes.Reflect)] public partial Tensor Conv2dReflect([Shape(4, 8, 9)] Tensor x);
    [Conv2d(6, 4, SamePadding = true, PaddingMode = PaddingModes.Circular)] public partial Tensor Conv2dCircularSame([Shape(4, 8, 9)] Tensor x);
    [Conv2d(6, 3, Padding = new[] { 2, 0 }, PaddingMode = PaddingModes.Circular)] public partial Tensor Conv2dCircular([Shape(4, 8, 9)] Tensor x);
    [Conv2d(6, 3, Padding = 2, PaddingMode = PaddingModes.Replicate)] public partial Tensor Conv2dReplicate([Shape(4, 8, 9)] Tensor x);
    [Conv2d(6, 3, SpectralNorm = true)] public partial Tensor Conv2dSpectral([Shape(4, 8, 9)] Tensor x);
    [Conv3d(4, new[] { 3, 2, 1 }, Padding = new[] { 1, 0, 0 })] public partial Tensor Conv3d([Shape(2, 5, 6, 4)] Tensor x);
    [ConvTranspose1d(6, 3, Stride = 2, OutputPadding = 1)] public partial Tensor ConvTranspose1d([Shape(3, 8)] Tensor x);
    [ConvTranspose2d(6, new[] { 3, 2 }, Stride = 2, OutputPadding = new[] { 1, 0 }, Groups = 2)] public partial Tensor ConvTranspose2d([Shape(4, 5, 6)] Tensor x);
    [ConvTranspose2d(4, 4, Stride = 2, Padding = 1, Output = new[] { 10, 13 })] public partial Tensor ConvTranspose2dOutput([Shape(4, 5, 6)] Tensor x);
    [ConvTranspose2d(4, 3, Stride = 2, Padding = 1, Dilation = 2, SpectralNorm = true)] public partial Tensor ConvTranspose2dSpectral([Shape(4, 5, 6)] Tensor x);
    [ConvTranspose3d(2, new[] { 1, 2, 3 }, Stride = new[] { 1, 2, 1 })] public partial Tensor ConvTranspose3d([Shape(2, 3, 4, 2)] Tensor x);

    [BatchNorm2d(Eps = 1e-4, Momentum = 0.2)] public partial Tensor BatchNorm2d([Shape(4, 5, 6)] Tensor x);
    [BatchNorm2d(TrackRunningStats = false, Affine = false)] public partial Tensor BatchNorm2dOfBatch([Shape(4, 5, 6)] Tensor x);
    [BatchNorm3d] public partial Tensor BatchNorm3d([Shape(4, 2, 3, 2)] Tensor x);
    [InstanceNorm2d(Affine = true)] public partial Tensor InstanceNorm2d([Shape(4, 5, 6)] Tensor x);
    [InstanceNorm2d(TrackRunningStats = true)] public partial Tensor InstanceNorm2dTracked([Shape(4, 5, 6)] Tensor x);
    [GroupNorm(2, Eps = 0.01)] public partial Tensor GroupNorm([Shape(4, 5, 6)] Tensor x);
    [GroupNorm(2, Affine = false)] public partial Tensor GroupNormPlain([Shape(4, 5, 6)] Tensor x);
    [Dropout2d(0.2)] public partial Tensor Dropout2d([Shape(4, 5, 6)] Tensor x);
    [PReLU(PerChannel = true)] public partial Tensor PReLUOfImages([Shape(4, 5, 6)] Tensor x);
    [Softmax(Axis = 1)] public partial Tensor SoftmaxOfRows([Shape(4, 5, 6)] Tensor x);

    [MaxPool1d(3, CeilMode = true)] public partial Tensor MaxPool1d([Shape(3, 16)] Tensor x);
    [MaxPool2d(2, Padding = 1, Stride = new[] { 2, 1 })] public partial Tensor MaxPool2d([Shape(3, 8, 7)] Tensor x);
    [MaxPool2d(3, Padding = 1, Dilation = 2, CeilMode = true)] public partial Tensor MaxPool2dDilated([Shape(3, 9, 8)] Tensor x);
    [MaxPool3d(2, Stride = 1, Padding = new[] { 1, 0, 1 })] public partial Tensor MaxPool3d([Shape(2, 4, 5, 3)] Tensor x);
    [AvgPool1d(2, CeilMode = true)] public partial Tensor AvgPool1d([Shape(3, 9)] Tensor x);
    [AvgPool2d(3, Stride = 2, Padding = 1)] public partial Tensor AvgPool2d([Shape(3, 8, 7)] Tensor x);
    [AvgPool2d(3, Stride = 2, Padding = 1, CeilMode = true)] public partial Tensor AvgPool2dCeil([Shape(3, 8, 7)] Tensor x);
    [AvgPool2d(3, Stride = 2, Padding = 1, CeilMode = true, CountIncludePad = false)] public partial Tensor AvgPool2dInside([Shape(3, 8, 7)] Tensor x);
    [AvgPool3d(2, CeilMode = true)] public partial Tensor AvgPool3d([Shape(2, 4, 5, 3)] Tensor x);
    [AdaptiveAvgPool1d(4)] public partial Tensor AdaptiveAvgPool1d([Shape(3, 9)] Tensor x);
    [AdaptiveAvgPool2d(new[] { 2, 3 })] public partial Tensor AdaptiveAvgPool2d([Shape(3, 8, 6)] Tensor x);
    [AdaptiveAvgPool2d(new[] { 3, 5 })] public partial Tensor AdaptiveAvgPool2dUnequal([Shape(3, 8, 7)] Tensor x);
    [AdaptiveAvgPool3d(new[] { 2, 1, 2 })] public partial Tensor AdaptiveAvgPool3d([Shape(2, 5, 4, 3)] Tensor x);

    [Upsample(2)] public partial Tensor Upsample([Shape(3, 4, 5)] Tensor x);
    [Upsample(new[] { 1, 3 })] public partial Tensor UpsampleColumns([Shape(3, 4, 5)] Tensor x);
    [Upsample(2, Mode = Interpolation.Linear)] public partial Tensor UpsampleLinear([Shape(3, 5)] Tensor x);
    [Upsample(3, Mode = Interpolation.Bilinear)] public partial Tensor UpsampleBilinear([Shape(3, 4, 5)] Tensor x);
    [Upsample(2, Mode = Interpolation.Bilinear, AlignCorners = true)] public partial Tensor UpsampleAligned([Shape(3, 4, 5)] Tensor x);
    [Upsample(2, Mode = Interpolation.Bicubic)] public partial Tensor UpsampleBicubic([Shape(3, 4, 5)] Tensor x);
    [Upsample(2, Mode = Interpolation.Trilinear)] public partial Tensor UpsampleTrilinear([Shape(3, 2, 4, 3)] Tensor x);
    [PixelShuffle(2)] public partial Tensor PixelShuffle([Shape(8, 3, 4)] Tensor x);
    [ZeroPad2d(new[] { 1, 0, 2, 3 })] public partial Tensor ZeroPad2d([Shape(3, 4, 5)] Tensor x);
    [ReflectionPad2d(1)] public partial Tensor ReflectionPad2d([Shape(3, 4, 5)] Tensor x);
    [CenterCrop(2, 5)] public partial Tensor CenterCrop([Shape(3, 5, 5)] Tensor x);
    [CenterCrop(4)] public partial Tensor CenterCropSignal([Shape(3, 7)] Tensor x);
}
