namespace ModelDsl.Kernels;

/// <summary>The numbers of one axis of a convolution.</summary>
/// <param name="Large">The length of the plane that a convolution reads, and a transposed convolution writes.</param>
/// <param name="Small">The length of the other plane.</param>
/// <param name="Kernel">The number of taps.</param>
/// <param name="Stride">The distance of positions in the large plane.</param>
/// <param name="Padding">The number of zeros on each side of the large plane.</param>
/// <param name="Dilation">The distance of taps.</param>
internal readonly record struct ConvolutionAxis(int Large, int Small, int Kernel, int Stride, int Padding, int Dilation)
{
    /// <summary>The length of the large plane with its padding, as far as a position of the small one reads.</summary>
    public int PaddedLarge => Math.Max(Padding + Large, (Small - 1) * Stride + (Kernel - 1) * Dilation + 1);

    /// <summary>The number of zeros before the small plane, so that all taps of a position of the large one exist.</summary>
    public int SmallBefore => Math.Max(0, -FloorDivide(Padding - (Kernel - 1) * Dilation));

    public int PaddedSmall => SmallBefore + Math.Max(Small, (Large - 1 + Padding) / Stride + 1);

    private int FloorDivide(int value) => (int)Math.Floor((double)value / Stride);
}

/// <summary>
/// The shape of a convolution and of its transpose: <c>small = Σ weight * large</c> and <c>large = Σ weight * small</c>. A weight has the shape
/// [<c>SmallChannels</c>, <c>LargeChannels / Groups</c>, kernel height, kernel width] for both.
/// </summary>
internal readonly record struct ConvolutionShape(int LargeChannels, int SmallChannels, int Groups, ConvolutionAxis Height, ConvolutionAxis Width)
{
    public int LargeFeatures => LargeChannels * Height.Large * Width.Large;

    public int SmallFeatures => SmallChannels * Height.Small * Width.Small;

    public int KernelSize => Height.Kernel * Width.Kernel;

    public long Weights => (long)SmallChannels * (LargeChannels / Groups) * KernelSize;

    /// <summary>The numbers of floats of both planes with padding, for 16 images.</summary>
    public long PaddedLength => 16L * ((long)LargeChannels * Height.PaddedLarge * Width.PaddedLarge + (long)(SmallChannels + 3) * Height.PaddedSmall * Width.PaddedSmall);
}
