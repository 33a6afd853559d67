namespace ModelDsl.Architectures;

/// <summary>The encoder of <see cref="ConvAutoencoder"/> before its code: from an image of [1, 28, 28] to a grid of [64, 7, 7], flattened.</summary>
[Conv2d(32, 3, Stride = 2, Padding = 1), ReLU]
[Conv2d(64, 3, Stride = 2, Padding = 1), ReLU, Flatten]
public sealed class StridedConvolutionsAttribute : BlockAttribute;

/// <summary>The decoder of <see cref="ConvAutoencoder"/> without its last activation: from a code to an image of [1, 28, 28].</summary>
[Linear(64 * 7 * 7), ReLU, Unflatten(64, 7, 7)]
[ConvTranspose2d(32, 3, Stride = 2, Padding = 1, OutputPadding = 1), ReLU]
[ConvTranspose2d(1, 3, Stride = 2, Padding = 1, OutputPadding = 1)]
public sealed class StridedTransposedConvolutionsAttribute : BlockAttribute;
