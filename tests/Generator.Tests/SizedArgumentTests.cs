using ModelDsl.Generator.Tests.Infrastructure;
using TorchSharp;
using static ModelDsl.Generator.Tests.Infrastructure.DiagnosticVerifier;
using static TorchSharp.torch;

namespace ModelDsl.Generator.Tests;

/// <summary>Kernels, strides, paddings and factors that are sizes.</summary>
[Collection(TensorCollection.Name)]
public class SizedArgumentTests
{
    private const string Sizes = """
        [Size(3, AnyOf = new[] { 3, 5 })] public partial int Kernel { get; }
        [Size(2, AnyOf = new[] { 1, 2 })] public partial int Step { get; }
        [Size(16)] public partial int Wide { get; }

        """;

    private const string Run = " public partial Tensor Run([Shape(4, 9, 9)] Tensor image);";

    /// <summary>All combinations: the declared shapes and weights are those of the tensors.</summary>
    [Theory]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    [InlineData(5, 1)]
    [InlineData(5, 2)]
    public void A_model_has_the_declared_shapes_for_each_value(int kernel, int step)
    {
        using var scope = NewDisposeScope();
        using var model = new SizedNet(kernel, step);
        (string Stage, Tensor Output)[] outputs =
        [
            ("Convolve", model.Convolve(randn(2, 3, 12, 12))),
            ("Pool", model.Pool(randn(2, 3, 12, 12))),
            ("Enlarge", model.Enlarge(randn(2, 4, 6, 6))),
            ("Series", model.Series(randn(2, 2, 20))),
            ("Tie", model.Tie(randn(2, 8, 12, 12))),
        ];
        Assert.All(outputs, output => Assert.Equal(
            model.Summary.Layers.Last(layer => layer.Name.StartsWith($"{output.Stage}.", StringComparison.Ordinal)).Output, output.Output.shape[1..]));
        Assert.Equal(model.parameters().Sum(weights => weights.numel()), model.Summary.Parameters);
        Assert.Equal(kernel, model.state_dict()["Convolve.0.weight"].shape[2]);
    }

    /// <summary>Lengths: ⌊(9 + 2·1 − K)/S⌋ + 1, and 9·S of an enlarged grid.</summary>
    [Theory]
    [InlineData("[Conv2d(8, nameof(Kernel), Stride = nameof(Step), Padding = 1)] [return: Shape(8, \"(11 - Kernel)/2 + 1\", 5)]", "MDL0108", "Run returns [8, 9, 9] for Kernel = 3, Step = 1, but [return: Shape] states [8, 5, 5]")]
    [InlineData("[Upsample(nameof(Step))] [return: Shape(4, \"9*Step\", \"9*Step\")]")]
    [InlineData("[Conv2d(8, nameof(Kernel), Padding = \"(Kernel - 1)/2\")] [return: Shape(8, 9, 9)]")]
    [InlineData("[Conv2d(8, nameof(Kernel), SamePadding = true, PaddingMode = TorchSharp.PaddingModes.Reflect)] [return: Shape(8, 9, 9)]")]
    [InlineData("[Conv2d(8, new object[] { nameof(Kernel), 3 }, SamePadding = true, PaddingMode = TorchSharp.PaddingModes.Reflect)] [return: Shape(8, 9, 9)]")]
    [InlineData("[ConvTranspose2d(8, nameof(Kernel), Stride = nameof(Step), Padding = \"(Kernel - 1)/2\", OutputPadding = \"Step - 1\")] [return: Shape(8, \"9*Step\", \"9*Step\")]")]
    [InlineData("[ConvTranspose2d(8, nameof(Kernel), Stride = 2, Padding = \"(Kernel - 1)/2\", Output = 18)] [return: Shape(8, 18, 18)]")]
    [InlineData("[PixelShuffle(nameof(Step))] [return: Shape(\"4/(Step*Step)\", \"9*Step\", \"9*Step\")]")]
    [InlineData("[AdaptiveAvgPool2d(nameof(Kernel))] [return: Shape(4, nameof(Kernel), nameof(Kernel))]")]
    [InlineData("[ZeroPad2d(nameof(Step)), ReflectionPad2d(new object[] { 0, nameof(Step), 1, \"Step - 1\" })] [return: Shape(4, \"3*Step + 9\", \"3*Step + 9\")]")]
    [InlineData("[MaxPool2d(nameof(Step))] [return: Shape(4, \"9/Step\", 4)]", "MDL0003", "")]
    [InlineData("[Same(nameof(Kernel))] [return: Shape(4, 9, 9)]")]
    public async Task The_output_is_known_for_all_values(string layers, string id = "", string message = "")
    {
        var source = Model(Sizes + layers + Run) + "[Conv2d(4, nameof(kernel), SamePadding = true), ReLU] public sealed class SameAttribute(object kernel) : BlockAttribute;";
        var found = await Analyze(GeneratorTest.Compile(source));
        Assert.Equal(id, string.Concat(found.Select(diagnostic => diagnostic.Id)));
        Assert.StartsWith(message, string.Concat(found.Select(diagnostic => diagnostic.GetMessage(null))), StringComparison.Ordinal);
        if (id.Length == 0)
            Assert.Equal(1, await ModelRunner.Run(source));
    }

    /// <summary>The message names the value that breaks the rule.</summary>
    [Theory]
    [InlineData("[Conv2d(8, {|MDL0105:nameof(Kernel)|})] public partial Tensor Run([Shape(4, 4, 9)] Tensor image);",
        "For Kernel = 5, Conv2d's kernel spans 5, but its input with padding has a height of 4. Use Padding = 1 or a kernel of at most 4.")]
    [InlineData("[MaxPool2d({|#|}4, Padding = {|MDL0112:\"Step + 1\"|})]" + Run, "For Step = 2, MaxPool2d's Padding is 3, but must be at most half of the kernel (4). Use 2.")]
    [InlineData("[ConvTranspose2d(8, 3, Stride = nameof(Step), OutputPadding = {|MDL0106:1|})]" + Run,
        "For Step = 1, ConvTranspose2d's OutputPadding is 1 for the height, but must be less than the stride (1) or the dilation (1). Use at most 0.")]
    [InlineData("[Conv2d(8, 3, Stride = {|MDL0110:nameof(Step)|}, SamePadding = true)]" + Run,
        "For Step = 2, Conv2d's SamePadding keeps the size, but its Stride is 2: libtorch supports this only with a stride of 1. Write Padding = 1 in place of SamePadding.")]
    [InlineData("[PixelShuffle({|MDL0111:nameof(Kernel)|})]" + Run, "For Kernel = 3, PixelShuffle divides 4 channels by 9, which is not a whole number. Use 9 channels before it.")]
    [InlineData("[ReflectionPad2d({|MDL0113:\"Kernel + 5\"|})]" + Run, "For Kernel = 5, ReflectionPad2d pads a height of 9 with 10 of its own values, which are too many. Use at most 8.")]
    public async Task A_fault_names_the_value(string members, string message) =>
        Assert.Equal([message], await Verify(Model(Sizes + members.Replace("{|#|}", "", StringComparison.Ordinal))));

    /// <summary>A size without a list may have any value, and layers and axes are fixed.</summary>
    [Theory]
    [InlineData("[Conv2d(8, {|MDL0004:nameof(Wide)|})]" + Run, "Conv2d's kernel is Wide, and Wide may have any value. Write a number, or list the values of Wide, as in [Size(16, AnyOf = new[] { 16, 18 })].")]
    [InlineData("[Upsample({|MDL0004:\"2*Wide\"|})]" + Run, "Upsample's scale is 2*Wide, and Wide may have any value. Write a number, or list the values of Wide, as in [Size(16, AnyOf = new[] { 16, 18 })].")]
    [InlineData("[Same(Repeat = {|MDL0004:nameof(Step)|})]" + Run + "\n[ReLU] public sealed class SameAttribute : BlockAttribute;", "Same's Repeat is \"Step\". Write an integer: a size changes neither axes nor layers.")]
    [InlineData("[Conv2d(8, {|MDL0005:\"Step - 1\"|})]" + Run, "Conv2d's kernel is Step - 1, and is 0 for Step = 1; it must be at least 1")]
    public async Task An_argument_that_is_not_known_is_refused(string members, string message) => Assert.Equal([message], await Verify(Model(Sizes + members)));

    [Fact]
    public async Task The_values_of_a_size_can_be_listed()
    {
        var offer = Assert.Single(await CodeFixVerifier.Offers(Model("[Size(3)] public partial int Kernel { get; }\n[Conv2d(8, nameof(Kernel))]" + Run)));
        Assert.Equal("Set AnyOf to new[] { 3 }", offer.Title);
        Assert.Equal(1, await ModelRunner.Run(offer.Source));
    }
}

/// <summary>Layers with sizes in all arguments that may have them.</summary>
[Model]
internal partial class SizedNet
{
    [Size(3, AnyOf = new[] { 3, 5 })] public partial int Kernel { get; }
    [Size(2, AnyOf = new[] { 1, 2 })] public partial int Step { get; }

    [Conv2d("2*Step", nameof(Kernel), Stride = nameof(Step), Padding = "Kernel - 2", Groups = 1), ReLU]
    [Conv2d(4, new object[] { nameof(Kernel), 3 }, SamePadding = true, PaddingMode = PaddingModes.Circular)]
    [Conv2d(4, 2, Dilation = nameof(Step))]
    public partial Tensor Convolve([Shape(3, 12, 12)] Tensor image);

    [MaxPool2d(nameof(Kernel), Stride = nameof(Step), Padding = 1, CeilMode = true), AvgPool2d(nameof(Step)), ZeroPad2d(nameof(Step)), AdaptiveAvgPool2d(new object[] { nameof(Kernel), 2 })]
    public partial Tensor Pool([Shape(3, 12, 12)] Tensor image);

    [ConvTranspose2d(8, nameof(Kernel), Stride = nameof(Step), Padding = "(Kernel - 1)/2", OutputPadding = "Step - 1")]
    [ConvTranspose2d(8, nameof(Kernel), Stride = new object[] { nameof(Step), 2 }, OutputPadding = new object[] { "Step - 1", 0 })]
    [PixelShuffle(nameof(Step)), Upsample(new object[] { nameof(Step), 2 }, Mode = Interpolation.Bilinear), ReflectionPad2d(nameof(Step))]
    public partial Tensor Enlarge([Shape(4, 6, 6)] Tensor image);

    [Conv1d(4, nameof(Kernel), Stride = nameof(Step)), MaxPool1d(nameof(Step)), ConvTranspose1d(2, "Kernel + 1", Stride = nameof(Step), Padding = 1)]
    public partial Tensor Series([Shape(2, 20)] Tensor signal);

    [Conv2d(8, nameof(Kernel), Padding = "(Kernel - 1)/2")]
    public partial Tensor Source([Shape(3, 12, 12)] Tensor image);

    [Tied(nameof(Source), 0)]
    public partial Tensor Tie([Shape(8, 12, 12)] Tensor features);
}
