namespace ModelDsl.Text;

/// <summary>A table of plain text, with left-aligned words and right-aligned numbers.</summary>
/// <param name="columns">The headings, which may have several lines, and true for each column of numbers.</param>
internal sealed class TextTable(params (string Heading, bool IsNumber)[] columns)
{
    private const string Gap = "   ";
    private readonly List<string[]?> _rows = [];

    /// <summary>Adds a row with one cell per column.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Adds a horizontal rule.</summary>
    public void AddRule() => _rows.Add(null);

    /// <summary>The lines: the headings, a rule and the rows.</summary>
    public IEnumerable<string> Lines()
    {
        var headings = Headings();
        int[] widths = [.. columns.Select((_, index) => _rows.OfType<string[]>().Concat(headings).Max(row => row[index].Length))];
        var rule = new string('─', widths.Sum() + Gap.Length * (widths.Length - 1));

        foreach (var row in headings)
            yield return Line(row);
        yield return rule;
        foreach (var row in _rows)
            yield return row is null ? rule : Line(row);

        string Line(string[] row) => string.Join(Gap, row.Select((cell, index) =>
            columns[index].IsNumber ? cell.PadLeft(widths[index]) : cell.PadRight(widths[index]))).TrimEnd();
    }

    // A heading with fewer lines is aligned to the bottom.
    private List<string[]> Headings()
    {
        string[][] lines = [.. columns.Select(column => column.Heading.Split('\n'))];
        var height = lines.Max(heading => heading.Length);
        return [.. Enumerable.Range(0, height).Select(line => lines.Select(heading => heading.ElementAtOrDefault(line - height + heading.Length) ?? "").ToArray())];
    }
}
