using System.Text;

namespace ModelDsl.Generator.Tests.Documents;

/// <summary>Splits the shell code of documents into commands of words.</summary>
internal static class ShellWords
{
    /// <summary>The commands of a block: of each line, those between <c>&amp;&amp;</c>.</summary>
    public static IEnumerable<IReadOnlyList<string>> Commands(string code) => code.Split('\n').SelectMany(Line).Where(command => command.Count > 0);

    private static IEnumerable<IReadOnlyList<string>> Line(string line)
    {
        var command = new List<string>();
        foreach (var word in Words(line))
        {
            if (word is "&&")
            {
                yield return command;
                command = [];
            }
            else
            {
                command.Add(word);
            }
        }

        yield return command;
    }

    /// <summary>The words of a line without quotation marks, up to a comment.</summary>
    private static IEnumerable<string> Words(string line)
    {
        var word = new StringBuilder();
        char? quote = null;
        foreach (var character in line + " ")
        {
            if (quote is null && character is '#' && word.Length == 0)
                yield break;
            if (character == quote)
                quote = null;
            else if (quote is null && character is '"' or '\'' && quote is null)
                quote = character;
            else if (quote is not null || character != ' ')
                word.Append(character);
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }
    }
}
