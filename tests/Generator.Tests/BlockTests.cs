using ModelDsl.Generator.Tests.Infrastructure;
using static ModelDsl.Generator.Tests.Infrastructure.DiagnosticVerifier;

namespace ModelDsl.Generator.Tests;

/// <summary>Blocks, and the locations of their mistakes.</summary>
public class BlockTests
{
    private const string Stage = "public partial Tensor Run([Shape(784)] Tensor image);";

    private static string With(string block, string layers) =>
        Model($"[{layers}] {Stage}") + block;

    /// <summary>A mistake of the block itself is one error, at the block, however often it is used.</summary>
    [Theory]
    [InlineData("[Linear({|MDL0014:\"2*Width\"|}), ReLU] public sealed class HiddenAttribute(object width) : BlockAttribute;", "Hidden(8), Hidden(16)",
        "'Width' is not a parameter of Hidden, and a block can refer only to its own parameters. Did you mean width?")]
    [InlineData("[Linear({|MDL0014:\"Latent\"|})] public sealed class HiddenAttribute : BlockAttribute;", "Hidden, Hidden",
        "'Latent' is not a parameter of Hidden, and a block can refer only to its own parameters. Write a parameter: class HiddenAttribute(object Latent).")]
    [InlineData("[Conv2d(8, 3, Stride = {|MDL0005:0|})] public sealed class HiddenAttribute : BlockAttribute;", "Hidden", "Conv2d's Stride is 0; it must be at least 1")]
    [InlineData("[Half(Repeat = {|MDL0014:\"Depth\"|})] public sealed class HiddenAttribute(object depth) : BlockAttribute;\n[Linear(8)] public sealed class HalfAttribute : BlockAttribute;", "Hidden(8)",
        "'Depth' is not a parameter of Hidden, and a block can refer only to its own parameters. Did you mean depth?")]
    [InlineData("[Linear(8), {|MDL0016:Hidden|}] public sealed class HiddenAttribute : BlockAttribute;", "Hidden", "Hidden contains itself: Hidden uses Hidden. Remove it.")]
    [InlineData("[{|MDL0016:B|}] public sealed class AAttribute : BlockAttribute;\n[A] public sealed class BAttribute : BlockAttribute;", "A, B",
        "A contains itself: A uses B uses A. Remove one of these.")]
    public async Task A_mistake_of_a_block_is_reported_there_and_once(string block, string use, string message) => Assert.Equal([message], await Verify(With(block, use)));

    [Fact]
    public async Task A_mistake_of_a_use_is_reported_there_with_the_layer_in_the_block()
    {
        const string block = "[Flatten, Linear(nameof(width)), Conv2d(8, 3)] public sealed class HiddenAttribute(object width) : BlockAttribute;";
        Assert.Equal(
            ["Conv2d cannot take [16]: it needs [channels, height, width]. Add [Unflatten(1, 4, 4)] before it."],
            await Verify(With(block, "Linear(3), {|MDL0101:Hidden(16)|}")));
        var diagnostic = Assert.Single(await Analyze(GeneratorTest.Compile(With(block, "Hidden(16)"))));
        Assert.Equal("Conv2d(8, 3)", TextAt(Assert.Single(diagnostic.AdditionalLocations)));
    }

    /// <summary>Without the base class, the compiler accepts the attribute, and its layers have no effect.</summary>
    [Fact]
    public async Task A_block_derives_from_its_base_class() => Assert.Equal(
        ["Hidden has a layer on the class, where it has no effect. Derive HiddenAttribute from BlockAttribute, or remove it."],
        await Verify(With("[{|MDL0026:Linear(64)|}, ReLU] public sealed class HiddenAttribute : System.Attribute;", "Hidden, Linear(3)")));

    [Fact]
    public async Task A_residual_that_does_not_fit_is_named() => Assert.Equal(
        ["The Residual of Hidden cannot join [64] and [784]: both must have one shape. Add [Linear(64)] before it."],
        await Verify(With("[Linear(64)] public sealed class HiddenAttribute : BlockAttribute;", "{|MDL0114:Hidden(Residual = true)|}")));

    [Theory]
    [InlineData("[Linear(nameof(width)), ReLU] public sealed class HiddenAttribute(object width) : BlockAttribute;", "Hidden({|MDL0002:\"Wide\"|})")]
    [InlineData("[Linear(nameof(width)), ReLU] public sealed class HiddenAttribute(object width) : BlockAttribute;", "{|MDL0005:Hidden(0)|}")]
    [InlineData("[Linear(64)] public sealed class HiddenAttribute : BlockAttribute;", "Hidden(Repeat = {|MDL0005:0|})")]
    [InlineData("[Linear(64)] public sealed class HiddenAttribute : BlockAttribute;", "{|MDL0114:Hidden(Residual = true)|}")]
    [InlineData("[Linear(64)] public sealed class HiddenAttribute : BlockAttribute;\n[Hidden(Repeat = 10000)] public sealed class WideAttribute : BlockAttribute;", "{|MDL0012:Wide(Repeat = 10000)|}")]
    [InlineData("public sealed class NothingAttribute : BlockAttribute;", "{|MDL0012:Nothing(Repeat = 2000000000)|}")]
    public async Task A_wrong_argument_of_a_block_is_reported_where_it_is_used(string block, string use) => Assert.Single(await Verify(With(block, use)));

    /// <summary>Numbers, names and expressions as arguments; nested blocks; separate points for each use.</summary>
    [Theory]
    [InlineData("[Linear(nameof(width)), ReLU] public sealed class HiddenAttribute(object width) : BlockAttribute;", "Hidden(8), Hidden(nameof(Latent)), Hidden(\"2*Latent + 1\")", "2*Latent + 1")]
    [InlineData("[Hidden(\"2*width\"), Hidden(nameof(width))] public sealed class TwoAttribute(object width) : BlockAttribute;\n"
        + "[Linear(nameof(width)), ReLU] public sealed class HiddenAttribute(object width) : BlockAttribute;", "Two(\"Latent + 3\")", "Latent + 3")]
    [InlineData("[Mark(\"a\"), ReLU, Concat(\"a\")] public sealed class TwiceAttribute : BlockAttribute;", "Twice(Repeat = 2), Twice", "6272")]
    [InlineData("[Linear(\"width/2\")] public sealed class HalfAttribute(object width) : BlockAttribute;", "Half(\"2*Latent\")", "Latent")]
    [InlineData("[Unflatten(1, 28, 28), Conv2d(1, nameof(kernel), Padding = nameof(padding)), Flatten] public sealed class SmoothAttribute(object kernel, object padding) : BlockAttribute;",
        "Smooth(5, 2), Smooth(3, 0)", "676")]
    [InlineData("[Hidden(\"width + 1\", Repeat = nameof(depth)), Hidden(nameof(width), Repeat = \"depth - 1\")] public sealed class StackAttribute(object width, object depth) : BlockAttribute;\n"
        + "[Mark(\"in\"), Linear(nameof(width)), Concat(\"in\")] public sealed class HiddenAttribute(object width) : BlockAttribute;", "Stack(8, 3)", "827")]
    public async Task A_block_stands_for_its_layers(string block, string use, string output) => Assert.Empty(await Verify(
        Model($"[Size(16)] public partial int Latent {{ get; }} [{use}] [return: Shape(\"{output}\")] {Stage}") + block));

    private const string Basic = "\n[Mark(\"in\"), Conv2d(nameof(channels), 3, Padding = 1), ReLU, Add(\"in\")] public sealed class BasicAttribute(object channels) : BlockAttribute;\n"
        + "[Basic(nameof(channels)), ReLU] public sealed class OuterAttribute(object channels) : BlockAttribute;\n";

    private const string Projected = " In Basic, write [Mark(\"main\"), From(\"in\"), Conv2d(8, 1), Add(\"main\")].", Narrowed = " In Basic, add [Conv2d(4, 1)] before it.";

    /// <summary>All models of the project share the layers of a block, so a repair in the block is right for all of them, or it is not proposed.</summary>
    [Theory]
    [InlineData("", Projected, 2)]
    [InlineData("[Basic(4)] public partial Tensor Run([Shape(4, 8, 8)] Tensor x);", Narrowed, 1)]
    [InlineData("[Basic(8)] public partial Tensor Run([Shape(8, 8, 8)] Tensor x);", Projected, 1)]
    [InlineData("[Basic(16)] public partial Tensor Run([Shape(16, 8, 8)] Tensor x);", "", 0)]
    [InlineData("[ReLU, Outer(16, Repeat = 2)] public partial Tensor Run([Shape(16, 8, 8)] Tensor x);", "", 0)]
    [InlineData("[Basic(8)] public partial Tensor Run([Shape(8, 8, 8)] Tensor x);\n[Basic(4)] public partial Tensor Two([Shape(4, 8, 8)] Tensor x);", "", 0)]
    public async Task A_repair_of_a_block_is_right_for_all_models(string other, string advice, int repairs)
    {
        var source = Model("[{|MDL0114:Basic(8)|}] public partial Tensor Run([Shape(4, 8, 8)] Tensor image);") + Basic
            + (other == "" ? "" : $"[Model] public partial class Other\n{{\n{other}\n}}\n");
        Assert.Equal([$"Add cannot join [8, 8, 8] and [4, 8, 8]: both must have one shape.{advice}"], await Verify(source));
        var offers = await CodeFixVerifier.Offers(Unmark(source));
        Assert.Equal(repairs, offers.Count);
        foreach (var offer in offers)
            Assert.Empty(await Verify(offer.Source));
    }
}
