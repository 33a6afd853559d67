using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelDsl.Generator.Emission.Layers;
using ModelDsl.Generator.Shapes;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>The generator's namespaces depend on each other in one direction, and the shape rules depend on neither Roslyn nor TorchSharp.</summary>
public class LayerTests
{
    private const string Root = "ModelDsl.Generator";

    /// <summary>The namespaces in order: each may use those before it.</summary>
    private static readonly string[] s_order = ["Shapes", "Declaration", "Diagnostics", "Emission", "Usage"];

    private static readonly CSharpCompilation s_generator = CompileGenerator();

    /// <summary>The symbols of each file; binding them takes seconds.</summary>
    private static readonly ILookup<SyntaxTree, ISymbol> s_symbols = s_generator.SyntaxTrees
        .SelectMany(tree => Symbols(tree).Select(symbol => (tree, symbol)))
        .ToLookup(pair => pair.tree, pair => pair.symbol);

    [Fact]
    public void A_namespace_uses_only_those_below_it()
    {
        var wrong = Uses().Where(use => Level(use.To) > Level(use.From)
            || (use.From, use.To) is ("Emission", "Diagnostics") or ("Diagnostics", "Emission") or ("Usage", "Emission"));
        Assert.Empty(wrong.Select(use => $"{use.From} uses {use.To}: {use.Where}"));
    }

    [Fact]
    public void The_shape_rules_do_not_use_Roslyn() => Assert.DoesNotContain(
        Symbols("Shapes"), symbol => symbol.ContainingNamespace?.ToDisplayString().StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true);

    /// <summary>TorchSharp's parameters and functions have underscores in their names, or begin with <c>torch.</c> or <c>nn.</c>.</summary>
    [Fact]
    public void The_shape_rules_do_not_refer_to_TorchSharp() => Assert.Empty(
        from tree in s_generator.SyntaxTrees
        where Folder(tree) == "Shapes"
        from literal in tree.GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>()
        where Regex.IsMatch(literal.Token.ValueText, @"^(torch\.|nn\.)|^[a-z]+(_[a-z]+)+$")
        select literal.ToString());

    [Fact]
    public void Each_layer_has_a_shape_rule_and_code() => Assert.Equal(
        LayerCatalogue.Kinds.Select(kind => kind.Name).Order(StringComparer.Ordinal), LayerCodes.Names.Order(StringComparer.Ordinal));

    /// <summary>The uses of a namespace by another, once per file.</summary>
    private static IEnumerable<(string From, string To, string Where)> Uses() => (
        from tree in s_generator.SyntaxTrees
        from symbol in s_symbols[tree]
        let space = symbol.ContainingNamespace?.ToDisplayString()
        where space is not null && (space == Root || space.StartsWith(Root + ".", StringComparison.Ordinal))
        let to = space == Root ? "" : space.Split('.')[2]
        where to != Folder(tree)
        select (Folder(tree), to, $"{Path.GetFileName(tree.FilePath)}, {symbol.Name}")).Distinct();

    private static IEnumerable<ISymbol> Symbols(string folder) => s_generator.SyntaxTrees.Where(tree => Folder(tree) == folder).SelectMany(tree => s_symbols[tree]);

    /// <summary>The types that a file refers to, and those whose members it refers to.</summary>
    private static IEnumerable<ISymbol> Symbols(SyntaxTree tree)
    {
        var model = s_generator.GetSemanticModel(tree);
        return tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
            .Select(name => model.GetSymbolInfo(name).Symbol)
            .Select(symbol => symbol as INamedTypeSymbol ?? symbol?.ContainingType)
            .OfType<ISymbol>()
            .Distinct(SymbolEqualityComparer.Default);
    }

    /// <summary>The first folder below the project; empty for its root.</summary>
    private static string Folder(SyntaxTree tree)
    {
        var parts = Path.GetRelativePath(Repository.PathOf("src", "Generator"), tree.FilePath).Split(Path.DirectorySeparatorChar);
        return parts.Length == 1 ? "" : parts[0];
    }

    /// <summary>The root uses all others.</summary>
    private static int Level(string space) => space.Length == 0 ? s_order.Length : Array.IndexOf(s_order, space);

    private static CSharpCompilation CompileGenerator()
    {
        var files = Directory.EnumerateFiles(Repository.PathOf("src", "Generator"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Append(Repository.PathOf("src", "Runtime", "Diagnostics", "Suggestion.cs"));
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("ModelDsl.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        var usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading;";
        var compilation = CSharpCompilation.Create(
            Root, files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file)), references, new(OutputKind.DynamicallyLinkedLibrary));
        Assert.True(compilation.SyntaxTrees.Length > 50);
        return compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(usings, options, Repository.PathOf("src", "Generator", "Usings.cs")));
    }
}
