using System.Runtime.CompilerServices;

namespace ModelDsl.Kernels;

/// <summary>The accumulators of one row of a tile: up to three vectors.</summary>
internal unsafe struct TileRow<TVector, TVectors>
    where TVector : struct, IVector<TVector> where TVectors : struct, INumber
{
    private TVector _a, _b, _c;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TileRow(TVector start) => (_a, _b, _c) = (start, start, start);

    public readonly TVector A => _a;

    public readonly TVector B => _b;

    public readonly TVector C => _c;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(TVector factor, TVector x0, TVector x1, TVector x2)
    {
        _a = TVector.MultiplyAdd(factor, x0, _a);
        if (TVectors.Value > 1)
            _b = TVector.MultiplyAdd(factor, x1, _b);
        if (TVectors.Value > 2)
            _c = TVector.MultiplyAdd(factor, x2, _c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(float* target, nint second, nint third, float slope)
    {
        TVector.Store(target, Activated(_a, slope));
        if (TVectors.Value > 1)
            TVector.Store(target + second, Activated(_b, slope));
        if (TVectors.Value > 2)
            TVector.Store(target + third, Activated(_c, slope));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Activated(TVector value, float slope) => slope == 1 ? value : TVector.Rectify(value, value, slope);
}
