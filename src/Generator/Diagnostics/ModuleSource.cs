using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelDsl.Generator.Declaration;

namespace ModelDsl.Generator.Diagnostics;

/// <summary>Reads the source of classes that register modules.</summary>
internal static class ModuleSource
{
    private static readonly string[] s_registrations = ["register_module", "register_parameter", "add_module"];

    /// <summary>The declaration of a member; null if there is no source.</summary>
    public static SyntaxNode? Declaration(ISymbol member, CancellationToken cancellation) =>
        member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);

    /// <summary>The parts of a class that the user wrote.</summary>
    public static IEnumerable<SyntaxNode> Parts(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.Select(part => part.GetSyntax(cancellation)).Where(part => !SymbolExtensions.IsGenerated(part));

    /// <summary>True if the class registers modules itself, or passes itself on to code that may.</summary>
    public static bool Registers(INamedTypeSymbol type, CancellationToken cancellation) => Parts(type, cancellation)
        .SelectMany(part => part.DescendantNodes())
        .Any(node => node is SimpleNameSyntax name && s_registrations.Contains(name.Identifier.ValueText)
            || node is ArgumentSyntax { Expression: ThisExpressionSyntax });
}
