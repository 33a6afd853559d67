using Microsoft.CodeAnalysis;
using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Emission;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission;

/// <summary>The data from which the program of an experiment project is written.</summary>
/// <param name="Assembly">The project's assembly.</param>
/// <param name="ReferencedCatalogues">The catalogues of its references.</param>
/// <param name="HasEntryPoint">True if the user wrote an entry point.</param>
internal sealed record ExperimentProgram(string Assembly, EquatableArray<Catalogue> ReferencedCatalogues, bool HasEntryPoint)
{
    /// <summary>The program; null if the project is not an experiment project.</summary>
    public static ExperimentProgram? From(Compilation compilation, BuildOptions options, CancellationToken cancellation) =>
        options.IsExperimentProject && compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication
            ? new(compilation.AssemblyName ?? "", new(Catalogues(compilation)), compilation.GetEntryPoint(cancellation) is not null)
            : null;

    /// <summary>The program's file.</summary>
    /// <param name="own">The project's own catalogue; null if it has none.</param>
    public string Emit(Catalogue? own) => ProgramEmitter.Emit(Assembly, own is null ? ReferencedCatalogues : [own, .. ReferencedCatalogues], HasEntryPoint);

    private static IEnumerable<Catalogue> Catalogues(Compilation compilation) =>
        from assembly in compilation.SourceModule.ReferencedAssemblySymbols.OrderBy(assembly => assembly.Name, StringComparer.Ordinal)
        let attribute = assembly.GetAttributes().Find(WellKnownNames.CatalogueAttribute)
        where attribute is not null && attribute.ConstructorArguments.Length == 1
        let catalogue = attribute.ConstructorArguments[0].Value as INamedTypeSymbol
        where catalogue is not null
        select new Catalogue(catalogue.Qualified(), new(catalogue.GetMembers().OfType<IPropertySymbol>().Select(list => list.Name)));
}
