using System.Text.RegularExpressions;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>The catalogue's entry of a model.</summary>
public partial class CatalogueTests
{
    private static readonly string s_source = Repository.Read("src", "Architectures", "Dense", "DenseAutoencoder.cs");

    /// <summary>Trained weights depend on the objective as well as on the layers.</summary>
    [Fact]
    public void Another_objective_is_another_hash() => Assert.NotEqual(
        Hash(s_source), Hash(s_source.Replace("Loss.MeanSquaredError", "Loss.BinaryCrossEntropy")));

    [Fact]
    public void The_same_declaration_is_the_same_hash() => Assert.Equal(Hash(s_source), Hash($"{s_source}// The end.\n"));

    /// <summary>Hand-written code can change without a change of the declaration.</summary>
    [Theory]
    [InlineData("[Linear(4)] public partial Tensor Encode([Shape(8)] Tensor x);", "")]
    [InlineData("[Linear(4)] public partial Tensor Encode([Shape(8)] Tensor x); [return: Shape(4)] public Tensor Twice([Shape(4)] Tensor x) => x * 2;", "global::Net")]
    [InlineData("public partial Other Inner { get; } [Use(nameof(Inner), nameof(Other.Encode))] public partial Tensor Encode([Shape(8)] Tensor x);", "global::Other")]
    [InlineData("[Module(typeof(Own))] public partial Tensor Encode([Shape(8)] Tensor x);", "global::Own")]
    public void Other_code_is_identified_by_its_module_version(string stages, string type)
    {
        var source = $$"""
            using ModelDsl;
            using TorchSharp;
            using static TorchSharp.torch;
            [Model] public partial class Net { {{stages}} }
            [Model] public partial class Other { [Linear(4)] public partial Tensor Encode([Shape(8)] Tensor x); }
            public sealed class Own() : nn.Module<Tensor, Tensor>("Own") { public override Tensor forward(Tensor input) => input; }
            """;
        var row = GeneratorTest.Generate(source)[^1].SourceText.ToString().Split("\"Other\"")[0];

        Assert.Equal(type == "" ? [] : [$"typeof({type}).Module.ModuleVersionId"], ModuleVersion().Matches(row).Select(match => match.Value));
    }

    /// <summary>The experiment's grid refuses sizes for which the shapes were not checked.</summary>
    [Theory]
    [InlineData("[Size(16)]", "new(\"Latent\", 16)")]
    [InlineData("[Size(16, AnyOf = new[] { 8, 16 })]", "new(\"Latent\", 16, AnyOf: [8, 16])")]
    [InlineData("[Size(16, Min = 2, Max = 32)]", "new(\"Latent\", 16, Min: 2, Max: 32)")]
    public void The_allowed_sizes_are_listed(string size, string row) =>
        Assert.Contains(row, GeneratorTest.Generate(s_source.Replace("[Size(16)]", size))[^1].SourceText.ToString());

    private static string Hash(string source) => Sha256().Match(GeneratorTest.Generate(source)[^1].SourceText.ToString()).Value;

    [GeneratedRegex(@"typeof\([\w:]+\)\.Module\.ModuleVersionId")]
    private static partial Regex ModuleVersion();

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Sha256();
}
