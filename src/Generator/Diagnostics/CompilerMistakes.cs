using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Diagnostics;

/// <summary>
/// Reports mistakes that are also the compiler's errors, whose messages do not name the repair. The generator reports them, always: after such an
/// error, a build runs no analyzer.
/// </summary>
internal static class CompilerMistakes
{
    /// <summary>Reports the mistakes of classes.</summary>
    /// <param name="classes">Their metadata names.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="report">Reports a mistake.</param>
    /// <param name="cancellation">Cancels the check.</param>
    public static void Report(IReadOnlyList<string> classes, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellation)
    {
        var names = new UnknownNames(compilation, report, cancellation);
        foreach (var type in classes.Select(compilation.Assembly.GetTypeByMetadataName).OfType<INamedTypeSymbol>())
        {
            if (type.GetAttributes().Find(WellKnownNames.ModelAttribute) is null)
            {
                ReportMissingModel(type, report, cancellation);
                continue;
            }

            if (!HierarchyReader.CanBeCompleted(type))
                ModelDiagnostics.ReportIncompletable(type, compilation, report, cancellation);
            names.Check(type);
        }
    }

    /// <summary>The name of a class with a stage and no <c>[Model]</c>; null if the parameter, which has a shape, is not that of one.</summary>
    public static string? FindStageOutsideModel(IParameterSymbol parameter) =>
        parameter is { ContainingSymbol: IMethodSymbol { ContainingType: var type } method } && IsStageOutsideModel(type, method) ? HierarchyReader.MetadataName(type) : null;

    /// <summary>True if nothing implements a method with shapes, or if it has layers, which have no effect.</summary>
    private static bool IsStageOutsideModel(INamedTypeSymbol type, IMethodSymbol method) =>
        type.TypeKind == TypeKind.Class
        && type.GetAttributes().Find(WellKnownNames.ModelAttribute) is null
        && (method is { IsPartialDefinition: true, PartialImplementationPart: null }
            || method.GetAttributes().Any(attribute => attribute.AttributeClass.DerivesFrom(WellKnownNames.LayerAttribute)));

    /// <summary>True if a parameter's method is in a part of a class without an attribute called Model. A fast check of the syntax.</summary>
    public static bool MayBeOutsideModel(SyntaxNode node) =>
        node is ParameterSyntax { Parent.Parent: MethodDeclarationSyntax { Parent: ClassDeclarationSyntax type } }
        && !type.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => Name(attribute) is "Model" or "ModelAttribute");

    private static string Name(AttributeSyntax attribute) => attribute.Name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    private static void ReportMissingModel(INamedTypeSymbol type, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)).OfType<ClassDeclarationSyntax>().FirstOrDefault() is not { } declaration)
            return;

        // A misspelled [Model] is replaced; otherwise it is inserted.
        var misspelled = declaration.AttributeLists.SelectMany(list => list.Attributes).FirstOrDefault(attribute => Spelling.Nearest(Name(attribute), ["Model"]) is not null);
        var changes = new List<TextChange> { misspelled is null ? new(new(declaration.SpanStart, 0), "[Model] ") : new(misspelled.Name.Span, "Model") };
        if (!declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            changes.Add(new(new(declaration.Keyword.SpanStart, 0), "partial "));
        report(Diagnostic.Create(
            DiagnosticDescriptors.Of(RuleId.NoModel),
            declaration.Identifier.GetLocation(),
            [],
            RepairProperties.Write([new TextRepair("Write [Model]", changes)]),
            type.Name));
    }
}
