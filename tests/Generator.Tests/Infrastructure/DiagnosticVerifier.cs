using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ModelDsl.Generator.Diagnostics;
using ModelDsl.Generator.Usage;

namespace ModelDsl.Generator.Tests.Infrastructure;

/// <summary>
/// Checks the mistakes of a source whose expected places are marked: <c>{|MDL0102:Linear(10)|}</c>. Nothing else may be
/// reported, not even by the compiler, and the generator reports the same if analyzers are off.
/// </summary>
internal static partial class DiagnosticVerifier
{
    /// <summary>A model around its members.</summary>
    public static string Model(string members, string header = "[Model] public partial class Net") =>
        $"using ModelDsl;\nusing static TorchSharp.torch;\nnamespace Demo;\n{header}\n{{\n{members}\n}}\n";

    /// <summary>Fails unless exactly the marked mistakes are reported. Returns their messages.</summary>
    public static async Task<IReadOnlyList<string>> Verify(string markup, params string[] compilerErrors)
    {
        var (source, expected) = Parse(markup);
        var compilation = GeneratorTest.Compile(source);
        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out var updated, out var silent);
        var (mistakes, problems) = await Check(updated);
        var found = InOrder(mistakes.Concat(silent));
        Assert.Equal(expected, found.Select(Place));
        Assert.Equal(compilerErrors.Order(), problems.Select(problem => problem.Id).Distinct().Order());

        // If analyzers are off, the generator reports the same.
        GeneratorTest.Driver(new ModelGenerator(), ("RunAnalyzers", "false")).RunGeneratorsAndUpdateCompilation(compilation, out _, out var reported);
        Assert.Equal(found.Where(IsOfDeclaration).Select(Describe), InOrder(reported).Select(Describe));
        return [.. found.Select(diagnostic => diagnostic.GetMessage(null))];
    }

    /// <summary>The same for one mistake, whose message has these arguments.</summary>
    public static async Task VerifyArguments(string markup, params object[] arguments)
    {
        var id = Assert.Single(Parse(markup).Places).Id;
        var format = DiagnosticPage.Errors.Single(descriptor => descriptor.Id == id).MessageFormat.ToString(null);
        Assert.Equal([string.Format(null, format, arguments)], await Verify(markup));
    }

    /// <summary>The source without its marks.</summary>
    public static string Unmark(string markup) => Parse(markup).Source;

    /// <summary>The diagnostics of the analyzers, in source order.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Analyze(Compilation compilation) =>
        InOrder(await WithAnalyzers(compilation).GetAnalyzerDiagnosticsAsync());

    /// <summary>
    /// The diagnostics of the analyzers, in source order, and the compiler's <see cref="GeneratorTest.Problems"/>. Both together take half of the time,
    /// because the compilation is bound once.
    /// </summary>
    public static async Task<(IReadOnlyList<Diagnostic> Mistakes, IReadOnlyList<Diagnostic> Problems)> Check(Compilation compilation)
    {
        var all = await WithAnalyzers(compilation).GetAllDiagnosticsAsync();
        return (InOrder(all.Where(diagnostic => !diagnostic.Id.StartsWith("CS", StringComparison.Ordinal))), [.. all.Where(GeneratorTest.IsProblem)]);
    }

    private static CompilationWithAnalyzers WithAnalyzers(Compilation compilation) => compilation.WithAnalyzers(
        [new ModelAnalyzer(), new UsageAnalyzer()], new CompilationWithAnalyzersOptions(new([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false));

    /// <summary>Diagnostics in source order.</summary>
    public static IReadOnlyList<Diagnostic> InOrder(IEnumerable<Diagnostic> diagnostics) => [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];

    /// <summary>The text that a location covers.</summary>
    public static string TextAt(Location location) => location.SourceTree!.GetText().ToString(location.SourceSpan);

    /// <summary>True if the generator reports it too, which it does not do for wrong uses of models.</summary>
    private static bool IsOfDeclaration(Diagnostic diagnostic) => string.CompareOrdinal(diagnostic.Id, "MDL0300") < 0;

    private static (string Id, TextSpan Span) Place(Diagnostic diagnostic) => (diagnostic.Id, diagnostic.Location.SourceSpan);

    private static object Describe(Diagnostic diagnostic) => (
        Place(diagnostic), diagnostic.GetMessage(null), string.Join(";", diagnostic.AdditionalLocations.Select(location => location.SourceSpan)));

    /// <summary>The source without its marks, and the marked places.</summary>
    public static (string Source, List<(string Id, TextSpan Span)> Places) Parse(string markup)
    {
        var places = new List<(string, TextSpan)>();
        for (var match = Mark().Match(markup); match.Success; match = Mark().Match(markup))
        {
            var text = match.Groups["text"].Value;
            places.Add((match.Groups["id"].Value, new TextSpan(match.Index, text.Length)));
            markup = markup.Remove(match.Index, match.Length).Insert(match.Index, text);
        }

        return (markup, places);
    }

    [GeneratedRegex(@"\{\|(?<id>MDL\d{4}):(?<text>.*?)\|\}")]
    private static partial Regex Mark();
}
