using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ModelDsl.Generator.Tests.Infrastructure;

/// <summary>Runs the generator over sources. Every run also asserts caching.</summary>
internal static class GeneratorTest
{
    public static readonly string[] Steps =
        [TrackingNames.Declarations, TrackingNames.Sources, TrackingNames.Files, TrackingNames.Entries,
         TrackingNames.Classes, TrackingNames.Program];

    /// <summary>The oldest language version that has partial properties.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp13, DocumentationMode.Parse);

    // Compilations that are made from this one share the symbols of its references.
    private static readonly Lazy<CSharpCompilation> s_empty = new(() =>
    {
        var empty = CSharpCompilation.Create(
            // The tests themselves run in parallel.
            "Demo.Models", references: References.All,
            options: new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false));
        Assert.Empty(empty.GetDiagnostics());
        return empty;
    });

    /// <summary>A project with models.</summary>
    public static CSharpCompilation Compile(params string[] sources) =>
        s_empty.Value.AddSyntaxTrees([.. sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"Source{i}.cs"))]);

    public static CSharpGeneratorDriver Driver(IIncrementalGenerator generator, params (string Property, string Value)[] properties) =>
        CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()],
            parseOptions: ParseOptions,
            optionsProvider: new BuildProperties(properties),
            driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The generated files of models that compile, cached and without warnings.</summary>
    public static ImmutableArray<GeneratedSourceResult> Generate(params string[] sources) => Generate(Compile(sources));

    /// <summary>The same for a compilation, with build properties.</summary>
    public static ImmutableArray<GeneratedSourceResult> Generate(CSharpCompilation compilation, params (string, string)[] properties)
    {
        var driver = Driver(new ModelGenerator(), properties).RunGeneratorsAndUpdateCompilation(compilation, out var updated, out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.Empty(Problems(updated));
        AssertCached(driver, compilation);
        return driver.GetRunResult().Results.Single().GeneratedSources;
    }

    /// <summary>The compiler's errors and warnings, except those for unread parameters of blocks, which the suppressor removes.</summary>
    public static IEnumerable<Diagnostic> Problems(Compilation compilation) => compilation.GetDiagnostics().Where(IsProblem);

    /// <summary>True for the diagnostics that <see cref="Problems"/> returns.</summary>
    public static bool IsProblem(Diagnostic diagnostic) =>
        diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS9113" && diagnostic.Id.StartsWith("CS", StringComparison.Ordinal);

    /// <summary>Asserts that an unrelated file and a line above each class change no step, and that no step holds an object of a compilation.</summary>
    public static void AssertCached(GeneratorDriver driver, CSharpCompilation compilation, params string[] steps)
    {
        var unrelated = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Unrelated;", ParseOptions));
        AssertUnchanged(driver.RunGenerators(unrelated), steps);
        AssertUnchanged(driver.RunGenerators(MoveDown(compilation)), steps);
    }

    /// <summary>The same sources in new trees, moved down by one line.</summary>
    public static CSharpCompilation MoveDown(CSharpCompilation compilation) => compilation.RemoveAllSyntaxTrees()
        .AddSyntaxTrees(compilation.SyntaxTrees.Select(tree => CSharpSyntaxTree.ParseText("// One more line.\n" + tree, ParseOptions, tree.FilePath)));

    private static void AssertUnchanged(GeneratorDriver driver, string[] steps)
    {
        var tracked = driver.GetRunResult().Results.Single().TrackedSteps;
        foreach (var name in steps.Length > 0 ? steps : Steps)
        {
            Assert.True(tracked.ContainsKey(name), $"No step is called {name}.");
            foreach (var (value, reason) in tracked[name].SelectMany(step => step.Outputs))
            {
                Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{name} is {reason}.");
                var found = ObjectGraph.FindCompilerObject(value);
                Assert.True(found is null, $"{name}: {found}.");
            }
        }
    }

    /// <summary>Properties of a project file that are visible to the compiler.</summary>
    private sealed class BuildProperties((string Property, string Value)[] properties) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(properties);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Values((string Property, string Value)[] properties) : AnalyzerConfigOptions
        {
            private readonly Dictionary<string, string> _values = properties.ToDictionary(pair => $"build_property.{pair.Property}", pair => pair.Value);

            public override bool TryGetValue(string key, out string value) => _values.TryGetValue(key, out value!);
        }
    }
}
