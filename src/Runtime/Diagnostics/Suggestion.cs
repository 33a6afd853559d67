namespace ModelDsl;

/// <summary>Finds the name that a misspelled one is closest to.</summary>
internal static class Suggestion
{
    private const int LeastAbbreviation = 3;

    /// <summary>The known name with the smallest edit distance, regardless of case; null if none is near.</summary>
    /// <param name="name">The name that the user wrote.</param>
    /// <param name="known">The known names.</param>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        // The beginning of one known name is probably an abbreviation of it.
        if (name.Length >= LeastAbbreviation && known.Where(candidate => candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase)).Take(2).ToList() is { Count: 1 } only)
            return only[0];
        var best = known.Select(candidate => (Candidate: candidate, Distance: Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .OrderBy(pair => pair.Distance)
            .FirstOrDefault();
        return best.Candidate is not null && best.Distance <= Math.Max(1, best.Candidate.Length / 3) ? best.Candidate : null;
    }

    /// <summary>A sentence with the nearest known name, after a space; empty if none is near.</summary>
    /// <param name="name">The name that the user wrote.</param>
    /// <param name="known">The known names.</param>
    public static string DidYouMean(string name, IEnumerable<string> known) => Nearest(name, known) is { } nearest ? $" Did you mean {nearest}?" : "";

    // The number of insertions, deletions, substitutions and swaps of neighbors (optimal string alignment), one row of the table at a time.
    private static int Distance(string from, string to)
    {
        var (before, last, row) = (new int[to.Length + 1], new int[to.Length + 1], Enumerable.Range(0, to.Length + 1).ToArray());
        for (var i = 1; i <= from.Length; i++)
        {
            (before, last, row) = (last, row, before);
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                row[j] = Math.Min(last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1), 1 + Math.Min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
        }
        return row[to.Length];
    }
}
