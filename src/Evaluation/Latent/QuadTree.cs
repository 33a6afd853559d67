namespace ModelDsl.Evaluation;

/// <summary>A quadtree of points in the plane. A distant square acts like one heavy point (Barnes and Hut, 1986).</summary>
internal sealed class QuadTree
{
    // Limits the depth for points that nearly coincide.
    private const int DeepestLevel = 48;
    private const int None = -1;

    private Cell[] _cells = new Cell[64];
    private int _count = 1;

    /// <summary>Inserts points.</summary>
    /// <param name="points">x and y of each point, alternating.</param>
    public QuadTree(double[] points)
    {
        var (left, right, bottom, top) = (double.MaxValue, double.MinValue, double.MaxValue, double.MinValue);
        for (var i = 0; i < points.Length; i += 2)
        {
            (left, right) = (Math.Min(left, points[i]), Math.Max(right, points[i]));
            (bottom, top) = (Math.Min(bottom, points[i + 1]), Math.Max(top, points[i + 1]));
        }
        var width = Math.Max(Math.Max(right - left, top - bottom), double.Epsilon) * (1 + 1e-9);
        _cells[0] = new Cell((left + right) / 2, (bottom + top) / 2, width);
        for (var i = 0; i < points.Length; i += 2)
            Insert(points[i], points[i + 1]);
    }

    /// <summary>
    /// The sums over all other points of (y − yⱼ) / (1 + ‖y − yⱼ‖²)², by axis, and of 1 / (1 + ‖y − yⱼ‖²).
    /// </summary>
    /// <param name="x">The first coordinate of a point of the tree, which does not act on itself.</param>
    /// <param name="y">Its second coordinate.</param>
    /// <param name="angle">A square acts as one point if its width is below this fraction of its distance.</param>
    public (double X, double Y, double Weight) Repulsion(double x, double y, double angle)
    {
        Span<int> pending = stackalloc int[4 * DeepestLevel];
        var count = 1;
        pending[0] = 0;
        var (forceX, forceY, sum) = (0.0, 0.0, 0.0);
        while (count > 0)
        {
            ref readonly var cell = ref _cells[pending[--count]];
            if (cell.Points == 0)
                continue;
            var (dx, dy) = (x - cell.MeanX, y - cell.MeanY);
            var squared = dx * dx + dy * dy;
            if (cell.FirstChild == None || cell.Width * cell.Width < angle * angle * squared)
            {
                // Coinciding points, including the point itself, do not repel each other.
                var others = squared == 0 ? cell.Points - 1 : cell.Points;
                var near = 1 / (1 + squared);
                sum += others * near;
                forceX += others * near * near * dx;
                forceY += others * near * near * dy;
                continue;
            }
            for (var child = 0; child < 4; child++)
                pending[count++] = cell.FirstChild + child;
        }
        return (forceX, forceY, sum);
    }

    private void Insert(double x, double y)
    {
        var index = 0;
        for (var level = 0; !_cells[index].Takes(x, y) && level < DeepestLevel; level++)
        {
            if (_cells[index].FirstChild == None)
                Divide(index);
            _cells[index].Add(x, y);
            index = _cells[index].ChildAt(x, y);
        }
        _cells[index].Add(x, y);
    }

    /// <summary>Divides a square into four and moves its points to one of them.</summary>
    private void Divide(int index)
    {
        if (_count + 4 > _cells.Length)
            Array.Resize(ref _cells, 2 * _cells.Length);
        ref var cell = ref _cells[index];
        cell.FirstChild = _count;
        var quarter = cell.Width / 4;
        foreach (var y in (ReadOnlySpan<double>)[cell.CenterY - quarter, cell.CenterY + quarter])
        {
            foreach (var x in (ReadOnlySpan<double>)[cell.CenterX - quarter, cell.CenterX + quarter])
                _cells[_count++] = new Cell(x, y, cell.Width / 2);
        }
        ref var heir = ref _cells[cell.ChildAt(cell.MeanX, cell.MeanY)];
        (heir.MeanX, heir.MeanY, heir.Points) = (cell.MeanX, cell.MeanY, cell.Points);
    }

    /// <summary>A square, with the number and the mean of its points.</summary>
    private struct Cell(double centerX, double centerY, double width)
    {
        public readonly double CenterX = centerX;
        public readonly double CenterY = centerY;
        public readonly double Width = width;
        public double MeanX;
        public double MeanY;
        public int Points;
        public int FirstChild = None;

        /// <summary>True if a point can be added without a division: the square is empty, or all its points coincide with this one.</summary>
        public readonly bool Takes(double x, double y) => FirstChild == None && (Points == 0 || (MeanX == x && MeanY == y));

        public readonly int ChildAt(double x, double y) => FirstChild + (x < CenterX ? 0 : 1) + (y < CenterY ? 0 : 2);

        public void Add(double x, double y)
        {
            Points++;
            MeanX += (x - MeanX) / Points;
            MeanY += (y - MeanY) / Points;
        }
    }
}
