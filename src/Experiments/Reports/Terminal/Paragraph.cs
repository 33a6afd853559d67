namespace ModelDsl.Experiments.Reports.Terminal;

/// <summary>Wraps text.</summary>
internal static class Paragraph
{
    /// <summary>The lines of a text, wrapped between words. A word that is longer than a line is not split.</summary>
    public static List<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' '))
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= width)
                lines[^1] += $" {word}";
            else
                lines.Add(word);
        }

        return lines;
    }
}
