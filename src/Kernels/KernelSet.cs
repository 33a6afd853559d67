using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace ModelDsl.Kernels;

/// <summary>The kernels of one width of vectors.</summary>
internal sealed record KernelSet(string Name, IConvolutionKernel Convolution, ILinearKernel Linear)
{
    /// <summary>The kernels that this processor supports, the fastest first. Without a fused multiply-add there are none.</summary>
    public static IReadOnlyList<KernelSet> Supported { get; } = [.. Find()];

    private static IEnumerable<KernelSet> Find()
    {
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
            yield return new("16 lanes", new ConvolutionKernel<Lanes16>(), new LinearKernel<Lanes16>());
        if (Vector256.IsHardwareAccelerated && Fma.IsSupported)
            yield return new("8 lanes", new ConvolutionKernel<Lanes8>(), new LinearKernel<Lanes8>());
        if (Fma.IsSupported || AdvSimd.Arm64.IsSupported)
            yield return new("4 lanes", new ConvolutionKernel<Lanes4>(), new LinearKernel<Lanes4>());
    }
}
