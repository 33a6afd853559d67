namespace ModelDsl.Evaluation;

/// <summary>Points in the plane, in squares within squares: a far square acts like one heavy point (Barnes and Hut, 1986).</summary>
internal sealed class QuadTree
{
    // Points that fall together would divide for ever.
    private const int DeepestLevel = 48;
    private const int None = -1;

    private Cell[] _cells = new Cell[64];
    private int _count = 1;

    /// <summary>Sorts points into squares.</summary>
    /// <param name="points">x and y of one point after the other.</param>
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
    /// <param name="x">The point's first coordinate; it is one of the tree's, and does not act on itself.</param>
    /// <param name="y">Its second coordinate.</param>
    /// <param name="angle">A square acts as one point where its width is below this share of its distance.</param>
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
                // Points at the same place, the point itself among them, do not push each other.
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

    /// <summary>Gives a square four children, and what it holds to one of them.</summary>
    private void Divide(int index)
    {
        if (_count + 4 > _cells.Length)
            Array.Resize(ref _cells, 2 * _cells.Length);
        ref var cell = ref _cells[index];
        cell.FirstChild = _count;
        var quarter = cell.Width / 4;
        foreach (var y in (ReadOnlySpan<double>)[cell.CentreY - quarter, cell.CentreY + quarter])
        {
            foreach (var x in (ReadOnlySpan<double>)[cell.CentreX - quarter, cell.CentreX + quarter])
                _cells[_count++] = new Cell(x, y, cell.Width / 2);
        }
        ref var heir = ref _cells[cell.ChildAt(cell.MeanX, cell.MeanY)];
        (heir.MeanX, heir.MeanY, heir.Points) = (cell.MeanX, cell.MeanY, cell.Points);
    }

    /// <summary>A square with the number of its points and their mean.</summary>
    private struct Cell(double centreX, double centreY, double width)
    {
        public readonly double CentreX = centreX;
        public readonly double CentreY = centreY;
        public readonly double Width = width;
        public double MeanX;
        public double MeanY;
        public int Points;
        public int FirstChild = None;

        /// <summary>Can the point be added without a division: is the square empty, or all that it holds at the point's place?</summary>
        public readonly bool Takes(double x, double y) => FirstChild == None && (Points == 0 || (MeanX == x && MeanY == y));

        public readonly int ChildAt(double x, double y) => FirstChild + (x < CentreX ? 0 : 1) + (y < CentreY ? 0 : 2);

        public void Add(double x, double y)
        {
            Points++;
            MeanX += (x - MeanX) / Points;
            MeanY += (y - MeanY) / Points;
        }
    }
}
