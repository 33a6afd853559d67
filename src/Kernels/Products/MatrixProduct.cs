namespace ModelDsl.Kernels;

/// <summary>
/// Products of matrices with a bias and an activation. Each task computes a part of the result, so results are identical for every number of threads.
/// </summary>
internal static unsafe class MatrixProduct<TVector> where TVector : struct, IVector<TVector>
{
    /// <summary>The numbers of rows of a task, multiples of a tile. A task packs its columns: tall tasks pack less, and short tasks occupy more threads.</summary>
    private const int ShortTask = 64, TallTask = 256;

    /// <summary>The number of multiply-adds, about 10 µs, below which a second thread takes longer to start than to compute.</summary>
    private const long MinSharedWork = 1_000_000;

    private static (PinnedInts Indices, PinnedInts Offsets) s_terms = Terms(1024);

    /// <summary>The number of columns of a panel.</summary>
    private static int PanelWidth => 3 * TVector.Count;

    /// <summary>Computes <c>result = left * right + bias</c>.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="rows">The number of rows of the result.</param>
    /// <param name="columns">The number of columns of the result.</param>
    /// <param name="inner">The number of terms of each sum.</param>
    /// <param name="bias">A value per column; null for none.</param>
    /// <param name="slope">The factor of negative results.</param>
    /// <param name="result">The result, row after row.</param>
    /// <param name="threads">The number of threads.</param>
    public static void Multiply(Matrix left, Matrix right, int rows, int columns, int inner, float* bias, float slope, float* result, int threads)
    {
        if ((long)rows * columns * inner < MinSharedWork)
            threads = 1;
        // The bias is the first term of each sum.
        var ones = bias == null ? 0 : 1;
        var taps = inner + ones;
        var terms = s_terms;
        if (terms.Indices.Length < taps)
            s_terms = terms = Terms(2 * taps);
        var weights = Workspace.Current.Weights.Get((nint)rows * taps);
        Workers.Run((rows + ShortTask - 1) / ShortTask, threads, task =>
        {
            for (int row = task * ShortTask, end = Math.Min(rows, row + ShortTask), size; row < end; row += size)
            {
                size = Tile<TVector>.Rows(end - row);
                PackRows(left, row, size, inner, ones, weights + (nint)row * taps);
            }
        });

        var panels = (columns + PanelWidth - 1) / PanelWidth;
        var taskRows = panels >= 4 * threads ? TallTask : ShortTask;
        var rowTasks = (rows + taskRows - 1) / taskRows;
        Workers.Run(panels * rowTasks, threads, task =>
        {
            var column = task / rowTasks * PanelWidth;
            var width = Math.Min(PanelWidth, columns - column);
            var panel = Workspace.Current.Columns.Get((nint)taps * PanelWidth);
            PackColumns(right, column, width, inner, bias, panel);
            var tile = new TileArguments
            {
                Terms = taps, WeightIndices = terms.Indices.Pointer, Input = panel, Offsets = terms.Offsets.Pointer, SecondInput = TVector.Count, ThirdInput = 2 * TVector.Count,
                SecondOutput = TVector.Count, ThirdOutput = 2 * TVector.Count, Slope = slope,
            };
            var vectors = (width + TVector.Count - 1) / TVector.Count;
            var isComplete = width % TVector.Count == 0;
            var incomplete = stackalloc float[8 * PanelWidth];
            var first = task % rowTasks * taskRows;
            for (int row = first, end = Math.Min(rows, first + taskRows), size; row < end; row += size)
            {
                size = Tile<TVector>.Rows(end - row);
                tile.Weights = weights + (nint)row * taps;
                var target = result + (nint)row * columns + column;
                tile.Output = isComplete ? target : incomplete;
                tile.OutputRow = isComplete ? columns : PanelWidth;
                Tile<TVector>.Run(size, vectors, tile);
                for (var i = 0; !isComplete && i < size; i++)
                    new ReadOnlySpan<float>(incomplete + i * PanelWidth, width).CopyTo(new(target + (nint)i * columns, width));
            }
        });
    }

    private static void PackRows(Matrix left, int row, int size, int inner, int ones, float* panel)
    {
        for (var i = 0; i < ones * size; i++)
            *panel++ = 1;
        if (size < 4)
        {
            left.PackNarrow(row, size, inner, panel);
            return;
        }

        for (var i = 0; i < size; i += 4)
            left.Pack<Lanes4>(row + i, 4, inner, panel + i, size);
    }

    private static void PackColumns(Matrix right, int column, int width, int inner, float* bias, float* panel)
    {
        if (bias != null)
        {
            for (var i = 0; i < PanelWidth; i++)
                panel[i] = i < width ? bias[column + i] : 0;
            panel += PanelWidth;
        }

        for (var i = 0; i < width; i += TVector.Count)
            right.Pack<TVector>(column + i, width - i, inner, panel + i, PanelWidth);
    }

    private static (PinnedInts Indices, PinnedInts Offsets) Terms(int count) =>
        (new([.. Enumerable.Range(0, count)]), new([.. Enumerable.Range(0, count).Select(index => index * PanelWidth)]));
}
