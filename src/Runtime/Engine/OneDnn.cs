using System.Runtime.Intrinsics.X86;

namespace ModelDsl;

/// <summary>Keeps oneDNN, which computes libtorch's convolutions, from using kernels with wrong results.</summary>
/// <remarks>
/// On virtual machines that hide the cache topology of an AMD processor (CPUID leaf 0x8000001D is empty), oneDNN 3.7's AVX2 and AVX-512
/// kernels for the gradient of a convolution's input, and for transposed convolutions, read uninitialized memory unless the number of channels
/// that they sum over is a multiple of the vector length. The errors are as large as the results, and are not reported. The AVX kernels are
/// correct, and equally fast for small networks.
/// </remarks>
internal static class OneDnn
{
    /// <summary>Limits oneDNN to AVX on these machines, unless the environment already limits it. Must be called before the first convolution.</summary>
    public static void AvoidWrongConvolutions()
    {
        if (HidesCaches())
            ProcessEnvironment.SetIfMissing("ONEDNN_MAX_CPU_ISA", "AVX");
    }

    private static bool HidesCaches()
    {
        const int CacheTopology = unchecked((int)0x8000001D), Vendor = 0, EndOfAmdsName = 0x444D4163; // "cAMD"
        return X86Base.IsSupported && X86Base.CpuId(Vendor, 0).Ecx == EndOfAmdsName && X86Base.CpuId(CacheTopology, 0).Eax == 0;
    }
}
