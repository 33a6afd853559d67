using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace ModelDsl.Testing;

/// <summary>Renders the difference between two texts: the changed lines with their signs, and a few lines of context.</summary>
internal static class Difference
{
    private const int Context = 3;
    private const string Red = "\e[31m", Green = "\e[32m", Gray = "\e[90m", Plain = "\e[0m";

    /// <summary>Compares two texts line by line, including white space.</summary>
    /// <param name="verified">The accepted text; removed lines have a minus.</param>
    /// <param name="received">The new text; added lines have a plus.</param>
    /// <param name="colored">True to write escape codes for a terminal.</param>
    public static string Between(string verified, string received, bool colored)
    {
        var lines = new InlineDiffBuilder(new Differ()).BuildDiffModel(verified, received, ignoreWhitespace: false).Lines;
        var shown = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Type != ChangeType.Unchanged)
                Array.Fill(shown, true, Math.Max(0, i - Context), Math.Min(lines.Count, i + Context + 1) - Math.Max(0, i - Context));
        }

        var text = new List<string>();
        var (before, after) = (0, 0);
        for (var i = 0; i < lines.Count; i++)
        {
            if (shown[i] && (i == 0 || !shown[i - 1]))
                text.Add(Paint(Gray, FormattableString.Invariant($"@@ accepted line {before + 1}, new line {after + 1} @@")));
            if (shown[i])
                text.Add(Render(lines[i]));
            before += lines[i].Type == ChangeType.Inserted ? 0 : 1;
            after += lines[i].Type == ChangeType.Deleted ? 0 : 1;
        }
        return string.Join('\n', text);

        string Render(DiffPiece line) => line.Type switch
        {
            ChangeType.Inserted => Paint(Green, $"+ {line.Text}"),
            ChangeType.Deleted => Paint(Red, $"- {line.Text}"),
            _ => $"  {line.Text}".TrimEnd(),
        };

        string Paint(string color, string line) => colored ? $"{color}{line}{Plain}" : line;
    }
}
