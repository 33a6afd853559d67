using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>Layers as PyTorch's constructors are called: what is unambiguous is taken, and the rest is refused with the right spelling.</summary>
[Collection(TensorCollection.Name)]
public class PortedLayerTests
{
    private static string Net(string layer, string input) => DiagnosticVerifier.Model($"[{layer}] public partial Tensor Run([Shape({input})] Tensor x);");

    [Theory]
    [InlineData("MaxPool2d(2, 2)", "MaxPool2d(2, Stride = 2)", "1, 28, 28")]
    [InlineData("MaxPool2d(3, 2, 1)", "MaxPool2d(3, Stride = 2, Padding = 1)", "1, 28, 28")]
    [InlineData("MaxPool1d(3, 2)", "MaxPool1d(3, Stride = 2)", "4, 28")]
    [InlineData("AvgPool2d(new[] { 2, 3 }, new[] { 1, 2 })", "AvgPool2d(new[] { 2, 3 }, Stride = new[] { 1, 2 })", "1, 28, 28")]
    [InlineData("AvgPool1d(3, 1, 1)", "AvgPool1d(3, Stride = 1, Padding = 1)", "4, 28")]
    [InlineData("LeakyReLU(0.2)", "LeakyReLU(NegativeSlope = 0.2)", "784")]
    [InlineData("LeakyReLU(1)", "LeakyReLU(NegativeSlope = 1)", "784")]
    [InlineData("ELU(0.5)", "ELU(Alpha = 0.5)", "784")]
    [InlineData("CELU(0.5)", "CELU(Alpha = 0.5)", "784")]
    [InlineData("Hardtanh(-2, 3)", "Hardtanh(Min = -2, Max = 3)", "784")]
    [InlineData("Softplus(2)", "Softplus(Beta = 2)", "784")]
    [InlineData("Softplus(2, 10)", "Softplus(Beta = 2, Threshold = 10)", "784")]
    [InlineData("Flatten(1)", "Flatten", "1, 28, 28")]
    [InlineData("Flatten(1, -1)", "Flatten", "1, 28, 28")]
    [InlineData("Flatten(1, 3)", "Flatten", "1, 28, 28")]
    public void An_unambiguous_argument_is_taken(string ported, string named, string input) =>
        Assert.Equal(GeneratorTest.Generate(Net(named, input))[0].SourceText.ToString(), GeneratorTest.Generate(Net(ported, input))[0].SourceText.ToString());

    /// <summary>The only fix is that of the message, and the model then runs.</summary>
    [Theory]
    [InlineData("1, 28, 28", "Conv2d({|MDL0021:1|}, 32, 3, 2, 1)", "Conv2d(32, 3, Stride = 2, Padding = 1)", "Conv2d infers its input size, but 1 states it. Write Conv2d(32, 3, Stride = 2, Padding = 1).")]
    [InlineData("1, 28, 28", "Conv2d({|MDL0021:1|}, 32, 3)", "Conv2d(32, 3)", "Conv2d infers its input size, but 1 states it. Write Conv2d(32, 3).")]
    [InlineData("1, 28, 28", "Conv2d({|MDL0021:1|}, 32, 3, stride: 2, padding: 1)", "Conv2d(32, 3, Stride = 2, Padding = 1)", "Conv2d infers its input size, but 1 states it. Write Conv2d(32, 3, Stride = 2, Padding = 1).")]
    [InlineData("1, 28, 28", "Conv2d({|MDL0021:1|}, 32, 3, 1, 1, Bias = false)", "Conv2d(32, 3, Stride = 1, Padding = 1, Bias = false)", "Conv2d infers its input size, but 1 states it. Write Conv2d(32, 3, Stride = 1, Padding = 1).")]
    [InlineData("1, 28, 28", "{|MDL0029:Conv2d(32, 3, 2, 1)|}", "Conv2d(32, 3, Stride = 2, Padding = 1)", "Conv2d takes Stride and Padding by name. Write Conv2d(32, 3, Stride = 2, Padding = 1).")]
    [InlineData("8, 7, 7", "ConvTranspose2d({|MDL0021:8|}, 4, 4, 2)", "ConvTranspose2d(4, 4, Stride = 2)", "ConvTranspose2d infers its input size, but 8 states it. Write ConvTranspose2d(4, 4, Stride = 2).")]
    [InlineData("8, 7, 7", "ConvTranspose2d({|MDL0021:8|}, 4, 3, 2, 1, 1)", "ConvTranspose2d(4, 3, Stride = 2, Padding = 1, OutputPadding = 1)", "ConvTranspose2d infers its input size, but 8 states it. Write ConvTranspose2d(4, 3, Stride = 2, Padding = 1, OutputPadding = 1).")]
    [InlineData("784", "Linear({|MDL0021:784|}, 256, false)", "Linear(256, Bias = false)", "Linear infers its input size, but 784 states it. Write Linear(256, Bias = false).")]
    [InlineData("8, 14, 14", "BatchNorm2d({|MDL0021:8|}, 1e-3)", "BatchNorm2d(Eps = 0.001)", "BatchNorm2d infers its input size, but 8 states it. Write BatchNorm2d(Eps = 0.001).")]
    [InlineData("8, 14, 14", "GroupNorm(4, {|MDL0021:8|}, 1e-3)", "GroupNorm(4, Eps = 0.001)", "GroupNorm infers its input size, but 8 states it. Write GroupNorm(4, Eps = 0.001).")]
    [InlineData("10", "LayerNorm({|MDL0021:10|})", "LayerNorm", "LayerNorm infers its input size, but 10 states it. Write LayerNorm.")]
    [InlineData("8, 7, 10", "LayerNorm({|MDL0021:10|}, Eps = 1e-3)", "LayerNorm(Axes = 1, Eps = 1e-3)", "LayerNorm infers its input size, but 10 states it. Write LayerNorm(Axes = 1).")]
    [InlineData("8, 7, 7", "LayerNorm({|MDL0021:new[] { 8, 7, 7 }|})", "LayerNorm", "LayerNorm infers its input size, but new[] { 8, 7, 7 } states it. Write LayerNorm.")]
    [InlineData("8, 7, 7", "PReLU({|MDL0021:8|})", "PReLU(PerChannel = true)", "PReLU infers its input size, but 8 states it. Write PReLU(PerChannel = true).")]
    [InlineData("8, 7, 7", "PReLU({|MDL0021:1|}, 0.1)", "PReLU(Init = 0.1)", "PReLU infers its input size, but 1 states it. Write PReLU(Init = 0.1).")]
    [InlineData("784", "ReLU({|MDL0029:true|})", "ReLU", "ReLU has no inplace: generated code overwrites a tensor if nothing else reads it. Write ReLU.")]
    [InlineData("784", "LeakyReLU(0.2, {|MDL0029:true|})", "LeakyReLU(NegativeSlope = 0.2)", "LeakyReLU has no inplace: generated code overwrites a tensor if nothing else reads it. Write LeakyReLU(NegativeSlope = 0.2).")]
    [InlineData("784", "Dropout(0.2, {|MDL0029:true|})", "Dropout(0.2)", "Dropout has no inplace: generated code overwrites a tensor if nothing else reads it. Write Dropout(0.2).")]
    [InlineData("10", "Softmax({|MDL0029:1|})", "Softmax", "Softmax counts axes without the batch, and PyTorch's dim 1 is axis 0 here. Write Softmax.")]
    [InlineData("8, 7, 7", "LogSoftmax({|MDL0029:-1|})", "LogSoftmax(Axis = 2)", "LogSoftmax counts axes without the batch, and PyTorch's dim -1 is axis 2 here. Write LogSoftmax(Axis = 2).")]
    [InlineData("8, 7, 7", "ModelDsl.Softmax({|MDL0029:3|})", "ModelDsl.Softmax(Axis = 2)", "Softmax counts axes without the batch, and PyTorch's dim 3 is axis 2 here. Write Softmax(Axis = 2).")]
    [InlineData("8, 7, 7", "Flatten({|MDL0029:2|})", "Reshape(8, 49)", "Flatten joins all axes but the batch. Write Reshape(8, 49).")]
    [InlineData("8, 7, 7", "Flatten({|MDL0029:0|})", "Flatten", "Flatten joins all axes but the batch. Write Flatten.")]
    public async Task Another_is_refused_with_the_right_spelling(string input, string ported, string expected, string message)
    {
        var markup = Net(ported, input);
        Assert.Equal([message], await DiagnosticVerifier.Verify(markup));
        var offer = Assert.Single(await CodeFixVerifier.Offers(DiagnosticVerifier.Unmark(markup)));
        Assert.Contains($"[{expected}]", offer.Source);
        Assert.Equal(1, await ModelRunner.Run(offer.All));
    }

    /// <summary>The first number may be either; both fixes run.</summary>
    [Fact]
    public async Task An_ambiguous_call_has_two_fixes()
    {
        const string Ported = "{|MDL0029:Conv2d(16, 8, 3)|}";
        Assert.Equal(
            ["Conv2d takes Stride by name. Write Conv2d(16, 8, Stride = 3), or Conv2d(8, 3) if 16 is the size of its input."],
            await DiagnosticVerifier.Verify(Net(Ported, "4, 28, 28")));
        var offers = await CodeFixVerifier.Offers(DiagnosticVerifier.Unmark(Net(Ported, "4, 28, 28")));
        Assert.Equal(["Write Conv2d(16, 8, Stride = 3)", "Write Conv2d(8, 3)"], offers.Select(offer => offer.Title));
        foreach (var offer in offers)
            Assert.Equal(1, await ModelRunner.Run(offer.Source));
    }

    /// <summary>In a block, the input is unknown.</summary>
    [Theory]
    [InlineData("Conv2d({|MDL0021:1|}, 32, 3)", "Conv2d infers its input size, but 1 states it. Write Conv2d(32, 3), or Conv2d(1, 32, Stride = 3) for a stride.")]
    [InlineData("Softmax({|MDL0029:1|})", "Softmax counts axes without the batch, and PyTorch's dim 1 is axis 0 here. Write Softmax.")]
    [InlineData("Flatten(1), LayerNorm({|MDL0021:10|})", "LayerNorm infers its input size, but 10 states it. Write LayerNorm(Axes = 1).")]
    [InlineData("ReLU({|MDL0029:true|})", "ReLU has no inplace: generated code overwrites a tensor if nothing else reads it. Write ReLU.")]
    public async Task A_blocks_layer_is_refused_at_the_block(string layer, string message) => Assert.Equal([message], await DiagnosticVerifier.Verify(
        Net("Hidden", "1, 28, 28") + $"[{layer}] public sealed class HiddenAttribute : BlockAttribute;"));
}
