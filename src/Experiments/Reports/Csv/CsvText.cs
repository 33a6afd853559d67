using System.Text;

namespace ModelDsl.Experiments.Reports.Csv;

/// <summary>Invalid CSV.</summary>
/// <param name="line">The first line of the invalid record, from 1.</param>
/// <param name="message">The reason and the correction.</param>
internal sealed class CsvException(int line, string message) : FormatException(message)
{
    /// <summary>The first line of the invalid record, from 1.</summary>
    public int Line => line;
}

/// <summary>Reads and writes comma-separated values (RFC 4180).</summary>
internal static class CsvText
{
    /// <summary>Formats a record with its line end; quotes fields if necessary.</summary>
    public static string Record(params IEnumerable<string> fields) => string.Join(',', fields.Select(Field)) + "\r\n";

    /// <summary>A text as a field. Spreadsheets compute fields that begin as formulas, so these get an apostrophe.</summary>
    public static string Literal(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text;

    /// <summary>Reads records, each with its first line, from 1. Skips blank lines; accepts both line ends.</summary>
    /// <exception cref="CsvException">A quoted field does not end, or text follows it.</exception>
    public static IEnumerable<(int Line, IReadOnlyList<string> Fields)> Read(string text)
    {
        var line = 1;
        var place = 0;
        while (place < text.Length)
        {
            var begin = line;
            var fields = new List<string>();
            do
                fields.Add(ReadField(text, begin, ref place, ref line));
            while (Skip(text, ref place, ','));

            if (!Skip(text, ref place, '\r') & !Skip(text, ref place, '\n') && place < text.Length)
                throw new CsvException(begin, "Only a comma or the end of the line can follow a quoted field. Double a quote inside it.");
            line++;
            if (fields is not [""])
                yield return (begin, fields);
        }
    }

    private static string ReadField(string text, int begin, ref int place, ref int line)
    {
        if (!Skip(text, ref place, '"'))
        {
            var end = text.AsSpan(place).IndexOfAny(",\r\n") is var length and >= 0 ? place + length : text.Length;
            var plain = text[place..end];
            place = end;
            return plain;
        }

        var field = new StringBuilder();
        while (place < text.Length)
        {
            var character = text[place++];
            if (character == '"' && !Skip(text, ref place, '"'))
                return field.ToString();
            if (character == '\n')
                line++;
            field.Append(character);
        }

        throw new CsvException(begin, "A quoted field does not end. Add the closing quote.");
    }

    private static bool Skip(string text, ref int place, char character)
    {
        if (place >= text.Length || text[place] != character)
            return false;
        place++;
        return true;
    }

    private static string Field(string value) =>
        value.AsSpan().IndexOfAny("\",\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
