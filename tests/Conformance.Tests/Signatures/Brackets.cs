namespace ModelDsl.Conformance.Tests.Signatures;

/// <summary>Takes text apart where it is in no bracket.</summary>
internal static class Brackets
{
    /// <summary>The parts between commas.</summary>
    public static IEnumerable<string> Split(string text)
    {
        var start = 0;
        foreach (var comma in Outside(text, ','))
        {
            yield return text[start..comma].Trim();
            start = comma + 1;
        }
        if (text[start..].Trim() is { Length: > 0 } last)
            yield return last;
    }

    /// <summary>What is before the last space, and what is after it.</summary>
    public static (string Before, string After) SplitLast(string text)
    {
        var space = Outside(text, ' ').DefaultIfEmpty(-1).Last();
        return (space < 0 ? "" : text[..space], text[(space + 1)..]);
    }

    /// <summary>Where the bracket opens that the text's last character closes.</summary>
    public static int OpeningOfLast(string text)
    {
        var depth = 0;
        for (var i = text.Length - 1; i >= 0; i--)
        {
            depth += text[i] switch { ')' or ']' or '>' => 1, '(' or '[' or '<' => -1, _ => 0 };
            if (depth == 0)
                return i;
        }
        throw new FormatException($"No bracket opens in '{text}'.");
    }

    private static IEnumerable<int> Outside(string text, char sought)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (depth == 0 && text[i] == sought)
                yield return i;
            depth += text[i] switch { '(' or '[' or '<' => 1, ')' or ']' or '>' => -1, _ => 0 };
        }
    }
}
