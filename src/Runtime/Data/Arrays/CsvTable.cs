using System.Globalization;
using ModelDsl.Files;
using nietras.SeparatedValues;

namespace ModelDsl.Data;

/// <summary>The numbers and classes of a text file with separated values.</summary>
/// <param name="Rows">The features of each example.</param>
/// <param name="Labels">The class of each example; all 0 without a column of classes.</param>
internal sealed record CsvTable(IReadOnlyList<double[]> Rows, byte[] Labels)
{
    private const string UsualLabel = "label";

    private const int MaxClasses = 256;

    /// <summary>The number of features.</summary>
    public int Columns => Rows[0].Length;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="labelColumn">The name of the column of classes; null for the usual one, if there is one.</param>
    /// <exception cref="CodedException">It cannot be read, or is not a table of numbers.</exception>
    public static CsvTable Read(string path, string? labelColumn)
    {
        try
        {
            return Parse([.. Lines(path)], labelColumn);
        }
        catch (InvalidDataException error)
        {
            throw new CodedException(ErrorCodes.TableUnusable, $"{path} cannot be used as a data set: {error.Message.TrimEnd('.')}.", error);
        }
        catch (Exception error) when (FileErrors.Covers(error))
        {
            throw FileErrors.Reading(path, error);
        }
    }

    private static IEnumerable<(int Line, string[] Cells)> Lines(string path)
    {
        // The separator is that of the first line. Lines of different lengths are reported with their content.
        using var reader = Sep.Reader(options => options with { HasHeader = false, Unescape = true, DisableColCountCheck = true }).FromFile(path);
        foreach (var row in reader)
        {
            var cells = new string[row.ColCount];
            for (var column = 0; column < cells.Length; column++)
                cells[column] = row[column].ToString().Trim();
            if (cells is not [""])
                yield return (row.LineNumberFrom, cells);
        }
    }

    private static CsvTable Parse(List<(int Line, string[] Cells)> lines, string? labelColumn)
    {
        if (lines.Count == 0)
            throw new InvalidDataException("it is empty");
        var hasHeader = lines[0].Cells.Any(cell => !IsNumber(cell, out _));
        var names = hasHeader ? lines[0].Cells : [.. lines[0].Cells.Select((_, column) => $"{column + 1}")];
        var label = LabelIndex(names, labelColumn);
        var rows = hasHeader ? lines[1..] : lines;
        if (rows.Count < 2)
            throw new InvalidDataException("it has fewer than two lines of numbers, one to train and one to test on");
        if (names.Length - (label < 0 ? 0 : 1) == 0)
            throw new InvalidDataException("it has no column of numbers");
        if (rows.FirstOrDefault(row => row.Cells.Length != names.Length) is { Cells: not null } odd)
            throw new InvalidDataException($"line {odd.Line} has {odd.Cells.Length} values, but the first line has {names.Length}");

        var features = rows.Select(row => Features(row.Line, row.Cells, names, label)).ToList();
        return new(features, label < 0 ? new byte[rows.Count] : Places([.. rows.Select(row => row.Cells[label])], names[label]));
    }

    private static int LabelIndex(string[] names, string? wanted)
    {
        var index = Array.FindIndex(names, name => string.Equals(name, wanted ?? UsualLabel, StringComparison.OrdinalIgnoreCase));
        return index >= 0 || wanted is null ? index : throw new InvalidDataException(
            $"it has no column '{wanted}'.{Suggestion.DidYouMean(wanted, names)} Its columns are {string.Join(", ", names)}");
    }

    private static double[] Features(int line, string[] cells, string[] names, int label)
    {
        var features = new List<double>(cells.Length);
        for (var column = 0; column < cells.Length; column++)
        {
            if (column == label)
                continue;
            if (!IsNumber(cells[column], out var value))
                throw new InvalidDataException($"column '{names[column]}' of line {line} is '{cells[column]}', which is not a number. Remove the column, or name it as the column of the classes");
            features.Add(value);
        }

        return [.. features];
    }

    // Classes that are numbers are sorted as numbers.
    private static byte[] Places(string[] classes, string column)
    {
        var distinct = classes.Distinct().ToList();
        if (distinct.Count > MaxClasses)
            throw new InvalidDataException($"column '{column}' has {distinct.Count} classes; the limit is {MaxClasses}");
        var sorted = distinct.All(name => IsNumber(name, out _))
            ? distinct.OrderBy(name => double.Parse(name, CultureInfo.InvariantCulture)) : distinct.Order(StringComparer.Ordinal);
        var places = sorted.Index().ToDictionary(name => name.Item, name => (byte)name.Index);
        return [.. classes.Select(name => places[name])];
    }

    private static bool IsNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
