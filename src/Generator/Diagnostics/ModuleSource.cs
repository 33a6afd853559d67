using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ModelDsl.Generator.Diagnostics;

/// <summary>Reads the source of classes that register modules.</summary>
internal static class ModuleSource
{
    private static readonly string[] s_registrations = ["register_module", "register_parameter", "add_module"];

    /// <summary>The declaration of a member; null if there is no source.</summary>
    public static SyntaxNode? Declaration(ISymbol member, CancellationToken cancellation) =>
        member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);

    /// <summary>True if a declaration is in the part of a class that this generator wrote.</summary>
    public static bool IsGenerated(SyntaxNode declaration) => declaration.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } part
        && part.AttributeLists.SelectMany(list => list.Attributes).Any(attribute =>
            attribute.ArgumentList?.Arguments.FirstOrDefault()?.Expression is LiteralExpressionSyntax { Token.ValueText: "ModelDsl.Generator" });

    /// <summary>The parts of a class that the user wrote.</summary>
    public static IEnumerable<SyntaxNode> Parts(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.Select(part => part.GetSyntax(cancellation)).Where(part => !IsGenerated(part));

    /// <summary>True if the class registers modules itself, or passes itself on to code that may.</summary>
    public static bool Registers(INamedTypeSymbol type, CancellationToken cancellation) => Parts(type, cancellation)
        .SelectMany(part => part.DescendantNodes())
        .Any(node => node is SimpleNameSyntax name && s_registrations.Contains(name.Identifier.ValueText)
            || node is ArgumentSyntax { Expression: ThisExpressionSyntax });
}
