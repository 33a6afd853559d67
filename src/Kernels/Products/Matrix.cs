using System.Runtime.CompilerServices;

namespace ModelDsl.Kernels;

/// <summary>An operand of a product <c>C = A B</c>, with a sum over the inner axis.</summary>
/// <param name="data">The first value.</param>
/// <param name="stride">The number of floats from one row of the memory to the next.</param>
/// <param name="isInnerContiguous">True if a row of the memory runs along the inner axis, false if it runs along the outer one.</param>
internal readonly unsafe struct Matrix(float* data, int stride, bool isInnerContiguous)
{
    private readonly float* _data = data;

    /// <summary>
    /// Copies <c>width</c> outer indices from <paramref name="outer"/> on to a panel: for each inner index the values side by side. The panel's
    /// row is completed with zeros if <paramref name="valid"/> is less than the width.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pack<TVector>(int outer, int valid, int inner, float* panel, int panelStride) where TVector : struct, IVector<TVector>
    {
        nint outerStride = isInnerContiguous ? stride : 1, innerStride = isInnerContiguous ? 1 : stride;
        var source = _data + outer * outerStride;
        var index = 0;
        if (valid >= TVector.Count)
        {
            if (!isInnerContiguous)
            {
                for (; index < inner; index++)
                    TVector.Store(panel + (nint)index * panelStride, TVector.Load(source + index * innerStride));
            }

            for (; index + 4 <= inner; index += 4)
            {
                var place = source + index;
                var a = TVector.LoadQuads(place, 4 * outerStride);
                var b = TVector.LoadQuads(place + outerStride, 4 * outerStride);
                var c = TVector.LoadQuads(place + 2 * outerStride, 4 * outerStride);
                var d = TVector.LoadQuads(place + 3 * outerStride, 4 * outerStride);
                Quads.Transpose(ref a, ref b, ref c, ref d);
                var target = panel + (nint)index * panelStride;
                TVector.Store(target, a);
                TVector.Store(target + panelStride, b);
                TVector.Store(target + 2 * panelStride, c);
                TVector.Store(target + 3 * panelStride, d);
            }
        }

        for (; index < inner; index++)
        {
            for (var i = 0; i < TVector.Count; i++)
                panel[(nint)index * panelStride + i] = i < valid ? source[i * outerStride + index * innerStride] : 0;
        }
    }

    /// <summary>Copies a few outer indices to a panel of that width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void PackNarrow(int outer, int width, int inner, float* panel)
    {
        nint outerStride = isInnerContiguous ? stride : 1, innerStride = isInnerContiguous ? 1 : stride;
        var source = _data + outer * outerStride;
        for (var index = 0; index < inner; index++)
        {
            for (var i = 0; i < width; i++)
                *panel++ = source[i * outerStride + index * innerStride];
        }
    }
}
