using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelDsl.Generator.Tests.Infrastructure;
using Xunit.Sdk;

namespace ModelDsl.Generator.Tests;

/// <summary>An edit reruns only the steps that depend on it.</summary>
public class IncrementalTests
{
    private static readonly string s_first = DiagnosticVerifier.Model("[Linear(3)] public partial Tensor Run([Shape(784)] Tensor image);");
    private static readonly string s_second = s_first.Replace("class Net", "class Other");

    [Theory]
    [InlineData("Tensor image", "Tensor /* pixels */ image", IncrementalStepRunReason.Cached)]
    [InlineData("Linear(3)", "Linear(1 + 2)", IncrementalStepRunReason.Cached)]
    [InlineData("Linear(3)", "Linear(4)", IncrementalStepRunReason.Modified)]
    [InlineData("Tensor image", "Tensor picture", IncrementalStepRunReason.Modified)]
    public void An_edit_of_one_model_reaches_only_its_own_file(string old, string @new, IncrementalStepRunReason reason)
    {
        var steps = RunTwice([s_first, s_second], [s_first.Replace(old, @new), s_second]);
        Assert.Equal([reason, IncrementalStepRunReason.Cached], Reasons(steps, TrackingNames.Declarations));
        Assert.Equal([reason, IncrementalStepRunReason.Cached], Reasons(steps, TrackingNames.Sources));
        Assert.Equal([reason, IncrementalStepRunReason.Cached], Reasons(steps, TrackingNames.Files));
    }

    /// <summary>A model whose name differs only in case gets another file name, and no other file changes.</summary>
    [Fact]
    public void A_new_name_reaches_only_its_namesake()
    {
        var steps = RunTwice([s_first, s_second, s_first.Replace("class Net", "class Third")], [s_first, s_second, s_first.Replace("class Net", "class NET")]);
        Assert.Equal(
            [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Modified],
            Reasons(steps, TrackingNames.Files));
    }

    [Fact]
    public void An_edit_elsewhere_changes_no_file()
    {
        var compilation = GeneratorTest.Compile(s_first, s_second, "class Elsewhere;");
        var driver = GeneratorTest.Driver(new ModelGenerator()).RunGenerators(compilation);
        var edited = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[2], CSharpSyntaxTree.ParseText("class Elsewhere { int _more; }", GeneratorTest.ParseOptions));
        var outputs = driver.RunGenerators(edited).GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).ToList();
        Assert.True(outputs.Count >= 3, "Two models and their catalogue are written.");
        Assert.All(outputs, output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    /// <summary>A model's layers depend on other files too: constants, blocks, submodels.</summary>
    [Theory]
    [InlineData("Linear(Sizes.Width)", "static class Sizes { public const int Width = 3; }", "= 3", "= 4")]
    [InlineData("Wide(3)", "[ModelDsl.Linear(nameof(width))] public sealed class WideAttribute(object width) : ModelDsl.BlockAttribute;", "nameof(width)", "\"2*width\"")]
    [InlineData("Wide(3)", "[Inner(nameof(width))] public sealed class WideAttribute(object width) : ModelDsl.BlockAttribute; [ModelDsl.Linear(nameof(n))] public sealed class InnerAttribute(object n) : ModelDsl.BlockAttribute;", "Linear(nameof(n))", "Linear(\"2*n\")")]
    [InlineData("Use(nameof(Body))", "[ModelDsl.Model] public partial class Body { [ModelDsl.Linear(3)] public partial TorchSharp.torch.Tensor Run([ModelDsl.Shape(784)] TorchSharp.torch.Tensor x); }", "Linear(3)", "Linear(4)")]
    public void A_change_in_another_file_affects_only_the_models_that_use_it(string layer, string other, string old, string @new)
    {
        var model = s_first.Replace("[Linear(3)]", layer.StartsWith("Use", StringComparison.Ordinal) ? $"public partial Body Body {{ get; }} [{layer}]" : $"[{layer}]");
        var steps = RunTwice([model, s_second, other], [model, s_second, other.Replace(old, @new)]);
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], Reasons(steps, TrackingNames.Sources).Take(2));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], Reasons(steps, TrackingNames.Files).Take(2));
    }

    [Fact]
    public void A_comment_in_the_documentation_leaves_the_hash_and_the_catalogue()
    {
        var steps = RunTwice([s_first], [s_first.Replace("[Linear", "/// <summary>Runs.</summary>\n[Linear")]);
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(steps, TrackingNames.Sources));
        Assert.All(Reasons(steps, TrackingNames.Entries), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    /// <summary>Checks that the caching assertion of every generator test detects violations.</summary>
    [Theory]
    [InlineData(nameof(Location), "output is a SourceLocation")]
    [InlineData(nameof(ISymbol), "is a NonErrorNamedTypeSymbol")]
    [InlineData(nameof(SyntaxNode), "is a ClassDeclarationSyntax")]
    [InlineData(nameof(Compilation), "is a CSharpCompilation")]
    public void A_generator_that_caches_compiler_objects_is_caught(string kind, string found)
    {
        var compilation = GeneratorTest.Compile(s_first);
        var driver = GeneratorTest.Driver(new BadGenerator(kind)).RunGenerators(compilation);
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

    /// <summary>A generator that keeps objects of a compilation in its model.</summary>
    private sealed class BadGenerator(string kind) : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            var step = context.SyntaxProvider
                .ForAttributeWithMetadataName("ModelDsl.ModelAttribute", (_, _) => true, (attributed, _) => attributed)
                .Select((attributed, _) => kind switch
                {
                    nameof(Location) => (object)attributed.TargetNode.GetLocation(),
                    nameof(ISymbol) => new Kept("Net", attributed.TargetSymbol),
                    nameof(SyntaxNode) => new Kept("Net", attributed.TargetNode),
                    _ => new Kept("Net", attributed.SemanticModel.Compilation),
                })
                .WithTrackingName("Bad");
            context.RegisterSourceOutput(step, (_, _) => { });
        }

        /// <summary>Equality uses only the name, so only the search of the object graph finds its fields.</summary>
        private sealed record Kept(string Name, object Object)
        {
            public bool Equals(Kept? other) => other?.Name == Name;

            public override int GetHashCode() => 0;
        }
    }
}
