using Microsoft.CodeAnalysis;
using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Diagnostics;

/// <summary>Reports the mistakes of declarations, for the analyzer, and for the generator if analyzers are off.</summary>
internal static class ModelDiagnostics
{
    /// <summary>Reports the mistakes of a model, a block or a catalogued class.</summary>
    public static void Report(INamedTypeSymbol type, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (type.TypeKind != TypeKind.Class)
            return;

        var errors = Check(type, compilation, cancellation);
        if (errors.Count == 0)
            return;

        var locator = new DeclarationLocator(type, cancellation);
        foreach (var error in errors)
        {
            var location = locator.Find(error.Place);
            var writer = new RepairWriter(locator, location.SourceTree);
            report(Diagnostic.Create(
                DiagnosticDescriptors.Of(error.Rule),
                location,
                error.Related is { } related ? [locator.Find(related)] : [],
                RepairProperties.Write([.. error.Repairs.Select(writer.Write).OfType<TextRepair>()]),
                [.. error.Message]));
        }
    }

    private static IReadOnlyList<DeclarationError> Check(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (type.DerivesFrom(WellKnownNames.BlockAttribute))
            return [.. BlockChecker.Check(AttributeReader.ReadBlock(type, compilation)).Select(error => error.Proposals is { } untried ? error.Proposing(untried) : error)];

        var attributes = type.GetAttributes();
        if (attributes.Find(WellKnownNames.ModelAttribute) is not null)
            return ModelChecker.Diagnose(DeclarationReader.ReadArchitecture(type, compilation, cancellation));
        return attributes.Find(WellKnownNames.CataloguedAttribute) is not null && CataloguedClass.Read(type).Error is { } error ? [error] : [];
    }

    /// <summary>Reports the mistakes of all models of a compilation.</summary>
    public static void ReportAll(Compilation compilation, Action<Diagnostic> report, CancellationToken cancellation)
    {
        foreach (var type in Types(compilation.Assembly.GlobalNamespace))
        {
            cancellation.ThrowIfCancellationRequested();
            Report(type, compilation, report, cancellation);
        }
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) =>
        container.GetMembers().OfType<INamespaceOrTypeSymbol>()
            .SelectMany(member => member is INamedTypeSymbol type ? Types(member).Prepend(type) : Types(member));
}
