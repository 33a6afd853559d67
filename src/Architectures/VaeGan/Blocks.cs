namespace ModelDsl.Architectures;

/// <summary>A 5 × 5 convolution that halves the grid, with batch normalization and a leaky ReLU of slope 0.3, Keras' default.</summary>
[Conv2d(nameof(channels), 5, Stride = 2, Padding = 2), BatchNorm2d, LeakyReLU(NegativeSlope = 0.3)]
public sealed class HalvingConvolutionAttribute(object channels) : BlockAttribute;
