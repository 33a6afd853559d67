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
        RequiredRanges.Check(type, report, cancellation);
        if (type.TypeKind != TypeKind.Class)
            return;
        CheckRegistration(type, compilation, report, cancellation);
        Report(type, Check(type, compilation, cancellation), report, cancellation);
    }

    /// <summary>Reports the mistakes of a model to which the generator can add no part, which the other reports omit.</summary>
    public static void ReportIncompletable(INamedTypeSymbol type, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellation) =>
        Report(type, CheckModel(type, compilation, cancellation), report, cancellation);

    private static void Report(INamedTypeSymbol type, IReadOnlyList<DeclarationError> errors, Action<Diagnostic> report, CancellationToken cancellation)
    {
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

    private static void CheckRegistration(INamedTypeSymbol type, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellation)
    {
        var checker = new RegistrationChecker(type, compilation, report, cancellation);
        if (type.GetAttributes().Find(WellKnownNames.ModelAttribute) is not null)
            checker.CheckModel();
        else if (type.DerivesFrom(WellKnownNames.BlockAttribute))
            checker.CheckLayers(type.GetAttributes());
    }

    private static IReadOnlyList<DeclarationError> Check(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (type.DerivesFrom(WellKnownNames.BlockAttribute))
            return [.. BlockChecker.Check(AttributeReader.ReadBlock(type, compilation)).Select(error => error.Proposals is { } untried ? error.Proposing(untried) : error)];

        var attributes = type.GetAttributes();
        if (attributes.Find(WellKnownNames.ModelAttribute) is not null)
            return HierarchyReader.CanBeCompleted(type) ? CheckModel(type, compilation, cancellation) : [];
        // Without the base class, the layers of a block have no effect.
        if (attributes.Where(SymbolExtensions.IsLayer).ToList().FindIndex(attribute => attribute.AttributeClass.DerivesFrom(WellKnownNames.LayerAttribute)) is >= 0 and var stray && type.DerivesFrom("System.Attribute"))
            return [DeclarationError.Of(RuleId.LayerOnClass, new(PlaceKind.Block, Index: stray), type.ShortName(), $"Derive {type.Name} from BlockAttribute, or remove it")];
        return attributes.Find(WellKnownNames.CataloguedAttribute) is not null && CataloguedClass.Read(type).Error is { } error ? [error] : [];
    }

    private static IReadOnlyList<DeclarationError> CheckModel(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation) =>
        ModelChecker.Diagnose(DeclarationReader.ReadArchitecture(type, compilation, cancellation), () => ReadOthers(type, compilation, cancellation));

    /// <summary>The other models of a compilation.</summary>
    private static IReadOnlyList<Architecture> ReadOthers(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation) =>
        [.. Types(compilation.Assembly.GlobalNamespace)
            .Where(other => other.TypeKind == TypeKind.Class && !SymbolEqualityComparer.Default.Equals(other, type) && other.GetAttributes().Find(WellKnownNames.ModelAttribute) is not null)
            .Select(other => DeclarationReader.ReadArchitecture(other, compilation, cancellation))];

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
