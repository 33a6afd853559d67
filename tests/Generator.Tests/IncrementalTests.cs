using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelDsl.Generator.Tests.Infrastructure;
using Xunit.Sdk;

namespace ModelDsl.Generator.Tests;

/// <summary>An edit runs again what depends on it, and nothing else.</summary>
public class IncrementalTests
{
    private static readonly string s_first = DiagnosticTest.Model("[Linear(3)] public partial Tensor Run([Shape(784)] Tensor image);");
    private static readonly string s_second = s_first.Replace("class Net", "class Other");

    [Theory]
    [InlineData("Tensor image", "Tensor /* pixels */ image", IncrementalStepRunReason.Cached)]
    [InlineData("Linear(3)", "Linear(1 + 2)", IncrementalStepRunReason.Cached)]
    [InlineData("Linear(3)", "Linear(4)", IncrementalStepRunReason.Modified)]
    [InlineData("Tensor image", "Tensor picture", IncrementalStepRunReason.Modified)]
    public void An_edit_of_one_model_reaches_only_its_own_file(string old, string @new, IncrementalStepRunReason reason)
    {
        var steps = RunTwice([s_first, s_second], [s_first.Replace(old, @new), s_second]);
        Assert.Equal([reason, IncrementalStepRunReason.Cached], Reasons(steps, ModelGenerator.DeclarationStep));
        Assert.Equal([reason, IncrementalStepRunReason.Cached], Reasons(steps, ModelGenerator.SourceStep));
        Assert.Equal([reason, IncrementalStepRunReason.Cached], Reasons(steps, ModelGenerator.FileStep));
    }

    /// <summary>The one that differs from it in case alone gets another name, and no other file is written again.</summary>
    [Fact]
    public void A_new_name_reaches_only_its_namesake()
    {
        var steps = RunTwice([s_first, s_second, s_first.Replace("class Net", "class Third")], [s_first, s_second, s_first.Replace("class Net", "class NET")]);
        Assert.Equal(
            [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Modified],
            Reasons(steps, ModelGenerator.FileStep));
    }

    [Fact]
    public void A_constant_in_another_file_reaches_the_model_that_uses_it()
    {
        var model = s_first.Replace("Linear(3)", "Linear(Sizes.Width)");
        var steps = RunTwice([model, "static class Sizes { public const int Width = 3; }"], [model, "static class Sizes { public const int Width = 4; }"]);
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(steps, ModelGenerator.SourceStep));
    }

    [Fact]
    public void A_comment_in_the_documentation_leaves_the_hash_and_the_catalogue()
    {
        var steps = RunTwice([s_first], [s_first.Replace("[Linear", "/// <summary>Runs.</summary>\n[Linear")]);
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(steps, ModelGenerator.SourceStep));
        Assert.All(Reasons(steps, ModelGenerator.CatalogueStep), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    /// <summary>The check of every generator test finds what it is meant to find.</summary>
    [Theory]
    [InlineData(nameof(Location), "Location")]
    [InlineData(nameof(ISymbol), "Symbol")]
    public void A_generator_that_caches_compiler_objects_is_caught(string kind, string found)
    {
        var compilation = GeneratorTest.Compile(s_first);
        var driver = GeneratorTest.Driver(new BadGenerator(kind == nameof(Location))).RunGenerators(compilation);
        var failure = Assert.ThrowsAny<XunitException>(() => GeneratorTest.AssertCached(driver, compilation, "Bad"));
        Assert.Contains(found, failure.Message);
    }

    [Fact]
    public void A_step_that_does_not_exist_is_caught()
    {
        var compilation = GeneratorTest.Compile(s_first);
        var driver = GeneratorTest.Driver(new ModelGenerator()).RunGenerators(compilation);
        Assert.Contains("No step is called Typo", Assert.ThrowsAny<XunitException>(() => GeneratorTest.AssertCached(driver, compilation, "Typo")).Message);
    }

    [Fact]
    public void An_old_compilation_is_not_kept_alive()
    {
        var (driver, old) = Run();
        for (var i = 0; i < 10 && old.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(old.IsAlive);
        GC.KeepAlive(driver);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static (GeneratorDriver Driver, WeakReference Old) Run()
        {
            var compilation = GeneratorTest.Compile(s_first);
            var driver = GeneratorTest.Driver(new ModelGenerator()).RunGenerators(compilation);
            return (driver.RunGenerators(GeneratorTest.MoveDown(compilation)), new(compilation));
        }
    }

    private static ImmutableDictionary<string, ImmutableArray<IncrementalGeneratorRunStep>> RunTwice(
        string[] before, string[] after)
    {
        var compilation = GeneratorTest.Compile(before);
        var driver = GeneratorTest.Driver(new ModelGenerator()).RunGenerators(compilation);
        var edited = compilation;
        foreach (var (tree, text) in compilation.SyntaxTrees.Zip(after).Where(pair => pair.First.ToString() != pair.Second))
            edited = edited.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, GeneratorTest.ParseOptions, tree.FilePath));
        return driver.RunGenerators(edited).GetRunResult().Results.Single().TrackedSteps;
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(
        ImmutableDictionary<string, ImmutableArray<IncrementalGeneratorRunStep>> steps, string name) =>
        steps[name].SelectMany(step => step.Outputs).Select(output => output.Reason);

    /// <summary>Keeps a location or a symbol in its model.</summary>
    private sealed class BadGenerator(bool keepsLocation) : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            var keeps = keepsLocation;
            var step = context.SyntaxProvider
                .ForAttributeWithMetadataName("ModelDsl.ModelAttribute", (_, _) => true, (attributed, _) => attributed)
                .Select((attributed, _) => keeps ? (object)attributed.TargetNode.GetLocation() : new Kept("Net", attributed.TargetSymbol))
                .WithTrackingName("Bad");
            context.RegisterSourceOutput(step, (_, _) => { });
        }

        /// <summary>Compares by name, so that only the walk over the objects finds the symbol.</summary>
        private sealed record Kept(string Name, ISymbol Symbol)
        {
            public bool Equals(Kept? other) => other?.Name == Name;

            public override int GetHashCode() => 0;
        }
    }
}
