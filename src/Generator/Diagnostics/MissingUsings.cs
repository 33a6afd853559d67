using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Diagnostics;

/// <summary>
/// Reports files that use attributes of ModelDsl without its using directive. The compiler's errors name no namespace, and the generator does not
/// find such models.
/// </summary>
internal static class MissingUsings
{
    /// <summary>Reports the first attribute of each such file.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="report">Reports a mistake.</param>
    /// <param name="cancellation">Cancels the check.</param>
    public static void Report(Compilation compilation, Action<Diagnostic> report, CancellationToken cancellation)
    {
        foreach (var name in Find(compilation, cancellation))
        {
            report(Diagnostic.Create(
                DiagnosticDescriptors.Of(RuleId.MissingUsing),
                name.GetLocation(),
                [],
                RepairProperties.Write([Add($"using {WellKnownNames.Namespace};", name.SyntaxTree!, cancellation)]),
                name.ValueText));
        }
    }

    /// <summary>The names of the first attribute of each such file.</summary>
    public static IEnumerable<SyntaxToken> Find(Compilation compilation, CancellationToken cancellation)
    {
        // This runs after each edit. The directives of most files exclude them, and the attributes of their types exclude most of the others.
        var suspects = new List<SyntaxTree>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var directive = tree.GetCompilationUnitRoot(cancellation).Usings.FirstOrDefault(IsOurs);
            if (directive?.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword) == true)
                yield break;
            if (directive is null)
                suspects.Add(tree);
        }

        foreach (var tree in suspects)
        {
            foreach (var attribute in Attributes(tree.GetCompilationUnitRoot(cancellation).Members))
            {
                if (attribute.Name is not IdentifierNameSyntax { Identifier: var name } || !IsUnknown(attribute, name.ValueText, compilation, cancellation))
                    continue;
                yield return name;
                break;
            }
        }
    }

    /// <summary>The repair that adds a using directive to a file.</summary>
    public static TextRepair Add(string directive, SyntaxTree tree, CancellationToken cancellation)
    {
        var usings = tree.GetCompilationUnitRoot(cancellation).Usings;
        return new($"Add {directive}", [usings.Count == 0 ? new TextChange(new(0, 0), $"{directive}\n") : new TextChange(new(usings.Last().Span.End, 0), $"\n{directive}")]);
    }

    private static bool IsOurs(UsingDirectiveSyntax directive) => directive.Alias is null && directive.Name is { } name
        && (name is AliasQualifiedNameSyntax qualified ? qualified.Name : name) is IdentifierNameSyntax { Identifier.ValueText: WellKnownNames.Namespace };

    /// <summary>The attributes of types.</summary>
    private static IEnumerable<AttributeSyntax> Attributes(SyntaxList<MemberDeclarationSyntax> members) => members.SelectMany(member => member switch
    {
        BaseNamespaceDeclarationSyntax space => Attributes(space.Members),
        TypeDeclarationSyntax type => type.AttributeLists.SelectMany(list => list.Attributes).Concat(Attributes(type.Members)),
        _ => [],
    });

    /// <summary>True if the compiler does not know an attribute that ModelDsl has.</summary>
    private static bool IsUnknown(AttributeSyntax attribute, string name, Compilation compilation, CancellationToken cancellation) =>
        (compilation.GetTypeByMetadataName($"{WellKnownNames.Namespace}.{name}Attribute") ?? compilation.GetTypeByMetadataName($"{WellKnownNames.Namespace}.{name}")) is not null
        && compilation.GetSemanticModel(attribute.SyntaxTree).GetTypeInfo(attribute, cancellation).Type is not { TypeKind: not TypeKind.Error };
}
