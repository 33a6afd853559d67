using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>Repairs of a stage that returns another shape than it should, for signals, images and volumes, and shapes that differ for some values of a size.</summary>
[Collection(TensorCollection.Name)]
public class OutputRepairTests
{
    private const string Signal = "[Conv1d(8, 5, Stride = 2, Padding = 2), Conv1d(8, 5, Stride = 2, Padding = 2), Flatten, Linear(8)] public partial Tensor Encode([Shape(1, 187)] Tensor x);\n";
    private const string Volume = "[Conv3d(8, 3, Stride = 2, Padding = 1), Flatten, Linear(8)] public partial Tensor Encode([Shape(1, 9, 9, 9)] Tensor x);\n";
    private const string Flat = "[Flatten, Linear(8)] public partial Tensor Encode([Shape(1, 28, 28)] Tensor x);\n";

    [Theory]
    [InlineData(Signal, "Linear(8 * 47), Unflatten(8, 47), ConvTranspose1d(8, 5, Stride = 2, Padding = 2, OutputPadding = 1), ConvTranspose1d(1, 5, Stride = 2, Padding = 2, OutputPadding = 1)",
        "Decode returns [1, 188], but Encode takes [1, 187]: two stride-2 layers multiply 47 by 4. Use OutputPadding 0 in the second.")]
    [InlineData(Signal, "Linear(8 * 47), Unflatten(8, 47), ConvTranspose1d(8, 5, Stride = 2, Padding = 2, OutputPadding = 1), BatchNorm1d, ConvTranspose1d(4, 5, Stride = 2, Padding = 2), Sigmoid",
        "Decode returns [4, 187], but Encode takes [1, 187]. Use 1 output channel.")]
    [InlineData(Signal, "Linear(8 * 94), Unflatten(8, 94), Upsample(2), Conv1d(1, 3, Padding = 1)", "Decode returns [1, 188], but Encode takes [1, 187]. Use [CenterCrop(187)] at the end.")]
    [InlineData(Volume, "Linear(1000), Unflatten(8, 5, 5, 5), ConvTranspose3d(1, 3, Stride = 2, Padding = 1, OutputPadding = 1)",
        "Decode returns [1, 10, 10, 10], but Encode takes [1, 9, 9, 9]: one stride-2 layer multiplies 5 by 2. Use OutputPadding 0.")]
    [InlineData(Flat, "Linear(784), Sigmoid", "Decode returns [784], but Encode takes [1, 28, 28]. Use [Unflatten(1, 28, 28)] at the end.")]
    public async Task A_decoder_has_a_repair_that_works(string encoder, string layers, string message)
    {
        var source = DiagnosticVerifier.Model($"{encoder}[{layers}] public partial Tensor Decode([Shape(8)] Tensor code);", "[Model] public partial class Net : IAutoencoder");
        Assert.Equal([message], (await DiagnosticVerifier.Analyze(GeneratorTest.Compile(source))).Select(diagnostic => diagnostic.GetMessage(null)));
        Assert.Equal(2, await ModelRunner.Run((await CodeFixVerifier.Offers(source))[0].Source));
    }

    private const string Side = "[Size(28, AnyOf = new[] { 27, 28 })] public partial int Side { get; }\n";
    private const string Image = " public partial Tensor Run([Shape(4, nameof(Side), nameof(Side))] Tensor x);";

    /// <summary>A rounded quotient shows no length.</summary>
    [Theory]
    [InlineData("[Conv2d(4, 3, Stride = 2, Padding = 1), ConvTranspose2d(1, 4, Stride = 2, Padding = 1)] [return: Shape(1, nameof(Side), nameof(Side))]" + Image,
        "Run returns [1, 28, 28] for Side = 27, but [return: Shape] states [1, 27, 27].")]
    [InlineData("[Mark(\"a\"), MaxPool2d(2), Upsample(2), Concat(\"a\")]" + Image, "Concat cannot join [4, 26, 26] and [4, 27, 27] for Side = 27: all axes but the first must agree.")]
    [InlineData("[Mark(\"a\"), Conv2d(8, 1), MaxPool2d(2), Upsample(2), Concat(\"a\")]" + Image, "Concat cannot join [8, 26, 26] and [4, 27, 27] for Side = 27: all axes but the first must agree.")]
    [InlineData("[Mark(\"a\"), MaxPool2d(2), Upsample(2), Add(\"a\")]" + Image, "Add cannot join [4, 26, 26] and [4, 27, 27] for Side = 27: both must have one shape.")]
    public async Task Shapes_that_differ_for_a_value_are_those_of_the_value(string members, string message) => Assert.Equal(
        [message], (await DiagnosticVerifier.Analyze(GeneratorTest.Compile(DiagnosticVerifier.Model(Side + members)))).Select(diagnostic => diagnostic.GetMessage(null)));

    /// <summary>Rounded quotients are short, in messages as in generated code.</summary>
    [Theory]
    [InlineData("MaxPool2d(2)", "[4, ⌊Side/2⌋, ⌊Side/2⌋]", "Side / 2")]
    [InlineData("MaxPool2d(2), MaxPool2d(2)", "[4, ⌊Side/4⌋, ⌊Side/4⌋]", "Side / 4")]
    [InlineData("MaxPool2d(2), Upsample(2)", "[4, 2*⌊Side/2⌋, 2*⌊Side/2⌋]", "2L * (Side / 2)")]
    [InlineData("Conv2d(4, 3, Stride = 2, Padding = 1)", "[4, ⌊(Side + 1)/2⌋, ⌊(Side + 1)/2⌋]", "(Side + 1L) / 2")]
    [InlineData("Conv2d(4, 5, Stride = 3)", "[4, ⌊(Side + 1)/3⌋ - 1, ⌊(Side + 1)/3⌋ - 1]", "((Side + 1L) / 3) - 1L")]
    public void A_rounded_length_is_short(string layers, string shape, string code)
    {
        var text = GeneratorTest.Generate(DiagnosticVerifier.Model($"{Side}[{layers}]{Image}"))[0].SourceText.ToString();
        Assert.Contains($"{shape}\n", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains($"[4, {code}, {code}]", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Linear({|MDL0005:\"W - 1\"|})]", "Linear's features is W - 1, and is 0 for W = 1; it must be at least 1. Write [Size(28, Min = 2)]")]
    [InlineData("[Linear({|MDL0005:\"2*W - 7\"|})]", "Linear's features is 2*W - 7, and is -5 for W = 1; it must be at least 1. Write [Size(28, Min = 4)]")]
    [InlineData("[Linear({|MDL0005:\"W - 30\"|})]", "Linear's features is W - 30, and is -29 for W = 1; it must be at least 1")]
    [InlineData("[Linear({|MDL0005:\"W - 20\"|}), Linear(\"W - 25\")]", "Linear's features is W - 20, and is -19 for W = 1; it must be at least 1")]
    public async Task A_size_that_is_too_small_has_a_limit(string layers, string message) => Assert.Equal(
        [message], await DiagnosticVerifier.Verify(DiagnosticVerifier.Model($"[Size(28)] public partial int W {{ get; }}\n{layers} public partial Tensor Run([Shape(784)] Tensor x);")));

    [Fact]
    public async Task The_limit_of_a_size_is_written()
    {
        var offers = await CodeFixVerifier.Offers(DiagnosticVerifier.Model("[Size(28)] public partial int W { get; }\n[Linear(\"W - 1\")] public partial Tensor Run([Shape(784)] Tensor x);"));
        Assert.Equal(["Set Min to 2", "Set AnyOf to new[] { 28, 29, 30 }"], offers.Select(offer => offer.Title));
        foreach (var offer in offers)
            Assert.Equal(1, await ModelRunner.Run(offer.Source));
    }

    /// <summary>An infinite bound is omitted, because it is the default.</summary>
    [Theory]
    [InlineData("MinLogVariance = {|MDL0030:double.NaN|}", "Gaussian's MinLogVariance is NaN, but must be a finite number. Remove it for none.")]
    [InlineData("MinLogVariance = {|MDL0030:double.NegativeInfinity|}, MaxLogVariance = 3", "Gaussian's MinLogVariance is -Infinity, but must be a finite number. Remove it for none.")]
    public async Task A_bound_that_is_no_number_is_removed(string bounds, string message)
    {
        var markup = DiagnosticVerifier.Model($"[Gaussian(4, {bounds})] public partial Gaussian Run([Shape(784)] Tensor x);");
        Assert.Equal([message], await DiagnosticVerifier.Verify(markup));
        Assert.Equal(1, await ModelRunner.Run(Assert.Single(await CodeFixVerifier.Offers(DiagnosticVerifier.Unmark(markup))).Source));
    }
}
