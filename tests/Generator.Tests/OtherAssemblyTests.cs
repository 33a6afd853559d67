using Microsoft.CodeAnalysis;
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
        var parts = GeneratorTest.Compile(Parts).WithAssemblyName("Parts");
        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(parts, out var updated, out _);
        using var image = new MemoryStream();
        Assert.True(updated.Emit(image).Success);

        var compiled = GeneratorTest.Compile(Net).AddReferences(MetadataReference.CreateFromImage(image.ToArray()));
        var inSource = GeneratorTest.Generate(Net, Parts).Single(file => file.HintName == "Net.g.cs");
        Assert.Equal(inSource.SourceText.ToString(), GeneratorTest.Generate(compiled)[0].SourceText.ToString());
    }

    /// <summary>What a model takes from another file is part of what it is made from.</summary>
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
