using System.Runtime.CompilerServices;

namespace ModelDsl.Kernels;

/// <summary>The arguments of a correlation, <c>sums[column, row] += Σ over positions and images of left[row] * right[column]</c>.</summary>
internal unsafe struct CorrelationArguments
{
    public int Positions;

    /// <summary>The places of up to 8 rows, as distances from the first.</summary>
    public float* Left;

    public nint LeftRow;

    public int* LeftPositions;

    /// <summary>The place of the first column; the others are distances from it.</summary>
    public float* Right;

    public nint SecondRight, ThirdRight;

    public int* RightPositions;

    /// <summary>The sums of the first four rows: a quad per column.</summary>
    public float* Sums;

    /// <summary>The distance of the sums of the next four rows.</summary>
    public nint SumRows;
}

/// <summary>The product that gradients of convolution weights consist of: up to 8 rows by 3 columns over all positions of a plane.</summary>
internal static unsafe class CorrelationTile<TVector> where TVector : struct, IVector<TVector>
{
    /// <summary>The number of rows of the next tile.</summary>
    public static int Rows(int remaining) => TVector.MaxRows == 8 && remaining > 4 ? 8 : 4;

    public static void Run(int rows, int columns, in CorrelationArguments arguments)
    {
        if (rows == 8)
            Run<Eight>(columns, arguments);
        else
            Run<Four>(columns, arguments);
    }

    private static void Run<TRows>(int columns, in CorrelationArguments arguments) where TRows : struct, INumber
    {
        if (columns == 3)
            Run<TRows, Three>(arguments);
        else if (columns == 2)
            Run<TRows, Two>(arguments);
        else
            Run<TRows, One>(arguments);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TRows, TColumns>(in CorrelationArguments arguments) where TRows : struct, INumber where TColumns : struct, INumber
    {
        TileRow<TVector, TColumns> r0 = default, r1 = default, r2 = default, r3 = default, r4 = default, r5 = default, r6 = default, r7 = default;
        var left = arguments.Left;
        var right = arguments.Right;
        var leftPositions = arguments.LeftPositions;
        var rightPositions = arguments.RightPositions;
        var row = arguments.LeftRow;
        var (second, third) = (arguments.SecondRight, arguments.ThirdRight);
        for (var remaining = arguments.Positions; remaining > 0; remaining--)
        {
            var place = right + *rightPositions++;
            var x0 = TVector.Load(place);
            var x1 = TColumns.Value > 1 ? TVector.Load(place + second) : default;
            var x2 = TColumns.Value > 2 ? TVector.Load(place + third) : default;
            var factor = left + *leftPositions++;
            r0.Add(TVector.Load(factor), x0, x1, x2);
            r1.Add(TVector.Load(factor + row), x0, x1, x2);
            r2.Add(TVector.Load(factor + 2 * row), x0, x1, x2);
            r3.Add(TVector.Load(factor + 3 * row), x0, x1, x2);
            if (TRows.Value > 4)
            {
                factor += 4 * row;
                r4.Add(TVector.Load(factor), x0, x1, x2);
                r5.Add(TVector.Load(factor + row), x0, x1, x2);
                r6.Add(TVector.Load(factor + 2 * row), x0, x1, x2);
                r7.Add(TVector.Load(factor + 3 * row), x0, x1, x2);
            }
        }

        Accumulate(arguments.Sums, r0, r1, r2, r3);
        if (TRows.Value > 4)
            Accumulate(arguments.Sums + arguments.SumRows, r4, r5, r6, r7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate<TColumns>(
        float* sums, TileRow<TVector, TColumns> r0, TileRow<TVector, TColumns> r1, TileRow<TVector, TColumns> r2, TileRow<TVector, TColumns> r3)
        where TColumns : struct, INumber
    {
        TVector.AddQuads(sums, Quads.Sum(r0.A, r1.A, r2.A, r3.A));
        if (TColumns.Value > 1)
            TVector.AddQuads(sums + 4, Quads.Sum(r0.B, r1.B, r2.B, r3.B));
        if (TColumns.Value > 2)
            TVector.AddQuads(sums + 8, Quads.Sum(r0.C, r1.C, r2.C, r3.C));
    }
}
