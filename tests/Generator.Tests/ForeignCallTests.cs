using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>Layers and objectives with the names and values that arguments have in PyTorch and Keras: one error, which states how they are written here.</summary>
[Collection(TensorCollection.Name)]
public class ForeignCallTests
{
    private const string Image = "1, 28, 28", Features = "784";

    private static string Net(string layers, string input) => DiagnosticVerifier.Model($"[{layers}] public partial Tensor Run([Shape({input})] Tensor x);");

    [Theory]
    [InlineData(Image, "Conv2d(in_channels = 1, out_channels = 8, kernel_size = 3, stride = 2, padding = 1)", "Conv2d(8, 3, Stride = 2, Padding = 1)")]
    [InlineData(Image, "Conv2d(in_channels: 1, out_channels: 8, kernel_size: 3)", "Conv2d(8, 3)")]
    [InlineData(Image, "Conv2d(1, 8, kernel_size = 3)", "Conv2d(8, 3)")]
    [InlineData(Image, "Conv2d(8, 3, stride = 2, bias = false)", "Conv2d(8, 3, Stride = 2, Bias = false)")]
    [InlineData(Image, "Conv2d(8, kernel_size = (3, 3), stride = (2, 1))", "Conv2d(8, 3, Stride = new[] { 2, 1 })")]
    [InlineData(Image, "Conv2d(8, 3, Stride = (2, 1))", "Conv2d(8, 3, Stride = new[] { 2, 1 })")]
    [InlineData(Image, "Conv2d(8, [3, 5])", "Conv2d(8, new[] { 3, 5 })")]
    [InlineData(Image, "Conv2d(Channels = 8, Kernel = 3)", "Conv2d(8, 3)")]
    [InlineData(Image, "Conv2d(8, Kernel = 3)", "Conv2d(8, 3)")]
    [InlineData(Image, "Conv2d(filters = 8, kernel_size = 3, strides = 1, padding = \"same\", use_bias = False)", "Conv2d(8, 3, Stride = 1, Bias = false, SamePadding = true)")]
    [InlineData(Image, "Conv2d(8, 3, strides = 2, padding = \"same\")", "Conv2d(8, 3, Stride = 2, Padding = 1)")]
    [InlineData(Image, "Conv2d(8, 3, padding = \"valid\")", "Conv2d(8, 3)")]
    [InlineData(Image, "Conv2d(8, 3, Padding = 1, PaddingMode = \"reflect\")", "Conv2d(8, 3, Padding = 1, PaddingMode = TorchSharp.PaddingModes.Reflect)")]
    [InlineData(Image, "ConvTranspose2d(1, 4, stride = 2, padding = 1)", "ConvTranspose2d(1, 4, Stride = 2, Padding = 1)")]
    [InlineData(Image, "MaxPool2d(kernel_size = 2, stride = 2)", "MaxPool2d(2, Stride = 2)")]
    [InlineData(Image, "MaxPool2d(pool_size = 2)", "MaxPool2d(2)")]
    [InlineData(Image, "Upsample(scale_factor = 2)", "Upsample(2)")]
    [InlineData(Image, "Upsample(2, mode = \"bilinear\")", "Upsample(2, Mode = Interpolation.Bilinear)")]
    [InlineData(Image, "Upsample(2, \"nearest\")", "Upsample(2, Mode = Interpolation.Nearest)")]
    [InlineData(Image, "AdaptiveAvgPool2d((7, 5))", "AdaptiveAvgPool2d(new[] { 7, 5 })")]
    [InlineData(Image, "AdaptiveAvgPool2d(7, 5)", "AdaptiveAvgPool2d(new[] { 7, 5 })")]
    [InlineData(Image, "AdaptiveAvgPool2d(output_size = (1, 1))", "AdaptiveAvgPool2d(1)")]
    [InlineData(Image, "Flatten(start_dim = 1)", "Flatten")]
    [InlineData(Image, "BatchNorm2d(num_features = 1, eps = 0.1)", "BatchNorm2d(Eps = 0.1)")]
    [InlineData(Features, "Linear(in_features = 784, out_features = 10)", "Linear(10)")]
    [InlineData(Features, "Linear(784, out_features = 10)", "Linear(10)")]
    [InlineData(Features, "Linear(3, Bias = False)", "Linear(3, Bias = false)")]
    [InlineData(Features, "Linear(3, activation = \"relu\")", "Linear(3), ReLU")]
    [InlineData(Features, "Linear(units = 3, activation: \"softmax\")", "Linear(3), Softmax")]
    [InlineData(Features, "Linear(3, activation = \"linear\")", "Linear(3)")]
    [InlineData(Features, "Dropout(p = 0.5)", "Dropout(0.5)")]
    [InlineData(Features, "Dropout(rate = 0.5)", "Dropout(0.5)")]
    [InlineData(Features, "Dropout(P = 0.5)", "Dropout(0.5)")]
    [InlineData(Features, "ReLU(inplace = True)", "ReLU")]
    [InlineData(Features, "LeakyReLU(alpha = 0.2)", "LeakyReLU(NegativeSlope = 0.2)")]
    [InlineData(Features, "LeakyReLU(0.2, inplace = true)", "LeakyReLU(0.2)")]
    [InlineData(Features, "Softmax(dim = 1)", "Softmax")]
    [InlineData(Features, "Softmax(dim = -1)", "Softmax(Axis = -1)")]
    [InlineData(Features, "Unflatten(1, (1, 28, 28))", "Unflatten(1, 28, 28)")]
    public async Task A_layer_is_written_as_here(string input, string layer, string expected)
    {
        var messages = await Messages(Net(layer, input));
        Assert.Equal([$"{layer.Split('(')[0]} takes its arguments in another form. Write {expected}."], messages);
        var offer = (await CodeFixVerifier.Offers(Net(layer, input))).First(offer => offer.Id == "MDL0029");
        Assert.Equal($"Write {expected}", offer.Title);
        Assert.Equal(1, await ModelRunner.Run(offer.Source));
    }

    [Theory]
    [InlineData(Features, "Dense(64, activation = \"relu\")", "'Dense' is not a layer. Write Linear(64), ReLU.", true)]
    [InlineData(Features, "nn.Linear(3)", "'Linear' is not a layer. Write Linear(3).", true)]
    [InlineData(Image, "BatchNormalization", "'BatchNormalization' is not a layer. Did you mean BatchNorm2d?", true)]
    [InlineData(Image, "AveragePooling2D(2)", "'AveragePooling2D' is not a layer. Did you mean AvgPool2d?", true)]
    [InlineData(Image, "MaxPooling2D(pool_size = 2)", "'MaxPooling2D' is not a layer. Write MaxPool2d(2).", true)]
    [InlineData(Image, "Conv2DTranspose(3, 2)", "'Conv2DTranspose' is not a layer. Did you mean ConvTranspose2d?", true)]
    [InlineData(Image, "UpSampling2D(size = (2, 2))", "'UpSampling2D' is not a layer. Write Upsample(2).", true)]
    [InlineData(Image, "GlobalAveragePooling2D", "'GlobalAveragePooling2D' is not a layer. Write AdaptiveAvgPool2d(1), Flatten.", false)]
    [InlineData(Image, "Input(1, 28, 28), Flatten", "'Input' is not a layer. Remove it: [Shape] before the type of the stage's parameter states the shape.", false)]
    [InlineData(Image, "Sequential, Flatten", "'Sequential' is not a layer. The attributes of a stage are already applied in their order: remove it.", false)]
    [InlineData(Features, "Linear(3), Mark(start), ReLU, Add(\"start\")", "'start' is not a constant. Write \"start\".", true)]
    public async Task A_name_of_another_library_is_corrected(string input, string layers, string message, bool isRepaired)
    {
        Assert.Equal([message], await Messages(Net(layers, input)));
        var offers = await CodeFixVerifier.Offers(Net(layers, input));
        Assert.Equal(isRepaired, offers.Count > 0);
        foreach (var offer in offers)
            Assert.Equal(1, await ModelRunner.Run(offer.Source));
    }

    [Theory]
    [InlineData("Reconstruction", "MDL0034", "Reconstruction takes loss, but has no argument. Write Reconstruction(Loss.MeanSquaredError).")]
    [InlineData("Reconstruction(\"mse\")", "MDL0029", "Reconstruction takes its arguments in another form. Write Reconstruction(Loss.MeanSquaredError).")]
    [InlineData("Reconstruction(Likelihood.Bernoulli)", "MDL0029", "Reconstruction takes its arguments in another form. Write Reconstruction(Loss.BinaryCrossEntropy).")]
    [InlineData("Reconstruction(Loss.MeanSquaredError, 0.1)", "MDL0034", "Reconstruction takes loss, but has 2 arguments. Write Reconstruction(Loss.MeanSquaredError).")]
    [InlineData("Reconstruction(Loss.MeanSquaredError, inputNoise = 0.1)", "MDL0027", "'inputNoise' is not an argument of Reconstruction. Did you mean InputNoise?")]
    public async Task An_objective_is_written_as_here(string objective, string id, string message)
    {
        var found = await Diagnostics(DiagnosticVerifier.Model(
            "[Linear(10)] public partial Tensor Encode([Shape(784)] Tensor x);\n[Linear(784), Sigmoid] public partial Tensor Decode([Shape(10)] Tensor x);",
            $"[Model, {objective}] public partial class Net : IAutoencoder"));
        Assert.Equal([(id, message)], found.Select(diagnostic => (diagnostic.Id, diagnostic.GetMessage(null))));
    }

    /// <summary>Sizes and shapes too.</summary>
    [Theory]
    [InlineData("[Flatten, Linear(3)] public partial Tensor Run([Shape((1, 28, 28))] Tensor x);", "Shape takes its arguments in another form. Write Shape(1, 28, 28).")]
    [InlineData("[Size(16, AnyOf = (8, 16))] public partial int Latent { get; }\n[Linear(nameof(Latent))] public partial Tensor Run([Shape(3)] Tensor x);", "Size takes its arguments in another form. Write Size(16, AnyOf = new[] { 8, 16 }).")]
    [InlineData("[Size(Default = 16)] public partial int Latent { get; }\n[Linear(nameof(Latent))] public partial Tensor Run([Shape(3)] Tensor x);", "Size takes its arguments in another form. Write Size(16).")]
    [InlineData("private static readonly int s_hidden = 64;\n[Linear(s_hidden)] public partial Tensor Run([Shape(3)] Tensor x);", "'s_hidden' is not a constant. Declare it as const.")]
    [InlineData("[Linear(3)] public partial Tensor Help([Shape(3)] Tensor x);\n[Call(Help)] public partial Tensor Run([Shape(3)] Tensor x);", "'Help' is not a constant. Write nameof(Help).")]
    public async Task A_declaration_is_written_as_here(string members, string message) => Assert.Equal([message], await Messages(DiagnosticVerifier.Model(members)));

    /// <summary>A parameter of a block is an object, so that a use can state a size.</summary>
    [Fact]
    public async Task A_block_with_a_typed_parameter_takes_no_size() => Assert.Equal(["Hidden's n is \"Width\", and its parameter is an int. Write object n in HiddenAttribute."], await Messages(
        DiagnosticVerifier.Model("[Size(8)] public partial int Width { get; }\n[Hidden(nameof(Width))] public partial Tensor Run([Shape(3)] Tensor x);")
        + "[Linear(nameof(n)), ReLU] public sealed class HiddenAttribute(int n) : BlockAttribute;"));

    /// <summary>An interface, with and without an objective that needs it.</summary>
    [Theory]
    [InlineData("[Model] public partial class Net : IAutoEncoder", "'IAutoEncoder' is not an interface here. Did you mean IAutoencoder?")]
    [InlineData("[Model] public partial class Net : Autoencoder", "'Autoencoder' is not an interface here. Did you mean IAutoencoder?")]
    [InlineData("[Model, Reconstruction(Loss.MeanSquaredError)] public partial class Net : System.IDisposable, IAutoEncoder", "'IAutoEncoder' is not an interface here. Did you mean IAutoencoder?")]
    public async Task An_interface_is_corrected(string header, string message)
    {
        var source = DiagnosticVerifier.Model("[Linear(8)] public partial Tensor Encode([Shape(784)] Tensor x);\n[Linear(784)] public partial Tensor Decode([Shape(8)] Tensor x);", header);
        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(GeneratorTest.Compile(source), out _, out var reported);
        Assert.Equal([message], reported.Select(diagnostic => diagnostic.GetMessage(null)));
        Assert.Equal(2, await ModelRunner.Run((await CodeFixVerifier.Offers(source)).First(offer => offer.Id == "MDL0027").Source));
    }

    /// <summary>The compiler reports the missing modifier in the user's file, and nothing in a generated one.</summary>
    [Fact]
    public void A_stage_without_a_modifier_is_no_error_in_a_generated_file()
    {
        var compilation = GeneratorTest.Compile(DiagnosticVerifier.Model("[Linear(8)] partial Tensor Help([Shape(784)] Tensor x);\n[Call(nameof(Help)), Linear(3)] public partial Tensor Run([Shape(784)] Tensor x);"));
        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out var updated, out _);
        Assert.Equal([("CS8796", "Source0.cs")], GeneratorTest.Problems(updated).Select(problem => (problem.Id, problem.Location.SourceTree!.FilePath)));
    }

    /// <summary>Arguments without a counterpart remain the compiler's errors.</summary>
    [Theory]
    [InlineData("GELU(approximate = \"tanh\")")]
    [InlineData("Flatten(start_dim = 2)")]
    [InlineData("Linear(3, activation = \"mine\")")]
    public async Task An_unknown_argument_is_not_dropped(string layer) => Assert.Empty(await Messages(Net(layer, Features)));

    private static async Task<IEnumerable<string>> Messages(string source) => (await Diagnostics(source)).Select(diagnostic => diagnostic.GetMessage(null));

    private static async Task<IReadOnlyList<Microsoft.CodeAnalysis.Diagnostic>> Diagnostics(string source)
    {
        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(GeneratorTest.Compile(source), out var updated, out var reported);
        var (mistakes, problems) = await DiagnosticVerifier.Check(updated);
        Assert.NotEmpty(problems);
        return DiagnosticVerifier.InOrder(mistakes.Concat(reported));
    }
}
