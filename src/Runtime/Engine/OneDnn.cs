using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace ModelDsl;

/// <summary>Keeps oneDNN, which libtorch computes convolutions with, from kernels that give wrong results.</summary>
/// <remarks>
/// On virtual machines that hide the cache topology of an AMD processor (CPUID leaf 0x8000001D is empty), oneDNN 3.7's AVX2 and AVX-512
/// kernels for the gradient of a convolution's input, and for transposed convolutions, read memory that they have not cleared unless the
/// channels that they sum over are a multiple of the vector's length. Results are wrong by as much as their size, and without an error. The AVX
/// kernels are right, and as fast for small networks.
/// </remarks>
internal static partial class OneDnn
{
    private const string Limit = "ONEDNN_MAX_CPU_ISA";

    /// <summary>Limits oneDNN to AVX on such a machine, unless the environment already limits it. To be called before the first convolution.</summary>
    public static void AvoidWrongConvolutions()
    {
        if (OperatingSystem.IsLinux() && HidesCaches() && Environment.GetEnvironmentVariable(Limit) is null)
        {
            // .NET keeps an environment of its own: the native library reads the process's.
            SetEnvironmentVariable(Limit, "AVX", 1);
        }
    }

    private static bool HidesCaches()
    {
        const int CacheTopology = unchecked((int)0x8000001D), Vendor = 0, EndOfAmdsName = 0x444D4163; // "cAMD"
        return X86Base.IsSupported && X86Base.CpuId(Vendor, 0).Ecx == EndOfAmdsName && X86Base.CpuId(CacheTopology, 0).Eax == 0;
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironmentVariable(string name, string value, int overwrite);
}
