using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Diagnostics;
using ModelDsl.Generator.Emission;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator;

/// <summary>
/// Completes the classes with <c>[Model]</c> to TorchSharp modules, and lists them with the classes that have <c>[Catalogued]</c> in a catalogue
/// of their assembly.
/// </summary>
[Microsoft.CodeAnalysis.Generator(LanguageNames.CSharp)]
public sealed class ModelGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var sources = FindSources(context);
        var catalogue = FindEntries(sources).Combine(FindClasses(context));
        var project = context.CompilationProvider.Combine(
            context.AnalyzerConfigOptionsProvider.Select(static (provider, _) => BuildOptions.From(provider.GlobalOptions)));

        RegisterModels(context, sources);
        RegisterCatalogue(context, catalogue);
        RegisterProgram(context, project, catalogue);
        RegisterDiagnostics(context, project);
        RegisterCompilerMistakes(context, sources);
        RegisterMissingUsings(context);
    }

    /// <summary>The text of each model.</summary>
    private static IncrementalValuesProvider<ModelSource> FindSources(IncrementalGeneratorInitializationContext context) => context.SyntaxProvider
        .ForAttributeWithMetadataName(
            WellKnownNames.ModelAttribute,
            static (node, _) => node is ClassDeclarationSyntax or RecordDeclarationSyntax,
            static (attributed, cancellation) => IsFirst(attributed)
                ? DeclarationReader.Read((INamedTypeSymbol)attributed.TargetSymbol, attributed.SemanticModel.Compilation, cancellation)
                : null)
        .Where(static declaration => declaration is not null)
        .WithTrackingName(TrackingNames.Declarations)
        .Select(static (declaration, _) => ModelSource.From(declaration!, ModelChecker.Check(declaration!.Architecture)))
        .WithTrackingName(TrackingNames.Sources);

    /// <summary>The models of the catalogue.</summary>
    private static IncrementalValueProvider<EquatableArray<CatalogueEntry>> FindEntries(IncrementalValuesProvider<ModelSource> sources) => sources
        .Select(static (source, _) => source.Entry)
        .Collect()
        .Select(static (all, _) => new EquatableArray<CatalogueEntry>(all.OfType<CatalogueEntry>()))
        .WithTrackingName(TrackingNames.Entries);

    /// <summary>The data sets and evaluators of the catalogue.</summary>
    private static IncrementalValueProvider<EquatableArray<CataloguedClass>> FindClasses(IncrementalGeneratorInitializationContext context) => context.SyntaxProvider
        .ForAttributeWithMetadataName(
            WellKnownNames.CataloguedAttribute,
            static (node, _) => node is TypeDeclarationSyntax,
            static (attributed, _) => CataloguedClass.Read((INamedTypeSymbol)attributed.TargetSymbol))
        .Collect()
        .Select(static (all, _) => new EquatableArray<CataloguedClass>(all.Where(own => own.Error is null)))
        .WithTrackingName(TrackingNames.Classes);

    /// <summary>Adds the files of each model.</summary>
    private static void RegisterModels(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ModelSource> sources)
    {
        var namesakes = sources.Select(static (source, _) => source.Name).Collect().Select(static (names, _) => FileName.Namesakes(names));
        var files = sources.Combine(namesakes)
            .Select(static (pair, _) => (Name: FileName.Of(pair.Left.Name, pair.Right), pair.Left.Text, pair.Left.Graph))
            .WithTrackingName(TrackingNames.Files);
        context.RegisterSourceOutput(files, static (output, file) =>
        {
            if (file.Text.Length > 0)
                output.AddSource(file.Name, file.Text);
            if (file.Graph.Length > 0)
                output.AddSource(FileName.Graph(file.Name), file.Graph);
        });
    }

    /// <summary>Adds the catalogue.</summary>
    private static void RegisterCatalogue(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<(EquatableArray<CatalogueEntry> Models, EquatableArray<CataloguedClass> Classes)> catalogue)
    {
        var assembly = context.CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName ?? "");
        context.RegisterSourceOutput(catalogue.Combine(assembly), static (output, pair) =>
        {
            var ((models, classes), name) = pair;
            if (models.Count > 0 || classes.Count > 0)
                output.AddSource(FileName.Catalogue, CatalogueEmitter.Emit(name, models, classes));
        });
    }

    /// <summary>Adds the program of an experiment project.</summary>
    private static void RegisterProgram(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<(Compilation Compilation, BuildOptions Options)> project,
        IncrementalValueProvider<(EquatableArray<CatalogueEntry> Models, EquatableArray<CataloguedClass> Classes)> catalogue)
    {
        var programs = project
            .Select(static (pair, cancellation) => ExperimentProgram.From(pair.Compilation, pair.Options, cancellation))
            .WithTrackingName(TrackingNames.Program);
        context.RegisterSourceOutput(programs.Combine(catalogue), static (output, pair) =>
        {
            var (program, (models, classes)) = pair;
            if (program is not null)
                output.AddSource(FileName.Program, program.Emit(models.Count > 0 || classes.Count > 0 ? Catalogue.Of(program.Assembly, classes) : null));
        });
    }

    /// <summary>Reports the mistakes of declarations if no analyzer does.</summary>
    /// <remarks>Diagnostics hold locations, which must not be cached. So this is a separate step, which is empty while the analyzer runs.</remarks>
    private static void RegisterDiagnostics(
        IncrementalGeneratorInitializationContext context, IncrementalValueProvider<(Compilation Compilation, BuildOptions Options)> project) =>
        context.RegisterSourceOutput(
            project.SelectMany(static (pair, _) => pair.Options.AnalyzersAreOff ? ImmutableArray.Create(pair.Compilation) : []),
            static (output, compilation) => ModelDiagnostics.ReportAll(compilation, output.ReportDiagnostic, output.CancellationToken));

    /// <summary>Reports mistakes that are also the compiler's. The steps hold only the classes' names, and are empty if there is no mistake.</summary>
    private static void RegisterCompilerMistakes(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ModelSource> sources)
    {
        var models = sources.Where(static source => source.IsMistaken).Select(static (source, _) => source.Name).Collect();
        var others = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                WellKnownNames.ShapeAttribute,
                static (node, _) => CompilerMistakes.MayBeOutsideModel(node),
                static (attributed, _) => CompilerMistakes.FindStageOutsideModel((IParameterSymbol)attributed.TargetSymbol))
            .Where(static name => name is not null)
            .Collect();
        var names = models.Combine(others).Select(static (pair, _) => new EquatableArray<string>(pair.Left.Concat(pair.Right.OfType<string>()).Distinct()));
        context.RegisterSourceOutput(
            names.Combine(context.CompilationProvider).SelectMany(static (pair, _) => pair.Left.Count == 0 ? [] : ImmutableArray.Create(pair)),
            static (output, pair) => CompilerMistakes.Report(pair.Left, pair.Right, output.ReportDiagnostic, output.CancellationToken));
    }

    /// <summary>Reports files without the using directive. The step is empty if there are none.</summary>
    private static void RegisterMissingUsings(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        context.CompilationProvider.SelectMany(static (compilation, cancellation) => MissingUsings.Find(compilation, cancellation).Any() ? ImmutableArray.Create(compilation) : []),
        static (output, compilation) => MissingUsings.Report(compilation, output.ReportDiagnostic, output.CancellationToken));

    /// <summary>True if this declaration has the attribute that makes the class a model; a second one is the compiler's error.</summary>
    private static bool IsFirst(GeneratorAttributeSyntaxContext attributed)
    {
        var first = attributed.TargetSymbol.GetAttributes().Find(WellKnownNames.ModelAttribute)?.ApplicationSyntaxReference;
        return attributed.TargetSymbol is INamedTypeSymbol { Name.Length: > 0, TypeKind: TypeKind.Class }
            && first?.SyntaxTree == attributed.TargetNode.SyntaxTree && attributed.TargetNode.Span.Contains(first.Span);
    }
}
