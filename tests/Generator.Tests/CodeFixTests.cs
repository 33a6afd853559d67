using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>Applies repairs: the result compiles and runs.</summary>
[Collection(TensorCollection.Name)]
public class CodeFixTests
{
    public static TheoryData<string> FixableRules => [.. CodeFixVerifier.FixableIds.Where(id => id.StartsWith("MDL", StringComparison.Ordinal))];

    public static TheoryData<string> OtherRules => [.. DiagnosticPage.Ids.Except(CodeFixVerifier.FixableIds)];

    [Theory, MemberData(nameof(FixableRules))]
    public async Task Each_fix_of_a_pages_example_compiles_and_runs(string id)
    {
        var offers = await CodeFixVerifier.Offers(DiagnosticPage.Example(id, "Invalid"));
        Assert.NotEmpty(offers);
        foreach (var offer in offers)
        {
            Assert.Equal(id, offer.Id);
            Assert.True(await ModelRunner.Run(offer.Source) > 0);
        }
    }

    [Theory, MemberData(nameof(FixableRules))]
    public async Task All_of_a_pages_mistakes_are_fixed_at_once(string id)
    {
        foreach (var offer in await CodeFixVerifier.Offers(DiagnosticPage.ExampleTwice(id, "Invalid")))
            Assert.True(await ModelRunner.Run(offer.All) > 1);
    }

    [Theory, MemberData(nameof(OtherRules))]
    public async Task No_fix_is_offered_if_the_repair_cannot_be_computed(string id) =>
        Assert.Empty(await CodeFixVerifier.Offers(DiagnosticPage.Example(id, "Invalid")));

    private const string Sizes = "[Size(16)] public partial int Latent { get; }\n";

    [Theory]
    [InlineData("[Linear(\"2*Latnt\")] public partial Tensor Run([Shape(784)] Tensor image);", "Linear(\"2*Latent\")")]
    [InlineData("[Linear(\"Latnt\")] public partial Tensor Run([Shape(784)] Tensor image);", "Linear(nameof(Latent))")]
    [InlineData("[Linear(\"Width\")] public partial Tensor Run([Shape(784)] Tensor image);", "[Size(16)] public partial int Width { get; }\n[Size(16)] public partial int Latent { get; }")]
    [InlineData("[Size(3)] public int Width => 3;\n[Linear(nameof(Width))] public partial Tensor Run([Shape(784)] Tensor image);", "[Size(3)] public partial int Width { get; }\n")]
    [InlineData("[Conv2d(1, 32, 3), BatchNorm2d] public partial Tensor Run([Shape(1, 28, 28)] Tensor image);", "[Conv2d(32, 3), BatchNorm2d]")]
    [InlineData("[Conv2d(8, 3), BatchNorm2d(8, Eps = 1e-3)] public partial Tensor Run([Shape(1, 28, 28)] Tensor image);", "BatchNorm2d(Eps = 1e-3)")]
    [InlineData("[ConvTranspose2d(8, 3), GroupNorm(4, 8)] public partial Tensor Run([Shape(1, 28, 28)] Tensor image);", "GroupNorm(4)]")]
    [InlineData("[Conv2d(8, 3)] public partial Tensor Run([Shape(1, 8, 28, 28)] Tensor image);", "[Conv3d(8, 3)]")]
    [InlineData("[Linear(8), BatchNorm2d] public partial Tensor Run([Shape(784)] Tensor image);", "[Linear(8), BatchNorm1d]")]
    [InlineData("[Conv2d(8, 3)] public partial Tensor Run([Shape(28, 28)] Tensor image);", "[Shape(1, 28, 28)]")]
    [InlineData("[Conv2d(8, 3, Stride = 2, SamePadding = true)] public partial Tensor Run([Shape(1, 28, 28)] Tensor image);", "[Conv2d(8, 3, Stride = 2, Padding = 1)]")]
    [InlineData("[Conv2d(8, 3, Padding = new[] { 1, -1 })] public partial Tensor Run([Shape(1, 28, 28)] Tensor image);", "new[] { 1, 0 }")]
    [InlineData("[Upsample(2, AlignCorners = true)] public partial Tensor Run([Shape(1, 28, 28)] Tensor image);", "AlignCorners = false")]
    [InlineData("[Permute(0, 2, 3, 1)] public partial Tensor Run([Shape(1, 28, 28)] Tensor image);", "[Permute(1, 2, 0)]")]
    [InlineData("[CenterCrop(32)] public partial Tensor Run([Shape(3, 28, 40)] Tensor image);", "[CenterCrop(28, 32)]")]
    [InlineData("[CenterCrop(3, 24, 24)] public partial Tensor Run([Shape(3, 28, 40)] Tensor image);", "[CenterCrop(24)]")]
    [InlineData("[CenterCrop(3, 24)] public partial Tensor Run([Shape(3, 28, nameof(Latent))] Tensor image);", "[CenterCrop(3, nameof(Latent))]")]
    [InlineData("[Upsample(2, Mode = Interpolation.Bilinear)] public partial Tensor Run([Shape(8, 28)] Tensor signal);", "Mode = Interpolation.Linear")]
    [InlineData("[ConvTranspose2d(1, 3, Stride = 2, Output = 16)] public partial Tensor Run([Shape(8, 7, 4)] Tensor code);", "Output = new[] { 16, 10 }")]
    [InlineData("[ConvTranspose2d(1, 3, Stride = 2, OutputPadding = 1, Output = 16)] public partial Tensor Run([Shape(8, 7, 7)] Tensor code);", "Stride = 2, Output = 16)")]
    [InlineData("[AvgPool3d(3, Padding = 1)] public partial Tensor Run([Shape(1, 2, 28, 28)] Tensor volume);", "[AvgPool3d(2, Padding = 1)]")]
    [InlineData("[Linear(8), BatchNorm3d] public partial Tensor Run([Shape(784)] Tensor image);", "[Linear(8), BatchNorm1d]")]
    [InlineData("[Dropout(1.5)] public partial Tensor Run([Shape(28)] Tensor image);", "[Dropout(1")]
    [InlineData("[Linear(10)] public partial Gaussian Run([Shape(28)] Tensor image);", "[Gaussian(10)]")]
    [InlineData("[Linear(\"Latent/2\")] public partial Tensor Run([Shape(784)] Tensor image);", "[Size(16, AnyOf = new[] { 16, 18, 20 })]")]
    [InlineData("[Conv2d(8, 3, Stride = 2)] public partial Tensor Run([Shape(1, 28, nameof(Latent))] Tensor image);", "[Size(16, AnyOf = new[] { 16 })]")]
    [InlineData("[Conv2d(8, 4611686011984936961)] public partial Tensor Run([Shape(1, 28, 28)] Tensor image);", "[Conv2d(8, 28)]")]
    [InlineData("[Linear(20.0)] public partial Tensor Run([Shape(784)] Tensor image);", "[Linear(20)]")]
    [InlineData("[Unflatten(1, 28.0, 28)] public partial Tensor Run([Shape(784)] Tensor image);", "[Unflatten(1, 28, 28)]")]
    [InlineData("[Conv2d(8, new[] { 3 })] public partial Tensor Run([Shape(1, 28, 28)] Tensor image);", "[Conv2d(8, 3)]")]
    [InlineData("[Linear(8)] public static partial int Run([Shape(784)] Tensor image);", "public partial Tensor Run(")]
    [InlineData("[Linear(8)]\n[Gaussian(4)]\n// The rest.\n[ReLU, Linear(6), ReLU]\npublic partial Gaussian Run([Shape(784)] Tensor image);", "[Linear(8)]\n// The rest.\n[ReLU, Linear(6), ReLU, Gaussian(4)]")]
    [InlineData("[Linear(8), Call(nameof(Run)), ReLU] public partial Tensor Run([Shape(784)] Tensor image);", "[Linear(8), ReLU]")]
    public async Task A_fix_applies_the_repair_of_the_message(string members, string expected)
    {
        var offer = Assert.Single(await CodeFixVerifier.Offers(DiagnosticVerifier.Model(Sizes + members)));
        Assert.Contains(expected, offer.Source);
        Assert.Equal(offer.Source, offer.All);
        Assert.Equal(1, await ModelRunner.Run(offer.Source));
    }

    [Theory]
    [InlineData("CS0260", "[Linear(3)] public partial Tensor Run([Shape(784)] Tensor image);", "[Model] public class Net")]
    [InlineData("CS0260", "[Model] public partial class Inner { [Linear(3)] public partial Tensor Run([Shape(784)] Tensor image); }", "public static class Outer")]
    [InlineData("CS0501", "[Linear(3)] public Tensor Run([Shape(784)] Tensor image);", "[Model] public partial class Net")]
    public async Task The_compilers_error_of_a_missing_partial_is_fixed(string id, string members, string header)
    {
        var offer = (await CodeFixVerifier.Offers(DiagnosticVerifier.Model(members, header))).First();
        Assert.Equal((id, "Write partial"), (offer.Id, offer.Title));
        Assert.Equal(1, await ModelRunner.Run(offer.All));
    }

    /// <summary>PyTorch calls: input sizes are removed, and optional arguments are named.</summary>
    [Theory]
    [InlineData("8, 9, 14, 14", "MaxPool3d(2, 2, 0, 1)", "MaxPool3d(2, 2, 0, Dilation = 1)")]
    [InlineData("1, 28, 28", "MaxPool2d(2, 2, 0, 1)", "MaxPool2d(2, 2, 0, Dilation = 1)")]
    [InlineData("8, 28", "MaxPool1d(2, 2, 0, 1, false, true)", "MaxPool1d(2, 2, 0, Dilation = 1, CeilMode = true)")]
    [InlineData("1, 28, 28", "AvgPool2d(3, 2, 1, true, false)", "AvgPool2d(3, 2, 1, CeilMode = true, CountIncludePad = false)")]
    public async Task A_layer_with_more_arguments_than_a_constructor_takes_is_rewritten(string input, string ported, string expected)
    {
        var offer = Assert.Single(await CodeFixVerifier.Offers(DiagnosticVerifier.Model($"[{ported}] public partial Tensor Run([Shape({input})] Tensor input);")));
        Assert.Equal(("CS1729", $"Write {expected}"), (offer.Id, offer.Title));
        Assert.Contains($"[{expected}]", offer.Source);
        Assert.Equal(1, await ModelRunner.Run(offer.All));
    }

    /// <summary>More arguments than PyTorch takes, and a class that is not a layer.</summary>
    [Theory]
    [InlineData("[Tanh(1, 2, true, 4)] public partial Tensor Run([Shape(784)] Tensor input);")]
    [InlineData("[Linear(2)] public partial Tensor Run([Shape(784)] Tensor input);\n[System.Obsolete(1, 2, 3)] public void Other() { }")]
    public async Task Another_unknown_constructor_has_no_fix(string members) =>
        Assert.Empty(await CodeFixVerifier.Offers(DiagnosticVerifier.Model(members)));

    /// <summary>Fixes remove the reason why a class cannot be a model.</summary>
    [Theory]
    [InlineData("[Model] public partial record Net", "[Model] public partial class Net\n")]
    [InlineData("[Model] public partial record class Net", "[Model] public partial class Net\n")]
    [InlineData("[Model] file partial class Net", "[Model] internal partial class Net\n")]
    [InlineData("public class Base { }\n[Model] public partial class Net : Base", "[Model] public partial class Net\n")]
    [InlineData("public class Base { }\n[Model] public partial class Net : Base, System.IEquatable<Net>", "[Model] public partial class Net : System.IEquatable<Net>\n")]
    public async Task A_fix_lets_a_class_be_a_model(string header, string expected)
    {
        var offer = Assert.Single(await CodeFixVerifier.Offers(DiagnosticVerifier.Model(
            "[Linear(3)] public partial Tensor Run([Shape(784)] Tensor input);" + (header.Contains("IEquatable") ? "public bool Equals(Net? other) => false;" : ""), header)));
        Assert.Contains(expected, offer.Source);
        Assert.Equal(1, await ModelRunner.Run(offer.Source));
    }

    /// <summary>Fixes remove the reason why the catalogue cannot create a class.</summary>
    [Theory]
    [InlineData("public abstract class Mine", "public class Mine")]
    [InlineData("file class Mine", "internal class Mine")]
    public async Task A_fix_lets_the_catalogue_create_a_class(string header, string expected)
    {
        var offer = Assert.Single(await CodeFixVerifier.Offers(
            $"namespace ModelDsl.Evaluation {{ public interface IEvaluator; }}\n[ModelDsl.Catalogued] {header} : ModelDsl.Evaluation.IEvaluator;\n"));
        Assert.Contains($"[ModelDsl.Catalogued] {expected} :", offer.Source);
        Assert.Empty(await CodeFixVerifier.Offers(offer.Source));
    }

    [Fact]
    public async Task A_method_without_a_body_that_is_not_a_stage_is_not_made_partial() =>
        Assert.Empty(await CodeFixVerifier.Offers("public class Net\n{\n    [System.Obsolete] public int Run();\n}\n"));

    /// <summary>Only the layer's line is removed; its comment remains.</summary>
    [Fact]
    public async Task A_layer_on_a_line_of_its_own_is_removed_with_the_line()
    {
        var offer = Assert.Single(await CodeFixVerifier.Offers(DiagnosticVerifier.Model("""
            [Linear(10), Gaussian(5)] public partial Gaussian Encode([Shape(784)] Tensor image);
            // To pixels.
            [Linear(784)]
            // The link.
            [Sigmoid]
            public partial Tensor Decode([Shape(5)] Tensor code);
            """, "[Model, Elbo(Likelihood.Bernoulli)] public partial class Net : IVariationalAutoencoder")));
        Assert.Equal("Remove [Sigmoid]", offer.Title);
        Assert.Contains("// To pixels.\n[Linear(784)]\n// The link.\npublic partial Tensor Decode", offer.Source);
        await ModelRunner.Run(offer.Source);
    }

    /// <summary>Strides, output padding and channels of the decoder; then the length of the code.</summary>
    [Fact]
    public async Task The_published_hybrid_is_repaired_by_two_fixes()
    {
        var first = await CodeFixVerifier.Offers(DiagnosticVerifier.Unmark(FamilyTests.PublishedHybrid));
        Assert.Equal(["MDL0204", "MDL0201", "MDL0201"], first.Select(offer => offer.Id));
        Assert.Equal("Set Stride to 1, Set OutputPadding to 0, Set channels to 1", first[0].Title);
        var second = await CodeFixVerifier.Offers(first[0].Source);
        Assert.Equal(["Write 1 in Shape", "Set features to 100"], second.Select(offer => offer.Title));
        Assert.Equal(3, await ModelRunner.Run(second[1].Source));
    }

    [Fact]
    public async Task A_fix_of_a_blocks_layers_is_offered_only_at_the_block()
    {
        const string Block = "using ModelDsl;\n[Linear(\"with\")] public sealed class HiddenAttribute(object width) : BlockAttribute;\n";
        var offer = Assert.Single(await CodeFixVerifier.Offers(Block));
        Assert.Contains("[Linear(nameof(width))]", offer.Source);
        Assert.Empty(await CodeFixVerifier.Offers(DiagnosticVerifier.Model("[Deep] public partial Tensor Run([Shape(28, 28)] Tensor image);")
            + "[Unflatten(1, 28, 28)] public sealed class DeepAttribute : BlockAttribute;"));
    }
}
