using System.Text.RegularExpressions;

namespace ModelDsl.Generator.Tests.Infrastructure;

/// <summary>Counts the lines of code of docs/comparison.md.</summary>
internal static partial class LineCount
{
    /// <summary>
    /// Counts the lines that contain a letter or a digit. Comments and documentation do not count, and neither do <c>using</c> directives and imports.
    /// </summary>
    public static int Of(string path, string text) => CommentsOf(Path.GetExtension(path)).Replace(text, "")
        .Split('\n')
        .Count(line => Content().IsMatch(line) && !Import().IsMatch(line));

    private static Regex CommentsOf(string extension) => extension switch
    {
        ".cs" => CSharpComment(),
        ".py" => PythonComment(),
        _ => XmlComment(),
    };

    [GeneratedRegex(@"//.*")]
    private static partial Regex CSharpComment();

    [GeneratedRegex(@"^\s*""""""[\s\S]*?""""""|#.*", RegexOptions.Multiline)]
    private static partial Regex PythonComment();

    [GeneratedRegex(@"<!--[\s\S]*?-->")]
    private static partial Regex XmlComment();

    [GeneratedRegex(@"[\p{L}\d]")]
    private static partial Regex Content();

    // Not a `using` declaration or statement.
    [GeneratedRegex(@"^\s*(using (static )?[\w.]+;|import |from \S+ import )")]
    private static partial Regex Import();
}
