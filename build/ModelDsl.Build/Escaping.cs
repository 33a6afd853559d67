using System.Globalization;
using System.Text;

namespace ModelDsl.Build;

/// <summary>Escapes texts for MSBuild and for the command line of a process.</summary>
internal static class Escaping
{
    // MSBuild expands or splits at these characters.
    private const string Special = "%*?@$();'";

    /// <summary>A text as MSBuild expects it in items and attributes: <c>%28</c> for a parenthesis.</summary>
    public static string Escape(string text) => string.Concat(text.Select(character =>
        Special.Contains(character) ? string.Create(CultureInfo.InvariantCulture, $"%{(int)character:x2}") : $"{character}"));

    /// <summary>A command line, which the process splits into the same arguments.</summary>
    public static string CommandLine(IEnumerable<string> arguments) => string.Join(' ', arguments.Select(Quote));

    // Backslashes are special only before a quotation mark.
    private static string Quote(string argument)
    {
        if (argument != "" && !argument.Any(character => char.IsWhiteSpace(character) || character == '"'))
            return argument;
        var quoted = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var character in argument)
        {
            if (character == '"')
                quoted.Append('\\', backslashes + 1);
            backslashes = character == '\\' ? backslashes + 1 : 0;
            quoted.Append(character);
        }

        return quoted.Append('\\', backslashes).Append('"').ToString();
    }
}
