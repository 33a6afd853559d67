using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelDsl.Generator.Declaration;

namespace ModelDsl.Generator.Diagnostics;

/// <summary>
/// Finds modules that a hand-written module creates and does not register. TorchSharp registers the modules in fields with the module itself,
/// but not those in collections. A class without source may register anything.
/// </summary>
internal sealed class UnregisteredParts(Compilation compilation, CancellationToken cancellation)
{
    /// <summary>The first field whose modules are not registered; null if none is known.</summary>
    public (ISymbol Field, OwnModuleKind Kind)? Find(ITypeSymbol module)
    {
        var classes = new List<INamedTypeSymbol>();
        for (var current = module as INamedTypeSymbol; current is not null && !current.Is(WellKnownNames.Module); current = current.BaseType)
        {
            if (ModelMembers.IsCompiled(current.OriginalDefinition) || current.GetAttributes().Find(WellKnownNames.ModelAttribute) is not null)
                return null;
            classes.Add(current.OriginalDefinition);
        }

        var fields = classes
            .SelectMany(OwnModuleReader.Fields)
            .Select(field => (Field: field.Member, Kind: OwnModuleReader.Classify(field.Type)))
            .Where(field => field.Kind != OwnModuleKind.None)
            .ToList();
        // The common case needs no search of the source.
        if (fields.Count == 0 || classes.Any(part => ModuleSource.Registers(part, cancellation)))
            return null;

        // An override finds no fields, unless it calls the base method.
        var isReplaced = classes.SelectMany(part => part.GetMembers("RegisterComponents")).Any(method =>
            ModuleSource.Declaration(method, cancellation)?.DescendantNodes().Any(node => node is BaseExpressionSyntax) == false);
        foreach (var field in fields)
        {
            if ((isReplaced || field.Kind is not (OwnModuleKind.Module or OwnModuleKind.Parameter)) && Creates(field.Field))
                return field;
        }

        return null;
    }

    /// <summary>True if the class creates a module for the field; one that it receives may be registered by another.</summary>
    private bool Creates(ISymbol field) => Values(field).Any(value => value.DescendantNodesAndSelf().Any(node =>
        node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax
        && compilation.ContainsSyntaxTree(node.SyntaxTree)
        && compilation.GetSemanticModel(node.SyntaxTree).GetTypeInfo(node, cancellation).Type is { } type
        && (OwnModuleReader.IsModule(type) || type.Is(WellKnownNames.Parameter))));

    /// <summary>The expressions that are assigned or added to a field.</summary>
    private IEnumerable<SyntaxNode> Values(ISymbol field)
    {
        foreach (var node in ModuleSource.Parts(field.ContainingType, cancellation).SelectMany(part => part.DescendantNodes()))
        {
            var value = node switch
            {
                VariableDeclaratorSyntax { Initializer: { } initializer } variable when variable.Identifier.ValueText == field.Name => initializer,
                PropertyDeclarationSyntax { Initializer: { } initializer } property when property.Identifier.ValueText == field.Name => initializer,
                AssignmentExpressionSyntax assignment when Names(assignment.Left, field) => assignment.Right,
                InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call when Names(access.Expression, field) =>
                    (SyntaxNode)call.ArgumentList,
                _ => null,
            };
            if (value is not null)
                yield return value;
        }
    }

    private static bool Names(ExpressionSyntax target, ISymbol field) => target switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText == field.Name,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: var name } => name.Identifier.ValueText == field.Name,
        ElementAccessExpressionSyntax element => Names(element.Expression, field),
        _ => false,
    };
}
