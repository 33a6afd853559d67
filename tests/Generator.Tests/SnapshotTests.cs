using Microsoft.CodeAnalysis;
using ModelDsl.Generator.Emission;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

public class SnapshotTests
{
    [Theory]
    [InlineData("Convolutional", "ConvAutoencoder")]
    [InlineData("Dense", "DenseAutoencoder")]
    [InlineData("Adversarial", "Avae", "Dense")]
    [InlineData("VaeGan", "VaeGan", "VaeGan")]
    public Task The_ready_made_architectures_read_as_accepted(string folder, string name, params string[] blocks) => GeneratedFileSnapshot.Verify(
        GeneratorTest.Generate(
            [Repository.Read("src", "Architectures", folder, $"{name}.cs"), .. blocks.Select(block => Repository.Read("src", "Architectures", block, "Blocks.cs"))])[0],
        name);

    /// <summary>Distributions, blocks, skip connections, tied weights, submodels, branches, several outputs.</summary>
    [Theory]
    [InlineData("Vae")]
    [InlineData("ResidualNet")]
    [InlineData("TiedAutoencoder")]
    [InlineData("Composed")]
    [InlineData("Branched")]
    public Task Representative_models_read_as_accepted(string name) => GeneratedFileSnapshot.Verify(
        GeneratorTest.Generate(Repository.Read("tests", "Generator.Tests", "Models.cs"))
            .Single(file => file.HintName.EndsWith($".{name}.g.cs", StringComparison.Ordinal)),
        name);

    /// <summary>Arguments that are not defaults, branches, several outputs, tied weights, submodels.</summary>
    [Theory]
    [InlineData("TiedAutoencoder")]
    [InlineData("Composed")]
    [InlineData("Branched")]
    public Task The_stages_are_described_in_a_file_of_their_own(string name) => GeneratedFileSnapshot.Verify(
        GeneratorTest.Generate(Repository.Read("tests", "Generator.Tests", "Models.cs"))
            .Single(file => file.HintName.EndsWith($".{name}-Graph.g.cs", StringComparison.Ordinal)),
        $"{name}-Graph");

    [Fact]
    public Task The_catalogue_lists_the_models_of_an_assembly() => GeneratedFileSnapshot.Verify(
        GeneratorTest.Generate(
            Repository.Read("src", "Architectures", "Dense", "DenseAutoencoder.cs"),
            Repository.Read("src", "Architectures", "Convolutional", "ConvAutoencoder.cs")).Single(file => file.HintName == FileName.Catalogue),
        "ModelCatalogue");

    /// <summary>Nesting, keywords as names, documented remarks, several sizes, tuples, no bias, a user's own fields.</summary>
    [Fact]
    public Task Unusual_names_and_arguments_are_written_correctly() => GeneratedFileSnapshot.Verify(GeneratorTest.Generate("""
        using ModelDsl;
        using static TorchSharp.torch;
        namespace @event.torch;
        public partial class Outer
        {
            partial record struct @struct
            {
                [Model]
                internal partial class Net
                {
                    private readonly int _width = 3;
                    private readonly int torch = 4;
                    /// <summary>How <b>wide</b> it is.</summary>
                    [Size(4)] public partial int Width { get; }
                    [Size(2)] public partial int @class { get; }
                    public int Unused => _width + torch;

                    /// <summary>All at once.</summary>
                    /// <remarks>Slow.</remarks>
                    [Tanh, Conv2d("2*Width", new[] { 3, 5 }, Padding = new[] { 1, 2 }, Dilation = 1, Bias = false), LeakyReLU(NegativeSlope = 0.2)]
                    [LeakyReLU, ConvTranspose2d("Width*class", 2, Stride = 2, Bias = false), LeakyReLU(NegativeSlope = -1)]
                    [Flatten, Linear("(Width + class) * 2 - 2", Bias = false)]
                    public partial Tensor Step1([Shape("class", 8, 8)] Tensor x0);
                }
            }
        }
        """)[0], "UnusualNames");

    /// <summary>No base class and no namespace: one file for a model with two stages and no family.</summary>
    [Fact]
    public Task A_model_without_a_family_has_no_forward() => GeneratedFileSnapshot.Verify(GeneratorTest.Generate("""
        using ModelDsl;
        using static TorchSharp.torch;
        [Model]
        public partial class Pair
        {
            [Linear(3)] public partial Tensor Left([Shape(2)] Tensor input);
            [Sigmoid] public partial Tensor Right([Shape(2)] Tensor input);
        }
        """)[0], "NoFamily");

    [Fact]
    public Task A_mistaken_model_keeps_its_members_and_each_throws()
    {
        var compilation = GeneratorTest.Compile(Repository.Read("src", "Architectures", "Convolutional", "ConvAutoencoder.cs").Replace("Flatten, ", ""));
        var driver = GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out var updated, out _);
        Assert.Empty(GeneratorTest.Problems(updated));
        return GeneratedFileSnapshot.Verify(driver.GetRunResult().Results.Single().GeneratedSources.Single(), "Mistaken");
    }
}
