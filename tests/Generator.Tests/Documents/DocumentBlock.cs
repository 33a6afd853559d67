using System.Text.RegularExpressions;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests.Documents;

/// <summary>A code block of a document.</summary>
/// <param name="Document">The path of the document in the repository, with slashes.</param>
/// <param name="Line">The line of the document that opens the block, from 1.</param>
/// <param name="Language">The language of the block; empty for output of a program.</param>
/// <param name="Code">The lines of the block, without the indentation of a list around it.</param>
internal sealed partial record DocumentBlock(string Document, int Line, string Language, string Code)
{
    // Results are written by programs.
    private static readonly string[] s_written = ["docs/results/"];

    /// <summary>The documents for readers: those of the repository, of the packages and of the templates.</summary>
    public static IReadOnlyList<string> Documents { get; } =
    [
        .. new[] { "", "docs", "src", "templates", "samples", "benchmarks", "build" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.md", folder.Length > 0 ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !BuildOutput().IsMatch(path) && !s_written.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The blocks of all documents.</summary>
    public static IReadOnlyList<DocumentBlock> All { get; } = [.. Documents.SelectMany(Read)];

    /// <summary>The documents with certain blocks, as test data.</summary>
    public static TheoryData<string> DocumentsWith(Func<DocumentBlock, bool> selects) => [.. All.Where(selects).Select(block => block.Document).Distinct()];

    /// <summary>The blocks of a document.</summary>
    public static IEnumerable<DocumentBlock> In(string document) => All.Where(block => block.Document == document);

    public override string ToString() => $"{Document}({Line})";

    private static IEnumerable<DocumentBlock> Read(string document)
    {
        var text = Repository.Read(document).ReplaceLineEndings("\n");
        foreach (Match match in Fence().Matches(text))
        {
            var indent = match.Groups["indent"].Length;
            var lines = match.Groups["code"].Value.Split('\n').Select(line => line[Math.Min(indent, line.Length)..]);
            yield return new(document, text.AsSpan(0, match.Index).Count('\n') + 1, match.Groups["language"].Value, string.Join('\n', lines));
        }
    }

    [GeneratedRegex(@"^(?<indent> *)```(?<language>[^\n]*)\n(?<code>.*?)^ *```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex("(^|/)(bin|obj|artifacts)/")]
    private static partial Regex BuildOutput();
}
