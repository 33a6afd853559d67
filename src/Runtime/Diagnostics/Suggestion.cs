namespace ModelDsl;

/// <summary>Finds the name that a misspelled one is closest to.</summary>
internal static class Suggestion
{
    /// <summary>The known name with the smallest edit distance, regardless of case; null if none is near.</summary>
    /// <param name="name">The name that the user wrote.</param>
    /// <param name="known">The known names.</param>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        var best = known.Select(candidate => (Candidate: candidate, Distance: Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .OrderBy(pair => pair.Distance)
            .FirstOrDefault();
        return best.Candidate is not null && best.Distance <= Math.Max(1, best.Candidate.Length / 3) ? best.Candidate : null;
    }

    /// <summary>A sentence with the nearest known name, after a space; empty if none is near.</summary>
    /// <param name="name">The name that the user wrote.</param>
    /// <param name="known">The known names.</param>
    public static string DidYouMean(string name, IEnumerable<string> known) => Nearest(name, known) is { } nearest ? $" Did you mean {nearest}?" : "";

    // Levenshtein's distance, one row of the table at a time.
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var substitute = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitute, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[to.Length];
    }
}
