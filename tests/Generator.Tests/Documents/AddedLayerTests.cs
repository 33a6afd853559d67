using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests.Documents;

/// <summary>The rows that a new layer needs have the form of the rows in the files that the document names.</summary>
public partial class AddedLayerTests
{
    public const string Document = "docs/adding-a-layer.md";

    [Fact]
    public void A_row_calls_what_the_rows_of_its_file_call()
    {
        var lines = Repository.Read(Document).ReplaceLineEndings("\n").Split('\n');
        var blocks = DocumentBlock.In(Document).Where(block => block.Language == "cs" && !block.Code.Contains("class", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(blocks);
        foreach (var block in blocks)
        {
            var rows = block.Code.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var files = SourceFile().Matches(string.Join('\n', lines[..(block.Line - 1)])).TakeLast(rows.Length).Select(file => file.Groups["path"].Value);
            foreach (var (row, file) in rows.Zip(files))
                Assert.True(Calls(row).IsSubsetOf(Calls(Repository.Read(file))), $"{block}: {row} in {file}");
        }
    }

    /// <summary>The called methods, each with its number of arguments.</summary>
    private static HashSet<string> Calls(string code) =>
    [
        .. CSharpSyntaxTree.ParseText(code).GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Select(call => $"{call.Expression.ToString().Split('.')[^1]}/{call.ArgumentList.Arguments.Count}")
            // The methods of numbers.
            .Where(call => !call.StartsWith("Abs/", StringComparison.Ordinal)),
    ];

    [GeneratedRegex(@"`(?<path>src/[\w./]+\.cs)`")]
    private static partial Regex SourceFile();
}
