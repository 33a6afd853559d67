using System.Text.RegularExpressions;

namespace ModelDsl.Generator.Tests.Infrastructure;

/// <summary>The code blocks of the documents.</summary>
internal static class DocumentExamples
{
    /// <summary>The numbers of the C# examples of documents, each with its document.</summary>
    public static TheoryData<string, int> Of(params string[] documents)
    {
        var all = new TheoryData<string, int>();
        foreach (var document in documents)
        {
            for (var i = 0; i < Blocks(document, "csharp").Count; i++)
                all.Add(document, i);
        }

        return all;
    }

    /// <summary>The source file of an example.</summary>
    public static string Source(string document, int number) =>
        $"using ModelDsl;\nusing static TorchSharp.torch;\nnamespace Demo;\n{Blocks(document, "csharp")[number]}";

    /// <summary>The code blocks in a language.</summary>
    public static IReadOnlyList<string> Blocks(string document, string language) =>
        [.. new Regex($"^```{language}\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline).Matches(Repository.Read("docs", document))
            .Select(block => block.Groups["code"].Value)];
}
