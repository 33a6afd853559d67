using System.Runtime.Intrinsics.X86;

namespace ModelDsl;

/// <summary>Keeps oneDNN, which computes libtorch's convolutions, from using kernels with wrong results.</summary>
/// <remarks>
/// On virtual machines that hide the cache topology of an AMD processor (CPUID leaf 0x8000001D is empty), oneDNN 3.7's AVX, AVX2 and AVX-512
/// kernels read memory that they have not written, unless the number of channels that they sum over is a multiple of the vector length. The
/// errors are as large as the results, depend on the contents of freed memory, and are not reported. The SSE4.1 kernels are correct, and
/// slower. ModelDsl's own kernels, which compute most convolutions, are not affected.
/// </remarks>
internal static class OneDnn
{
    /// <summary>Limits oneDNN to SSE4.1 on these machines, unless the environment already limits it. oneDNN reads the limit at its first operation, which may be a matrix product.</summary>
    public static void AvoidWrongConvolutions()
    {
        if (HidesCaches())
            ProcessEnvironment.SetIfMissing("ONEDNN_MAX_CPU_ISA", "SSE41");
    }

    private static bool HidesCaches()
    {
        const int CacheTopology = unchecked((int)0x8000001D), Vendor = 0, EndOfAmdsName = 0x444D4163; // "cAMD"
        return X86Base.IsSupported && X86Base.CpuId(Vendor, 0).Ecx == EndOfAmdsName && X86Base.CpuId(CacheTopology, 0).Eax == 0;
    }
}
