namespace ModelDsl.Data;

/// <summary>
/// A table of features in a text file: one example per line, with numbers separated by commas, semicolons or tabs. Each column is scaled to [0, 1] by its
/// smallest and largest training value. An example is an image of one row, <c>[1, 1, features]</c>.
/// </summary>
/// <param name="path">The file.</param>
public sealed class CsvDataset(string path) : FileDataset(path)
{
    /// <summary>The column of the classes, which may be words; null for a column named <c>label</c>, if there is one.</summary>
    public string? LabelColumn { get; init; }

    private protected override string Settings => $"csv 1 {LabelColumn}";

    private protected override Dataset Read()
    {
        var table = CsvTable.Read(File, LabelColumn);
        var order = RandomSplit.Order(table.Rows.Count, SplitSeed);
        var test = RandomSplit.TestCount(order.Length, TestFraction);
        var scales = Enumerable.Range(0, table.Columns).Select(column => Scale.Of(order[test..].Select(row => table.Rows[row][column]))).ToArray();
        return new(Part(order[test..]), Part(order[..test]));

        ImageSet Part(int[] rows) => ImageSet.OfValues(
            [.. from row in rows from column in Enumerable.Range(0, table.Columns) select scales[column].Apply(table.Rows[row][column])],
            [.. rows.Select(row => table.Labels[row])], 1, 1, table.Columns);
    }

    // Test values beyond the range of the training values are clipped.
    private readonly record struct Scale(double Least, double Largest)
    {
        public static Scale Of(IEnumerable<double> values) => values.Aggregate(
            new Scale(double.PositiveInfinity, double.NegativeInfinity), (scale, value) => new(Math.Min(scale.Least, value), Math.Max(scale.Largest, value)));

        public float Apply(double value) => Largest > Least ? (float)Math.Clamp((value - Least) / (Largest - Least), 0, 1) : 0;
    }
}
