using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Diagnostics;
using ModelDsl.Generator.Emission;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator;

/// <summary>
/// Completes the classes with <c>[Model]</c> to TorchSharp modules, and lists them in a catalogue of their assembly, with the classes that
/// have <c>[Catalogued]</c>.
/// </summary>
[Microsoft.CodeAnalysis.Generator(LanguageNames.CSharp)]
public sealed class ModelGenerator : IIncrementalGenerator
{
    /// <summary>Tracks the declarations as values.</summary>
    public const string DeclarationStep = "Declaration";

    /// <summary>Tracks the text of each model.</summary>
    public const string SourceStep = "Source";

    /// <summary>Tracks the file of each model, whose name depends on the other models' names.</summary>
    public const string FileStep = "File";

    /// <summary>Tracks the rows of the catalogue.</summary>
    public const string CatalogueStep = "Catalogue";

    /// <summary>Tracks the data sets and evaluators of the catalogue.</summary>
    public const string ClassStep = "Class";

    /// <summary>Tracks what an experiment project takes from its references.</summary>
    public const string ProgramStep = "Program";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                WellKnownNames.ModelAttribute,
                static (node, _) => node is ClassDeclarationSyntax,
                static (attributed, cancellation) => IsFirst(attributed)
                    ? DeclarationReader.Read((INamedTypeSymbol)attributed.TargetSymbol, attributed.SemanticModel.Compilation, cancellation)
                    : null)
            .Where(static declaration => declaration is not null)
            .WithTrackingName(DeclarationStep);

        var sources = declarations
            .Select(static (declaration, _) => ModelSource.From(declaration!))
            .WithTrackingName(SourceStep);
        var namesakes = sources.Select(static (source, _) => source.Name).Collect().Select(static (names, _) => FileName.Namesakes(names));
        var files = sources.Combine(namesakes)
            .Select(static (pair, _) => (Name: FileName.Of(pair.Left.Name, pair.Right), pair.Left.Text))
            .WithTrackingName(FileStep);
        context.RegisterSourceOutput(files, static (output, file) => output.AddSource(file.Name, file.Text));

        var entries = sources
            .Select(static (source, _) => source.Entry)
            .Collect()
            .Select(static (all, _) => new EquatableArray<CatalogueEntry>(all.OfType<CatalogueEntry>()))
            .WithTrackingName(CatalogueStep);
        var classes = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                WellKnownNames.CataloguedAttribute,
                static (node, _) => node is TypeDeclarationSyntax,
                static (attributed, _) => CataloguedClass.Read((INamedTypeSymbol)attributed.TargetSymbol))
            .Collect()
            .Select(static (all, _) => new EquatableArray<CataloguedClass>(all.Where(own => own.Error is null)))
            .WithTrackingName(ClassStep);
        var catalogue = entries.Combine(classes);
        var assembly = context.CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName ?? "");
        context.RegisterSourceOutput(catalogue.Combine(assembly), static (output, pair) =>
        {
            var ((models, own), name) = pair;
            if (models.Count > 0 || own.Count > 0)
                output.AddSource(FileName.Catalogue, CatalogueEmitter.Emit(name, models, own));
        });

        var options = context.AnalyzerConfigOptionsProvider.Select(static (provider, _) => BuildOptions.From(provider.GlobalOptions));
        var project = context.CompilationProvider.Combine(options);
        var programs = project
            .Select(static (pair, cancellation) => ExperimentProgram.From(pair.Left, pair.Right, cancellation))
            .WithTrackingName(ProgramStep);
        context.RegisterSourceOutput(programs.Combine(catalogue), static (output, pair) =>
        {
            var (program, (models, own)) = pair;
            if (program is not null)
                output.AddSource(FileName.Program, program.Emit(models.Count > 0 || own.Count > 0 ? Catalogue.Of(program.Assembly, own) : null));
        });

        // A step of its own that has nothing to do while the analyzer runs: diagnostics hold locations, and what is cached must not.
        var unanalyzed = project
            .SelectMany(static (pair, _) => pair.Right.AnalyzersAreOff ? ImmutableArray.Create(pair.Left) : []);
        context.RegisterSourceOutput(unanalyzed, static (output, compilation) =>
            ModelDiagnostics.ReportAll(compilation, output.ReportDiagnostic, output.CancellationToken));
    }

    /// <summary>
    /// Whether this declaration has the attribute that makes the class a model: a second one is the compiler's error. A
    /// file-local class has no other part, and a static one no members of an instance.
    /// </summary>
    private static bool IsFirst(GeneratorAttributeSyntaxContext attributed)
    {
        var first = attributed.TargetSymbol.GetAttributes().Find(WellKnownNames.ModelAttribute)?.ApplicationSyntaxReference;
        return attributed.TargetSymbol is INamedTypeSymbol { Name.Length: > 0, IsFileLocal: false, IsStatic: false }
            && first?.SyntaxTree == attributed.TargetNode.SyntaxTree && attributed.TargetNode.Span.Contains(first.Span);
    }
}
