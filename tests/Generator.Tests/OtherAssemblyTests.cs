using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelDsl.Generator.Emission;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>Blocks and models of a referenced assembly, and of another file.</summary>
public class OtherAssemblyTests
{
    private const string Parts = """
        using ModelDsl; using static TorchSharp.torch;
        namespace Parts;
        [Linear(nameof(width)), ReLU] public sealed class WideAttribute(object width) : BlockAttribute;
        [Model] public partial class Body
        {
            [Size(16, AnyOf = new[] { 8, 16 })] public partial int Latent { get; }
            [Linear(nameof(Latent)), ReLU] public partial Tensor Run([Shape(784)] Tensor image);
        }
        """;

    private const string Net = """
        using ModelDsl; using Parts; using static TorchSharp.torch;
        [Model] public partial class Net
        {
            [Size(8, AnyOf = new[] { 8 })] public partial int Latent { get; }
            public partial Body Body { get; }
            [Use(nameof(Body)), Wide(32)] [return: Shape(32)] public partial Tensor Run([Shape(784)] Tensor image);
        }
        """;

    [Fact]
    public void Compiled_blocks_and_models_are_used_like_those_in_source()
    {
        var inSource = GeneratorTest.Generate(Net, Parts).Single(file => file.HintName == "Net.g.cs");
        Assert.Equal(inSource.SourceText.ToString(), Text(GeneratorTest.Compile(Net).AddReferences(Compiled(Parts, "Parts"))));
    }

    /// <summary>The other uses of a block of another assembly are unknown, so its layers are not to be changed.</summary>
    [Fact]
    public async Task A_compiled_block_is_not_repaired()
    {
        const string Block = "using ModelDsl;\nnamespace Parts;\n[Mark(\"in\"), Linear(nameof(width)), Add(\"in\")] public sealed class BasicAttribute(object width) : BlockAttribute;";
        const string User = "using ModelDsl;\nusing static TorchSharp.torch;\nnamespace Parts;\n[Model] public partial class Net { [Basic(8)] public partial Tensor Run([Shape(4)] Tensor x); }\n";
        Assert.Equal(
            ["Add cannot join [8] and [4]: both must have one shape."],
            (await DiagnosticVerifier.Analyze(GeneratorTest.Compile(User).AddReferences(Compiled(Block, "Parts")))).Select(diagnostic => diagnostic.GetMessage(null)));
        Assert.Equal(
            ["Add cannot join [8] and [4]: both must have one shape. In Basic, write [Mark(\"main\"), From(\"in\"), Linear(8), Add(\"main\")]."],
            (await DiagnosticVerifier.Analyze(GeneratorTest.Compile(User, Block))).Select(diagnostic => diagnostic.GetMessage(null)));
    }

    /// <summary>A compiled method does not show whether it is hand-written: its stated output counts.</summary>
    [Theory]
    [InlineData("[return: Shape(16)] public Tensor Cut([Shape(784)] Tensor image) => image.narrow(1, 0, 16);", "Cut")]
    [InlineData("[return: Shape(16)] public Tensor Mixed([Shape(784)] Tensor image, [Shape(16)] Tensor noise) => noise + 0;", "Plain")]
    [InlineData("[return: Shape(16)] public Gaussian Posterior([Shape(784)] Tensor image) => throw new();", "Plain")]
    public void A_compiled_model_may_have_stages_written_by_hand(string stage, string used)
    {
        var parts = Compiled($$"""
            using ModelDsl; using static TorchSharp.torch;
            namespace Parts;
            [Model] public partial class Body
            {
                [Linear(16)] public partial Tensor Plain([Shape(784)] Tensor image);
                {{stage}}
            }
            """, "Parts");
        var net = GeneratorTest.Compile($$"""
            using ModelDsl; using Parts; using static TorchSharp.torch;
            [Model] public partial class Net
            {
                public partial Body Body { get; }
                [Use(nameof(Body), "{{used}}")] [return: Shape(16)] public partial Tensor Apply([Shape(784)] Tensor image);
            }
            """).AddReferences(parts);
        Assert.Contains($".{used}(image)", Text(net));
    }

    /// <summary>The other model is valid in its own assembly, so the mistake is reported here.</summary>
    [Fact]
    public async Task A_compiled_model_that_hides_what_it_names_is_an_error_where_it_is_used()
    {
        var parts = Compiled("""
            using ModelDsl; using static TorchSharp.torch;
            namespace Parts;
            [Model] public partial class Body
            {
                [Linear(16)] private partial Tensor Features([Shape(784)] Tensor image);
                [Call(nameof(Features)), Linear(3)] public partial Tensor Run([Shape(784)] Tensor image);
            }
            """, "Parts");
        var net = GeneratorTest.Compile("""
            using ModelDsl; using Parts; using static TorchSharp.torch;
            [Model] public partial class Net
            {
                public partial Body Body { get; }
                [Use(nameof(Body), "Run"), Linear(10)] public partial Tensor Apply([Shape(784)] Tensor image);
            }
            """).AddReferences(parts);

        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(net, out var updated, out _);
        var error = Assert.Single(await DiagnosticVerifier.Analyze(updated));
        Assert.Equal("MDL0015", error.Id);
        Assert.Equal("nameof(Body)", DiagnosticVerifier.TextAt(error.Location));
        Assert.Equal(
            "'Body' is not a model that another assembly can use. In the project of Body, declare as public each stage and model that its stages refer to.",
            error.GetMessage(null));
    }

    /// <summary>A change of a method's body recompiles only its own assembly, so each must be listed.</summary>
    [Fact]
    public void All_assemblies_whose_code_a_model_runs_identify_it()
    {
        var modules = Compiled("""
            using static TorchSharp.torch;
            namespace Modules;
            public class Doubled() : nn.Module<Tensor, Tensor>("Doubled") { public override Tensor forward(Tensor input) => input + input; }
            """, "Modules");
        var bodies = Compiled("""
            using ModelDsl; using static TorchSharp.torch;
            namespace Bodies;
            [Model] public partial class Body { [Module(typeof(Modules.Doubled)), Linear(16)] public partial Tensor Run([Shape(784)] Tensor image); }
            """, "Bodies", modules);
        var parts = Compiled("""
            using ModelDsl; using static TorchSharp.torch;
            namespace Parts;
            [Model] public partial class Trunk
            {
                public partial Bodies.Body Body { get; }
                [Use(nameof(Body))] public partial Tensor Run([Shape(784)] Tensor image);
            }
            """, "Parts", modules, bodies);
        var net = GeneratorTest.Compile("""
            using ModelDsl; using static TorchSharp.torch;
            [Model] public partial class Net
            {
                public partial Parts.Trunk Trunk { get; }
                [Use(nameof(Trunk))] public partial Tensor Run([Shape(784)] Tensor image);
            }
            """).AddReferences(modules, bodies, parts);

        var catalogue = GeneratorTest.Generate(net).Single(file => file.HintName == FileName.Catalogue).SourceText.ToString();
        Assert.All(["Parts.Trunk", "Bodies.Body", "Modules.Doubled"], type => Assert.Contains($"typeof(global::{type}).Module.ModuleVersionId", catalogue));
    }

    private static string Text(CSharpCompilation compilation) => GeneratorTest.Generate(compilation)[0].SourceText.ToString();

    /// <summary>A reference to the assembly as a build produces it: without private members.</summary>
    private static PortableExecutableReference Compiled(string source, string assembly, params MetadataReference[] references)
    {
        var compilation = GeneratorTest.Compile(source).WithAssemblyName(assembly).AddReferences(references);
        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out var updated, out _);
        using var image = new MemoryStream();
        var emitted = updated.Emit(image, options: new(metadataOnly: true, includePrivateMembers: false));
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    /// <summary>Declarations in another file are part of a model's source.</summary>
    [Theory]
    [InlineData("Linear(nameof(width)), ReLU", "Linear(nameof(width)), Tanh")]
    [InlineData("[Linear(nameof(Latent)), ReLU]", "[Linear(64), Linear(nameof(Latent))]")]
    public void A_change_of_a_part_changes_the_model_that_uses_it(string before, string after)
    {
        var changed = Parts.Replace(before, after);
        Assert.NotEqual(Parts, changed);
        Assert.NotEqual(Text(Parts), Text(changed));

        static string Text(string parts) => GeneratorTest.Generate(Net, parts).Single(file => file.HintName == "Net.g.cs").SourceText.ToString();
    }
}
