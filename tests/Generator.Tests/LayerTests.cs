using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelDsl.Generator.Emission.Layers;
using ModelDsl.Generator.Shapes;
using ModelDsl.Generator.Tests.Infrastructure;
using NetArchTest.Rules;

namespace ModelDsl.Generator.Tests;

/// <summary>The generator's namespaces depend on each other in one direction, and the shape rules depend on neither Roslyn nor TorchSharp.</summary>
public class LayerTests
{
    private const string Root = "ModelDsl.Generator";

    /// <summary>Each namespace with those that it must not use.</summary>
    private static readonly Dictionary<string, string[]> s_forbidden = new()
    {
        ["Shapes"] = ["Declaration", "Diagnostics", "Emission", "Usage"],
        ["Declaration"] = ["Diagnostics", "Emission", "Usage"],
        ["Diagnostics"] = ["Emission", "Usage"],
        ["Emission"] = ["Diagnostics", "Usage"],
        ["Usage"] = ["Emission"],
    };

    // Types in the root namespace use all others.
    private static readonly string[] s_rootTypes =
        [.. typeof(ModelGenerator).Assembly.GetTypes().Where(type => type.Namespace == Root && !type.IsNested).Select(type => type.FullName!)];

    [Fact]
    public void A_namespace_uses_only_those_below_it()
    {
        Assert.Empty(
            from layer in s_forbidden
            from type in DependentOn(layer.Key, [.. layer.Value.Select(name => $"{Root}.{name}"), .. s_rootTypes])
            select $"{type} of {layer.Key}");
        Assert.NotEmpty(DependentOn("Emission", $"{Root}.Shapes"));
    }

    [Fact]
    public void Every_namespace_has_a_rule() => Assert.Empty(
        typeof(ModelGenerator).Assembly.GetTypes().Select(type => type.Namespace).OfType<string>().Where(name => name.StartsWith($"{Root}.", StringComparison.Ordinal))
            .Select(name => name.Split('.')[2]).Distinct().Except(s_forbidden.Keys));

    [Fact]
    public void The_shape_rules_do_not_use_Roslyn() => Assert.Empty(DependentOn("Shapes", "Microsoft.CodeAnalysis"));

    /// <summary>TorchSharp's parameters and functions have underscores in their names, or begin with <c>torch.</c> or <c>nn.</c>.</summary>
    [Fact]
    public void The_shape_rules_do_not_refer_to_TorchSharp() => Assert.Empty(
        from file in Directory.EnumerateFiles(Repository.PathOf("src", "Generator", "Shapes"), "*.cs", SearchOption.AllDirectories)
        from literal in CSharpSyntaxTree.ParseText(File.ReadAllText(file), new CSharpParseOptions(LanguageVersion.Preview)).GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>()
        where Regex.IsMatch(literal.Token.ValueText, @"^(torch\.|nn\.)|^[a-z]+(_[a-z]+)+$")
        select $"{Path.GetFileName(file)}: {literal}");

    [Fact]
    public void Each_layer_has_a_shape_rule_and_code() => Assert.Equal(
        LayerCatalogue.Kinds.Select(kind => kind.Name).Order(StringComparer.Ordinal), LayerCodes.Names.Order(StringComparer.Ordinal));

    private static IEnumerable<string> DependentOn(string layer, params string[] others) =>
        Types.InAssembly(typeof(ModelGenerator).Assembly).That().ResideInNamespaceStartingWith($"{Root}.{layer}")
            .ShouldNot().HaveDependencyOnAny(others).GetResult().FailingTypeNames ?? [];
}
