namespace ModelDsl.Data;

/// <summary>
/// A table of features in a text file: one example per line, with numbers separated by commas, semicolons or tabs. Each column is scaled to [0, 1] by its
/// smallest and largest training value. An example is an image of one row, <c>[1, 1, features]</c>, unless the columns are the pixels of images.
/// </summary>
/// <param name="path">The file.</param>
public sealed class CsvDataset(string path) : FileDataset(path)
{
    /// <summary>The column of the classes, which may be words; null for a column named <c>label</c>, if there is one.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>The shape of images whose pixels, whole numbers from 0 to 255, are the columns; null for features.</summary>
    public IReadOnlyList<long>? PixelShape { get; init; }

    private protected override string Settings => $"csv 1 {LabelColumn} {string.Join('x', PixelShape ?? [])}";

    private protected override Dataset Read()
    {
        var table = CsvTable.Read(File, LabelColumn);
        var order = RandomSplit.Order(table.Rows.Count, SplitSeed);
        var test = RandomSplit.TestCount(order.Length, TestFraction);
        if (PixelShape is not null)
            return new(Pixels(table, order[test..]), Pixels(table, order[..test]));
        var scales = Enumerable.Range(0, table.Columns).Select(column => Scale.Of(order[test..].Select(row => table.Rows[row][column]))).ToArray();
        return new(Part(order[test..]), Part(order[..test]));

        ImageSet Part(int[] rows) => ImageSet.OfValues(
            [.. from row in rows from column in Enumerable.Range(0, table.Columns) select scales[column].Apply(table.Rows[row][column])],
            [.. rows.Select(row => table.Labels[row])], 1, 1, table.Columns);
    }

    private ImageSet Pixels(CsvTable table, int[] rows)
    {
        var count = PixelShape!.Aggregate((product, axis) => product * axis);
        if (count != table.Columns || table.Rows.Any(row => row.Any(value => value is < 0 or > byte.MaxValue || value != Math.Floor(value))))
            throw new CodedException(ErrorCodes.TableUnusable, $"{File} cannot be used as images of [{string.Join(", ", PixelShape!)}]: it has {table.Columns} columns of numbers; needed are {count}, with whole numbers from 0 to 255. Correct the shape, or leave it out for features.");
        return new([.. from row in rows from value in table.Rows[row] select (byte)value], [.. rows.Select(row => table.Labels[row])], PixelShape!);
    }

    // Test values beyond the range of the training values are clipped.
    private readonly record struct Scale(double Least, double Largest)
    {
        public static Scale Of(IEnumerable<double> values) => values.Aggregate(
            new Scale(double.PositiveInfinity, double.NegativeInfinity), (scale, value) => new(Math.Min(scale.Least, value), Math.Max(scale.Largest, value)));

        public float Apply(double value) => Largest > Least ? (float)Math.Clamp((value - Least) / (Largest - Least), 0, 1) : 0;
    }
}
