using System.Runtime.CompilerServices;

namespace ModelDsl.Kernels;

/// <summary>Operations on quads, four lanes of a vector.</summary>
internal static class Quads
{
    /// <summary>Transposes each 4×4 block that the quads of four vectors form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose<T>(ref T a, ref T b, ref T c, ref T d) where T : struct, IVector<T>
    {
        T ac = T.ZipLow(a, c), bd = T.ZipLow(b, d), acHigh = T.ZipHigh(a, c), bdHigh = T.ZipHigh(b, d);
        a = T.ZipLow(ac, bd);
        b = T.ZipHigh(ac, bd);
        c = T.ZipLow(acHigh, bdHigh);
        d = T.ZipHigh(acHigh, bdHigh);
    }

    /// <summary>Sums each quad. The quads of the result have the sums of the four vectors: <c>Σa Σb Σc Σd</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum<T>(T a, T b, T c, T d) where T : struct, IVector<T>
    {
        T ac = T.Add(T.ZipLow(a, c), T.ZipHigh(a, c)), bd = T.Add(T.ZipLow(b, d), T.ZipHigh(b, d));
        return T.Add(T.ZipLow(ac, bd), T.ZipHigh(ac, bd));
    }
}
