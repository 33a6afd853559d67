using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using ModelDsl.Generator.Diagnostics;
using ModelDsl.Generator.Usage;

namespace ModelDsl.Generator.Tests.Infrastructure;

/// <summary>The pages of the diagnostics, with their examples.</summary>
internal static class DiagnosticPage
{
    /// <summary>The errors: the rules for declarations, and the one for the sizes of a created model.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> Errors { get; } =
        [.. DiagnosticDescriptors.All.Concat(UsageDescriptors.All).Where(descriptor => descriptor.DefaultSeverity == DiagnosticSeverity.Error)];

    public static IReadOnlyList<string> Ids { get; } = [.. Errors.Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal)];

    public static string Read(string id) => Repository.Read("docs", "diagnostics", $"{id}.md");

    /// <summary>The example under a heading, as a file that compiles.</summary>
    public static string Example(string id, string heading) => WithUsings(Code(id, heading));

    /// <summary>The example twice in one file, under two namespaces.</summary>
    public static string ExampleTwice(string id, string heading)
    {
        var code = Code(id, heading);
        return WithUsings($"namespace First\n{{\n{code}}}\n\nnamespace Second\n{{\n{code}}}\n");
    }

    /// <summary>The file with the directives that most examples omit. An example about directives has its own.</summary>
    private static string WithUsings(string code) => code.Contains("using static", StringComparison.Ordinal) ? code : $"using ModelDsl;\nusing static TorchSharp.torch;\n{code}";

    private static string Code(string id, string heading)
    {
        var example = new Regex($@"## {heading}\n+```csharp\n(?<code>.*?)```", RegexOptions.Singleline).Match(Read(id));
        Assert.True(example.Success, $"{id}.md has no example under {heading}.");
        return example.Groups["code"].Value;
    }
}
