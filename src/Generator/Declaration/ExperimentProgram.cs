using Microsoft.CodeAnalysis;
using ModelDsl.Generator.Emission;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Declaration;

/// <summary>What the program of an experiment project is made from.</summary>
/// <param name="Assembly">The project's assembly.</param>
/// <param name="ReferencedCatalogues">The catalogues of its references, with <c>global::</c>.</param>
/// <param name="HasEntryPoint">Whether the user wrote an entry point.</param>
internal sealed record ExperimentProgram(string Assembly, EquatableArray<string> ReferencedCatalogues, bool HasEntryPoint)
{
    /// <summary>The program; null where the project is none.</summary>
    public static ExperimentProgram? From(Compilation compilation, BuildOptions options, CancellationToken cancellation) =>
        options.IsExperimentProject && compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication
            ? new(compilation.AssemblyName ?? "", new(Catalogues(compilation)), compilation.GetEntryPoint(cancellation) is not null)
            : null;

    public string Emit(bool hasOwnModels) => CatalogueEmitter.EmitProgram(
        Assembly,
        hasOwnModels ? ReferencedCatalogues.Prepend($"global::{CatalogueEmitter.ClassName(Assembly)}") : ReferencedCatalogues,
        HasEntryPoint);

    private static IEnumerable<string> Catalogues(Compilation compilation) =>
        from assembly in compilation.SourceModule.ReferencedAssemblySymbols
        let attribute = assembly.GetAttributes().Find(WellKnownNames.CatalogueAttribute)
        where attribute is not null && attribute.ConstructorArguments.Length == 1
        let catalogue = attribute.ConstructorArguments[0].Value as INamedTypeSymbol
        where catalogue is not null
        orderby assembly.Name
        select catalogue.Qualified();
}
