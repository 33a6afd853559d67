using ModelDsl.Generator.Tests.Infrastructure;
using static ModelDsl.Generator.Tests.Infrastructure.DiagnosticVerifier;

namespace ModelDsl.Generator.Tests;

/// <summary>Each rule with its location. One test per rule asserts the whole message, the others assert its arguments.</summary>
public class DiagnosticTests
{
    private const string Size = "[Size(16)] public partial int Latent { get; }\n";
    private const string Features = " public partial Tensor Run([Shape(784)] Tensor image);";
    private const string Image = " public partial Tensor Run([Shape(1, 28, 28)] Tensor image);";

    [Theory]
    [InlineData("[Linear(10)] public partial Tensor Run(Tensor {|MDL0001:image|});",
        "Run's parameter image has no shape. Write [Shape(...)] before its type, without the batch axis.")]
    [InlineData(Size + "[Linear({|MDL0002:\"Latnt\"|})]" + Features, "'Latnt' is not a size of this model. Did you mean Latent?")]
    [InlineData(Size + "[Linear({|MDL0003:\"2*\"|})]" + Features,
        "\"2*\" ends too early. Write integers, sizes, + - * / and parentheses, as in \"2*Latent\".")]
    [InlineData("[Conv2d(8, {|MDL0004:2.5|})]" + Image, "Conv2d's kernel is 2.5. Write an integer, or new[] { height, width }.")]
    [InlineData("[Conv2d(8, 3, Stride = {|MDL0005:0|})]" + Image, "Conv2d's Stride is 0; it must be at least 1")]
    [InlineData("[Size(16)] public partial long {|MDL0006:Latent|} { get; }\n[Linear(nameof(Latent))]" + Features,
        "A size must be written as public partial int Latent { get; }")]
    [InlineData("[Linear(3)] public partial Tensor {|MDL0007:Run|}([Shape(784)] Tensor image, [Shape(10)] in Tensor noise);",
        "Run cannot be a stage. Give it parameters of type Tensor and the return type Tensor, Gaussian, or a tuple or record of tensors, and do not make it static or generic.")]
    [InlineData("[{|MDL0008:Mine|}] public partial Tensor Run([Shape(784)] Tensor image);\npublic sealed class MineAttribute : LayerAttribute;",
        "Demo.Net.MineAttribute is not a known layer. Use the layers of the namespace ModelDsl.")]
    [InlineData("[Size(16)] public partial int {|MDL0011:Device|} { get; }\n[Linear(nameof(Device))]" + Features,
        "The name Device is taken in this model. Choose another.")]
    [InlineData("[{|MDL0012:Flatten|}, Linear(3)] public partial Tensor Run([Shape(2147483647, 2147483647, 3)] Tensor image);",
        "Flatten on [2147483647, 2147483647, 3] has more values than 64 bits can count. Use smaller numbers.")]
    [InlineData("[Linear(64), ReLU] public partial Tensor Features([Shape(784)] Tensor image); [Call({|MDL0015:\"Feature\"|})]" + Features,
        "'Feature' is not a stage of Net. Did you mean Features?")]
    [InlineData("[{|MDL0016:Call(nameof(Run))|}]" + Features, "Run contains itself: Run runs Run. Remove it.")]
    [InlineData("public Tensor {|MDL0017:Half|}([Shape(784)] Tensor image) => image; [Linear(3)]" + Features,
        "Half has a body of its own and shapes on its parameters. Write [return: Shape(...)] too, without the batch axis.")]
    [InlineData("[Linear(64), ReLU] public partial Tensor Encode([Shape(784)] Tensor image); [Tied(nameof(Encode), {|MDL0018:1|})] public partial Tensor Run([Shape(64)] Tensor code);",
        "Encode.1 is ReLU: only Linear and Conv2d have a transpose, without SpectralNorm, PaddingMode, or SamePadding of an even kernel. In Encode: 0.")]
    [InlineData("[{|MDL0019:Linear(784)|}] [return: Shape(784)] public Tensor Run([Shape(784)] Tensor image) => image;",
        "Run has layers and a body of its own. Remove the layers, or write partial and no body.")]
    [InlineData("[Linear({|MDL0021:784|}, 256)]" + Features, "Linear infers its input size, but 784 states it. Write Linear(256).")]
    [InlineData("public partial Tensor {|MDL0025:Run|}([Shape(784)] Tensor image);",
        "Run has no layers and no body. Add layers, as in [Linear(10)], or [Identity] if it returns its input.")]
    [InlineData("[{|MDL0101:Conv2d(8, 3)|}] public partial Tensor Run([Shape(64, 1, 28, 28)] Tensor image);",
        "Conv2d cannot take [64, 1, 28, 28]: it needs [channels, height, width]. Write [Shape(1, 28, 28)] if the first axis is the batch.")]
    [InlineData("[{|MDL0102:Linear(8)|}] public partial Tensor Run([Shape(64, 784)] Tensor image);",
        "Linear cannot take [64, 784]: it needs one axis of features. Add [Flatten] before it, which returns [50176], or write [Shape(784)] if the first axis is the batch.")]
    [InlineData("[{|MDL0103:Unflatten(1, 28, 28)|}] public partial Tensor Run([Shape(28, 28)] Tensor image);",
        "Unflatten cannot take [28, 28]: it needs one axis of features. Add [Flatten] before it, which returns [784].")]
    [InlineData("[Linear({|MDL0104:64 * 7|}), ReLU, Unflatten(64, 7, 7)]" + Features,
        "Linear returns 448 features, but Unflatten(64, 7, 7) needs 3136. Write Linear(3136).")]
    [InlineData("[Conv2d(8, {|MDL0105:5|})] public partial Tensor Run([Shape(1, 3, 28)] Tensor image);",
        "Conv2d's kernel spans 5, but its input with padding has a height of 3. Use Padding = 1 or a kernel of at most 3.")]
    [InlineData("[ConvTranspose2d(8, 3, Stride = 2, OutputPadding = {|MDL0106:2|})] public partial Tensor Run([Shape(1, 7, 7)] Tensor image);",
        "ConvTranspose2d's OutputPadding is 2 for the height, but must be less than the stride (2) or the dilation (1). Use at most 1.")]
    [InlineData(Size + "[Conv2d(8, 3, Padding = 1, Stride = {|MDL0107:2|})] public partial Tensor Run([Shape(1, nameof(Latent), 28)] Tensor image);",
        "Conv2d cannot take a height of Latent with this Stride: its output is not known for every value of the sizes. Write the height as a number, or allow its sizes only a few values, as in [Size(28, AnyOf = new[] { 28, 32 })].")]
    [InlineData("[Linear({|MDL0108:10|}), Sigmoid] [return: Shape(784)] public partial Tensor Run([Shape(16)] Tensor code);",
        "Run returns [10], but [return: Shape] states [784]. Use Linear(784).")]
    [InlineData("[Linear(64)] public partial Tensor Run([Shape(784)] Tensor image, [Shape(10)] Tensor {|MDL0109:noise|});",
        "Run does not use noise. Begin with [Concat], which joins all parameters, or join it later with [Concat(nameof(noise))].")]
    [InlineData("[Conv2d(8, 5, Stride = {|MDL0110:2|}, SamePadding = true)]" + Image,
        "Conv2d's SamePadding keeps the size, but its Stride is 2: libtorch supports this only with a stride of 1. Write Padding = 2 in place of SamePadding.")]
    [InlineData("[Conv2d(8, 5, Groups = {|MDL0111:4|})] public partial Tensor Run([Shape(6, 28, 28)] Tensor image);",
        "Conv2d divides 6 channels by 4, which is not a whole number. Use 2 groups.")]
    [InlineData("[MaxPool2d(2, Padding = {|MDL0112:2|})]" + Image,
        "MaxPool2d's Padding is 2, but must be at most half of the kernel (2). Use 1.")]
    [InlineData("[ReflectionPad2d({|MDL0113:28|})]" + Image,
        "ReflectionPad2d pads a height of 28 with 28 of its own values, which are too many. Use at most 27.")]
    [InlineData("[{|MDL0114:Concat|}, Linear(3)] public partial Tensor Run([Shape(1, 28, 28)] Tensor image, [Shape(10)] Tensor noise);",
        "Concat cannot join [1, 28, 28] and [10]: all axes but the first must agree. Write [Flatten, Concat(nameof(noise))].")]
    [InlineData("[Linear(64), Mark(\"hidden\"), ReLU, Add({|MDL0115:\"hiden\"|})]" + Features, "Run has no point 'hiden'. Did you mean hidden?")]
    [InlineData("[Softmax(Axis = {|MDL0116:1|})]" + Features, "Softmax applies to axis 1, but its input is [784]. Use at most 0.")]
    [InlineData("[Gaussian(3), {|MDL0117:ReLU|}] public partial Gaussian Run([Shape(784)] Tensor image);",
        "Gaussian returns a distribution, but ReLU needs a tensor. Make Gaussian the last layer.")]
    [InlineData("[Linear(3)] public partial Gaussian {|MDL0118:Run|}([Shape(784)] Tensor image);",
        "Run returns Gaussian, but its layers return a tensor. Write Gaussian(3) in place of Linear(3), or return Tensor.")]
    [InlineData("[Permute({|MDL0121:0, 2, 3, 1|})]" + Image, "Permute(0, 2, 3, 1) is not an order of the axes of [1, 28, 28]: it lists each of 0 to 2 once, without the batch. Write Permute(1, 2, 0).")]
    [InlineData("[Linear(8), {|MDL0122:Embedding(100, 4)|}]" + Features,
        "Embedding looks up integers, but its input is the result of Linear. Apply it first, to a parameter of the stage.")]
    [InlineData("[ConvTranspose2d(1, 3, Stride = 2, Padding = 1, Output = {|MDL0123:16|})] public partial Tensor Run([Shape(8, 7, 7)] Tensor code);",
        "ConvTranspose2d cannot return a height of 16: from a height of 7 it can return 13 or 14. Use Output = 14.")]
    [InlineData("[Linear(10)] public partial Tensor Head([Shape(64)] Tensor code); [Linear(32), {|MDL0203:Call(nameof(Head))|}]" + Features,
        "Head takes [64], but receives [32] here. Change the layers before it, or run another stage.")]
    public async Task A_rule_has_its_message(string members, string message) => Assert.Equal([message], await Verify(Model(members)));

    [Theory]
    [InlineData(Size + "[Linear({|MDL0002:\"Latxxx\"|})]" + Features, "Latxxx", " Declare it: [Size(16)] public partial int Latxxx { get; }")]
    [InlineData("[Linear({|MDL0002:\"2*Width\"|})]" + Features, "Width", " Declare it: [Size(16)] public partial int Width { get; }")]
    [InlineData(Size + "[Linear({|MDL0003:\"Latent/2\"|})]" + Features,
        "Latent/2", "is not an integer for Latent = 1: 1/2 is 0.5", " Allow only values for which it is, as in [Size(16, AnyOf = new[] { 16, 18, 20 })].")]
    [InlineData("[Conv2d(8, 3, Stride = {|MDL0004:new[] { 1, 2, 3 }|})]" + Image,
        "Conv2d's Stride", "{ 1, 2, 3 }", "an integer, or new[] { height, width }")]
    [InlineData("[Upsample(2, AlignCorners = {|MDL0004:true|})]" + Image,
        "Upsample's AlignCorners", "for modes that interpolate, and Nearest does not", "false, or Mode = Interpolation.Bilinear")]
    [InlineData("[CELU(Alpha = {|MDL0004:0|})]" + Features, "CELU's Alpha", "0, and it divides by it", "another number")]
    [InlineData("[Hardtanh(Max = {|MDL0004:-1|})]" + Features, "Hardtanh's Min", "not below its Max", "the smaller number as Min")]
    [InlineData("[Unflatten(1, {|MDL0004:2.5|})]" + Features,
        "An axis of Unflatten", "2.5", "an integer, a size's name or an expression such as \"2*Latent\"")]
    [InlineData("[Conv2d(8, 3, Padding = new[] { 1, {|MDL0005:-1|} })]" + Image, "Conv2d's Padding", "-1", "0", "", "", "")]
    [InlineData("[Linear(1)] public partial Tensor Run([Shape(1, {|MDL0005:0|}, 28)] Tensor image);", "An axis of Shape", "0", "1", "", "", "")]
    [InlineData(Size + "[Linear({|MDL0005:\"Latent - 20\"|})]" + Features,
        "Linear's features", "Latent - 20", "1", "", ", and is -19 for Latent = 1", "")]
    [InlineData("[Size({|MDL0005:0|})] public partial int Latent { get; }\n[Linear(nameof(Latent))]" + Features,
        "The size Latent", "0", "1", "", "", "")]
    [InlineData("[Size(16)] public int {|MDL0006:Latent|} => 3;\n[Linear(nameof(Latent))]" + Features, "Latent")]
    [InlineData("[Size(16)] public partial int {|MDL0006:Latent|} { get; set; }\n[Linear(nameof(Latent))]" + Features, "Latent")]
    [InlineData("[Linear(3)] public static partial int {|MDL0007:Run|}([Shape(784)] ref int image);", "Run")]
    [InlineData("[Linear(3)] public partial Tensor {|MDL0011:forward|}([Shape(784)] Tensor image);", "forward")]
    [InlineData("[Linear(3)] public partial Tensor {|MDL0011:Summary|}([Shape(784)] Tensor image);", "Summary")]
    [InlineData("[Conv2d(8, 3, Padding = {|MDL0004:\"same\"|})]" + Image, "Conv2d's Padding", "\"same\"", "SamePadding = true in its place")]
    [InlineData("[Flatten, {|MDL0101:Conv2d(8, 3)|}]" + Image, "Conv2d", "[784]", "[channels, height, width]", " Remove [Flatten] before it.")]
    [InlineData("[Linear(8), {|MDL0101:Dropout2d|}]" + Features, "Dropout2d", "[8]", "[channels, height, width]", " Use Dropout.")]
    [InlineData(Size + "[Linear({|MDL0003:\"Latent/0\"|})]" + Features,
        "Latent/0", "divides Latent by 0", " Divide by another number.")]
    public Task A_declaration_is_checked(string members, params string[] arguments) => VerifyArguments(Model(members), arguments);

    [Theory]
    [InlineData("public class Base;\n[Model] public partial class {|MDL0009:Net|} : Base", "Net derives from Base, and a model is a torch.nn.Module: remove the base class")]
    [InlineData("[Model, {|MDL0026:Linear(10)|}] public partial class Net", "Net has a layer on the class, where it has no effect. Write it on a stage, or remove it.")]
    [InlineData("[Model] public partial class {|MDL0009:Net|}()", "Net has a primary constructor: declare its sizes with [Size]")]
    [InlineData("[Model] public partial class {|MDL0009:Net|}<T>", "Net has type parameters: declare its sizes with [Size]")]
    [InlineData("[Model, {|MDL0202:Reconstruction(Loss.MeanSquaredError)|}] public partial class Net",
        "Reconstruction trains an IAutoencoder, but Net is not one. Write class Net : IAutoencoder.")]
    public async Task A_class_is_checked(string header, string message) =>
        Assert.Equal([message], await Verify(Model("[Linear(3)]" + Features, header)));

    [Theory]
    [InlineData("public Net(int a) { }")]
    [InlineData("public Net() : base(\"Net\") { }")]
    public async Task A_constructor_calls_the_generated_one(string constructor) => Assert.Equal(
        ["Net has a constructor that does not call the generated one: write : this() after its parameters, or remove it"],
        (await Analyze(GeneratorTest.Compile(Model($"{constructor}\n[Linear(3)]{Features}")))).Select(diagnostic => diagnostic.GetMessage(null)));

    /// <summary>The batch, or a length that PyTorch computes.</summary>
    [Theory]
    [InlineData("[Linear(3)] public partial Tensor Run([Shape({|MDL0005:-1|}, 784)] Tensor image);", "An axis of Shape is -1; it must be at least 1. Leave out the batch axis")]
    [InlineData("[Reshape({|MDL0005:-1|}, 784), Linear(3)]" + Image, "An axis of Reshape is -1; it must be at least 1. Write Flatten, or the length of each axis without the batch")]
    public async Task An_axis_is_not_computed(string members, string message) => Assert.Equal([message], await Verify(Model(members)));

    /// <summary>A field of that name is the mistake.</summary>
    [Fact]
    public async Task A_size_that_is_a_field_is_not_declared_again() => Assert.Empty(
        await CodeFixVerifier.Offers(Model("[System.Obsolete] private readonly int Latent = 3;\npublic int Read => Latent;\n[Linear(\"Latent\")]" + Features)));

    [Fact]
    public async Task A_model_needs_a_stage() => Assert.Equal(
        ["Net has no stages. Declare one, as in [Linear(10)] public partial Tensor Classify([Shape(784)] Tensor image);."],
        await Verify(Model(Size, "[Model] public partial class {|MDL0010:Net|}")));

    [Theory]
    [InlineData("[{|MDL0101:Conv2d(8, 3)|}]" + Features,
        "Conv2d", "[784]", "[channels, height, width]", " Add [Unflatten(1, 28, 28)] before it.")]
    [InlineData("[{|MDL0101:Conv2d(8, 3)|}] public partial Tensor Run([Shape(28, 28)] Tensor image);",
        "Conv2d", "[28, 28]", "[channels, height, width]", " Write [Shape(1, 28, 28)].")]
    [InlineData("[Sigmoid, {|MDL0101:ConvTranspose2d(8, 3)|}] public partial Tensor Run([Shape(28, 28)] Tensor image);",
        "ConvTranspose2d", "[28, 28]", "[channels, height, width]", " Add [Flatten, Unflatten(1, 28, 28)] before it.")]
    [InlineData("[Unflatten(64, 7, 7), {|MDL0102:Linear(10)|}] public partial Tensor Run([Shape(3136)] Tensor image);",
        "Linear", "[64, 7, 7]", " Add [Flatten] before it, which returns [3136].")]
    [InlineData(Size + "[Linear({|MDL0104:49|}), Unflatten(nameof(Latent), 7, 7)]" + Features,
        "Linear returns 49 features", "Unflatten(Latent, 7, 7) needs 49*Latent", " Write Linear(\"49*Latent\").")]
    [InlineData("[Unflatten({|MDL0104:3, 28, 28|})]" + Features,
        "Unflatten(3, 28, 28) needs 2352 features", "its input has 784", " Write Unflatten(1, 28, 28).")]
    [InlineData("[ConvTranspose2d(8, 3, Padding = {|MDL0105:4|})] public partial Tensor Run([Shape(1, 3, 3)] Tensor image);",
        "ConvTranspose2d has no height left: a padding of 4 on both sides removes all of 5", " Use a Padding of at most 2.")]
    [InlineData(Size + "[Conv2d(8, {|MDL0107:3|})] public partial Tensor Run([Shape(1, 28, nameof(Latent))] Tensor image);",
        "Conv2d", "width", "Latent", "kernel")]
    [InlineData("[Sigmoid] [return: Shape({|MDL0108:28, 28|})]" + Features, "Run", "[784]", "[28, 28]", "", " Use [Unflatten(28, 28)] at the end.")]
    [InlineData("[ConvTranspose2d({|MDL0108:3|}, 2, Stride = 2)] [return: Shape(1, 28, 28)] public partial Tensor Run([Shape(8, 14, 14)] Tensor code);",
        "Run", "[3, 28, 28]", "[1, 28, 28]", "", " Use 1 output channel.")]
    [InlineData("[ConvTranspose2d(8, 3, Stride = 2, Padding = 1, OutputPadding = 1), {|MDL0108:ConvTranspose2d(1, 3, Stride = 2, Padding = 1)|}] [return: Shape(1, 28, 28)] public partial Tensor Run([Shape(8, 7, 7)] Tensor code);",
        "Run", "[1, 27, 27]", "[1, 28, 28]", ": the transposed convolutions take 7 to 27. Use OutputPadding 1 in the second", "")]
    public Task The_shapes_of_a_stage_are_checked(string members, params string[] arguments) => VerifyArguments(Model(members), arguments);

    [Theory]
    [InlineData("[Conv2d({|MDL0021:1|}, 32, new[] { 3, 5 }, Stride = 2)]" + Image, "Conv2d", "1", "Conv2d(32, new[] { 3, 5 })", "")]
    [InlineData(Size + "[Linear({|MDL0021:\"2*Latent\"|}, nameof(Latent))]" + Features, "Linear", "\"2*Latent\"", "Linear(nameof(Latent))", "")]
    [InlineData("[Conv2d(32, 3), BatchNorm2d({|MDL0021:32|})]" + Image, "BatchNorm2d", "32", "BatchNorm2d", "")]
    [InlineData("[Conv2d(32, 3), GroupNorm(4, {|MDL0021:32|})]" + Image, "GroupNorm", "32", "GroupNorm(4)", "")]
    [InlineData("[Hidden] public partial Tensor Run([Shape(784)] Tensor image);\n[Linear({|MDL0021:784|}, 256)] public sealed class HiddenAttribute : BlockAttribute;",
        "Linear", "784", "Linear(256)", "")]
    public Task A_layer_with_an_input_size_is_reported(string members, params string[] arguments) => VerifyArguments(Model(members), arguments);

    private const string Used = "[Size(16, Min = 8, Max = 32)] public partial int Latent { get; }\n[Flatten, Linear(nameof(Latent))] public partial Tensor Run([Shape(1, 28, 28)] Tensor image);\n";

    [Theory]
    [InlineData("static Net Make() => new({|MDL0305:4|});", "Net's Latent is 4 here, but must be from 8 to 32. Write 8.")]
    [InlineData("static Net Make() => new Net(latent: {|MDL0305:30 + 3|});", "Net's Latent is 33 here, but must be from 8 to 32. Write 32.")]
    public async Task A_use_of_a_model_is_checked(string member, string message) => Assert.Equal([message], await Verify(Model(Used + member)));

    [Theory]
    [InlineData("static Net Make(int latent) => new(latent);")]
    [InlineData("static Net Make() => new();")]
    public async Task A_use_that_may_be_valid_has_no_error(string member) => Assert.Empty(await Verify(Model(Used + member)));

    private const string Autoencoder = "[Model, Reconstruction(Loss.MeanSquaredError)] public partial class Net : IAutoencoder";

    [Theory]
    [InlineData(Size + "[Linear(nameof(Latent))] public partial Tensor Encode([Shape(784)] Tensor image);\n"
        + "[Linear(784)] public partial Tensor Decode([Shape({|MDL0201:10|})] Tensor code);",
        "Decode takes [10], but Encode returns [Latent]. Write [Shape(nameof(Latent))], or in Encode Linear(10).")]
    [InlineData("[Linear(10)] public partial Tensor Encode([Shape(784)] Tensor image);\n"
        + "[Linear({|MDL0204:728|}), Sigmoid] public partial Tensor Decode([Shape(10)] Tensor code);",
        "Decode returns [728], but Encode takes [784]. Use Linear(784).")]
    [InlineData("[Linear(10)] public partial Tensor Encode([Shape(784)] Tensor image);\n"
        + "[Linear(728)] [return: Shape({|MDL0204:728|})] public partial Tensor Decode([Shape(10)] Tensor code);",
        "Decode returns [728], but Encode takes [784]. Use Linear(784).")]
    [InlineData("[Flatten, Linear(10)] public partial Tensor Encode([Shape(1, 28, 28)] Tensor image);\n"
        + "[Linear(3136), Unflatten(64, 7, 7)] [ConvTranspose2d(64, 3, Stride = 2, Padding = 1, OutputPadding = 1), ReLU]"
        + "[ConvTranspose2d(32, 3, Stride = 2, Padding = 1, OutputPadding = 1), ReLU]"
        + "[ConvTranspose2d(3, 3, Stride = 2, Padding = 1, OutputPadding = 1)] public partial Tensor {|MDL0204:Decode|}([Shape(10)] Tensor code);",
        "Decode returns [3, 56, 56], but Encode takes [1, 28, 28]: three stride-2 layers multiply 7 by 8. Use strides 1, 2, 2, OutputPadding 0 in the first, and 1 output channel.")]
    [InlineData("[Flatten, Linear(10)] public partial Tensor Encode([Shape(1, 28, 28)] Tensor image);\n"
        + "[Linear(784)] public partial Tensor {|MDL0204:Decode|}([Shape(10)] Tensor code);",
        "Decode returns [784], but Encode takes [1, 28, 28]. Use [Unflatten(1, 28, 28)] at the end.")]
    public async Task The_stages_of_an_autoencoder_fit(string members, string message) =>
        Assert.Equal([message], await Verify(Model(members, Autoencoder)));

    [Theory]
    [InlineData("[Flatten, Linear(10)]" + Image)]
    [InlineData("[Unflatten(1, 28, 28), Conv2d(8, 28)] [return: Shape(8, 1, 1)]" + Features)]
    [InlineData("[Conv2d(8, 5, Padding = 1)] public partial Tensor Run([Shape(1, 3, 28)] Tensor image);")]
    [InlineData("[ConvTranspose2d(8, 3, Padding = 2, Dilation = 2, OutputPadding = 1)] public partial Tensor Run([Shape(1, 3, 3)] Tensor image);")]
    [InlineData("[ConvTranspose2d(8, new[] { 3, 3 })] public partial Tensor Run([Shape(1, 3, 3)] Tensor image);")]
    [InlineData(Size + "[Conv2d(nameof(Latent), 3, Padding = 1), Flatten] [return: Shape(\"28*Latent*Latent\")] public partial Tensor Run([Shape(1, 28, nameof(Latent))] Tensor image);")]
    [InlineData(Size + "[Linear(\"(4*Latent - 2) / 2\")] [return: Shape(\"2*Latent - 1\")]" + Features)]
    [InlineData("const int Side = 28; [Linear(Side * Side)] [return: Shape(784)] public partial Tensor Run([Shape(3)] Tensor code);")]
    public async Task A_valid_declaration_has_no_error(string members) => Assert.Empty(await Verify(Model(members)));

    [Theory]
    [InlineData("[Linear(448), ReLU, Unflatten(64, 7, 7)]" + Features, "Unflatten(64, 7, 7)")]
    [InlineData("[Unflatten(64, 7, 7), Linear(10)] public partial Tensor Run([Shape(3136)] Tensor image);", "Unflatten(64, 7, 7)")]
    [InlineData("[Conv2d(8, 3)] public partial Tensor Run([Shape(28, 28)] Tensor image);", "28, 28")]
    [InlineData("[Linear(728)] [return: Shape(784)] public partial Tensor Run([Shape(16)] Tensor code);", "784")]
    public async Task The_place_that_a_mistake_contradicts_is_an_additional_location(string members, string related)
    {
        var diagnostic = Assert.Single(await Analyze(GeneratorTest.Compile(Model(members))));
        Assert.Equal(related, TextAt(Assert.Single(diagnostic.AdditionalLocations)));
    }

    [Theory]
    [InlineData("[Size({|MDL0013:10|}, AnyOf = new[] { 8, 16 })] public partial int Latent { get; }", "The size Latent: the default is 10. Write one of 8, 16, or add 10 to AnyOf.")]
    [InlineData("[Size({|MDL0013:10|}, Min = 11)] public partial int Latent { get; }", "The size Latent: the default is 10. Write 11 or more.")]
    [InlineData("[Size({|MDL0013:10|}, Min = 2, Max = 8)] public partial int Latent { get; }", "The size Latent: the default is 10. Write a number from 2 to 8.")]
    [InlineData("[Size(10, Max = {|MDL0013:8|}, Min = 9)] public partial int Latent { get; }", "The size Latent: Max is 8. Write Max = 9 or more.")]
    [InlineData("[Size(10, Min = {|MDL0013:0|})] public partial int Latent { get; }", "The size Latent: Min is 0. A size is at least 1.")]
    [InlineData("[Size(8, AnyOf = {|MDL0013:new[] { 8, 0 }|})] public partial int Latent { get; }", "The size Latent: AnyOf has 0. A size is at least 1.")]
    [InlineData("[Size(8, AnyOf = {|MDL0013:new int[] { }|})] public partial int Latent { get; }", "The size Latent: AnyOf is empty. Write one value or more, as in AnyOf = new[] { 8, 16, 32 }.")]
    [InlineData("[Size(8, AnyOf = new[] { 8 }, Max = {|MDL0013:9|})] public partial int Latent { get; }", "The size Latent: AnyOf names all values already. Write only AnyOf, or only Min and Max.")]
    public async Task The_allowed_values_of_a_size_are_checked(string size, string message) =>
        Assert.Equal([message], await Verify(Model(size + "[Linear(nameof(Latent))]" + Features)));

    [Theory]
    [InlineData("[Use({|MDL0015:\"Body\"|})]" + Features, "Body", "partial property of Net with a model as its type", "")]
    [InlineData("[GroupNorm({|MDL0111:4|})] public partial Tensor Run([Shape(6, 28, 28)] Tensor image);",
        "GroupNorm", "6", "4", " Use 3 groups.")]
    [InlineData("[PixelShuffle({|MDL0111:2|})] public partial Tensor Run([Shape(6, 28, 28)] Tensor image);",
        "PixelShuffle", "6", "4", " Use 8 channels before it.")]
    [InlineData("[AvgPool1d({|MDL0105:9|})] public partial Tensor Run([Shape(1, 8)] Tensor image);",
        "AvgPool1d's window spans 9, but its input with padding has a length of 8", " Use a smaller kernel: 8 at most.")]
    [InlineData("[Conv2d(8, 3, Padding = {|MDL0113:4|}, PaddingMode = TorchSharp.PaddingModes.Circular)] public partial Tensor Run([Shape(1, 3, 8)] Tensor image);",
        "Conv2d", "4", "height", "3", " Use at most 3.")]
    [InlineData("[Linear(64), Mark(\"a\"), Linear(32), Add({|MDL0114:\"a\"|})]" + Features, "Add", "[32]", "[64]", "both must have one shape", " Write [Mark(\"main\"), From(\"a\"), Linear(32), Add(\"main\")].")]
    [InlineData("[Linear(64), {|MDL0115:Add|}]" + Features,
        "Run", "has no tensor for Add to join here", " Name a point, as in [Add(\"start\")] after a [Mark(\"start\")]: only the first layer of a stage with several parameters joins these without a name.")]
    [InlineData("[Mark(\"a\"), ReLU, Mark({|MDL0011:\"a\"|}), Add(\"a\")]" + Features, "a")]
    [InlineData("[LayerNorm(Axes = {|MDL0116:2|})]" + Features, "LayerNorm", "the last 2 axes", "[784]", " Use at most 1.")]
    [InlineData("[Linear(3), ReLU] public partial Gaussian {|MDL0118:Run|}([Shape(784)] Tensor image);",
        "Run", "Gaussian", "a tensor", "End it with a layer such as [Gaussian(10)], or return Tensor")]
    [InlineData("[Gaussian(3)] public partial Tensor {|MDL0118:Run|}([Shape(784)] Tensor image);",
        "Run", "Tensor", "a distribution", "Return Gaussian")]
    [InlineData("[{|MDL0102:Gaussian(3)|}] public partial Gaussian Run([Shape(1, 28, 28)] Tensor image);", "Gaussian", "[1, 28, 28]", " Add [Flatten] before it, which returns [784].")]
    [InlineData("[{|MDL0101:BatchNorm1d|}]" + Image, "BatchNorm1d", "[1, 28, 28]", "[features] or [channels, length]", " Use BatchNorm2d.")]
    [InlineData("[{|MDL0101:MaxPool1d(2)|}]" + Image, "MaxPool1d", "[1, 28, 28]", "[channels, length]", " Use MaxPool2d.")]
    [InlineData("[{|MDL0101:Conv3d(8, 3)|}] public partial Tensor Run([Shape(28, 28, 28)] Tensor image);",
        "Conv3d", "[28, 28, 28]", "[channels, depth, height, width]", " Write [Shape(1, 28, 28, 28)].")]
    [InlineData("[Dropout({|MDL0005:1.5|})]" + Features, "Dropout's p", "1.5", "0", " and at most 1", "", "")]
    [InlineData("[Module({|MDL0004:typeof(string)|})]" + Features,
        "Module's type", "typeof(string)", "typeof(...) of a visible class that derives from Module<Tensor, Tensor>")]
    [InlineData("[Permute({|MDL0121:-1, 0, 1|})]" + Image, "-1, 0, 1", "[1, 28, 28]", "2", " Write Permute(2, 0, 1).")]
    [InlineData("[Permute({|MDL0121:1|})]" + Image, "1", "[1, 28, 28]", "2", " Write Permute(1, 0, 2).")]
    [InlineData("[Permute({|MDL0121:2, 2, 7|})]" + Image, "2, 2, 7", "[1, 28, 28]", "2", " Write Permute(2, 0, 1).")]
    [InlineData("[Embedding(9, 4)] public partial Tensor Look([Shape(3)] Tensor words);\n[Linear(3), {|MDL0122:Call(nameof(Look))|}]" + Features,
        "Look", "its input is the result of Linear", "Apply it first, to a parameter of the stage")]
    [InlineData("public partial Looker Body { get; } [Linear(3), {|MDL0122:Use(nameof(Body))|}]" + Features + "\n[Model] public partial class Looker { [Embedding(9, 4)] public partial Tensor Look([Shape(3)] Tensor words); }",
        "Look", "its input is the result of Linear", "Apply it first, to a parameter of the stage")]
    [InlineData("[Embedding(9, 4), Flatten, Mark(\"a\"), From(nameof(words)), {|MDL0122:Linear(3)|}, Concat(\"a\")] public partial Tensor Run([Shape(5)] Tensor words);",
        "Embedding", "Linear reads the same parameter, and takes real numbers", "Give the stage another parameter for it")]
    [InlineData("[CenterCrop({|MDL0105:32|})] public partial Tensor Run([Shape(3, 28, 40)] Tensor image);",
        "CenterCrop cuts out a height of 32, but its input has a height of 28", " Use CenterCrop(28, 32).")]
    [InlineData(Size + "[CenterCrop({|MDL0105:2, 20|})] public partial Tensor Run([Shape(3, 28, nameof(Latent))] Tensor image);",
        "CenterCrop cuts out a width of 20, but its input has a width of Latent", " Use CenterCrop(2, nameof(Latent)).")]
    [InlineData("[CenterCrop({|MDL0004:3, 24, 24|})]" + Image, "CenterCrop's Lengths", "[3, 24, 24]", "one length, or one each for height, width")]
    [InlineData("[{|MDL0101:CenterCrop(24)|}]" + Features, "CenterCrop", "[784]", "[channels, height, width]", " Add [Unflatten(1, 28, 28)] before it.")]
    [InlineData("[Upsample(2, Mode = {|MDL0004:Interpolation.Bilinear|})] public partial Tensor Run([Shape(8, 28)] Tensor signal);",
        "Upsample's Mode", "Bilinear, which is for two axes, and its input [8, 28] has one axis beside the channels", "Interpolation.Linear")]
    [InlineData("[Upsample(2, Mode = {|MDL0004:Interpolation.Trilinear|})]" + Image,
        "Upsample's Mode", "Trilinear, which is for three axes, and its input [1, 28, 28] has two axes beside the channels", "Interpolation.Bilinear or Interpolation.Bicubic")]
    [InlineData("[Upsample({|MDL0004:new[] { 2, 2 }|})] public partial Tensor Run([Shape(8, 28)] Tensor signal);",
        "Upsample's Scale", "{ 2, 2 }, and its input is [8, 28]", "an integer")]
    [InlineData("[{|MDL0101:BatchNorm1d|}] public partial Tensor Run([Shape(1, 4, 28, 28)] Tensor image);",
        "BatchNorm1d", "[1, 4, 28, 28]", "[features] or [channels, length]", " Use BatchNorm3d.")]
    [InlineData("[{|MDL0101:MaxPool2d(2)|}] public partial Tensor Run([Shape(1, 4, 28, 28)] Tensor image);",
        "MaxPool2d", "[1, 4, 28, 28]", "[channels, height, width]", " Use MaxPool3d, or write [Shape(4, 28, 28)] if the first axis is the batch.")]
    [InlineData("[AvgPool3d({|MDL0105:3|}, Padding = 1)] public partial Tensor Run([Shape(1, 2, 28, 28)] Tensor image);",
        "AvgPool3d's window spans 3, but its input has a depth of 2, to which libtorch adds no padding", " Use a smaller Kernel: 2 at most.")]
    [InlineData("[Gaussian(3, MinLogVariance = {|MDL0004:2|}, MaxLogVariance = 2)] public partial Gaussian Run([Shape(784)] Tensor image);",
        "Gaussian's MinLogVariance", "not below its MaxLogVariance", "the smaller number as MinLogVariance")]
    [InlineData("[ConvTranspose1d(1, 8, Stride = 4, Output = {|MDL0123:3|})] public partial Tensor Run([Shape(8, 3)] Tensor code);",
        "ConvTranspose1d", "length", "3", "from a length of 3 it can return 16 to 19", "Output = 16")]
    [InlineData("[ConvTranspose2d(1, 3, Output = {|MDL0123:new[] { 31, 9 }|})] public partial Tensor Run([Shape(8, 28, 7)] Tensor code);",
        "ConvTranspose2d", "height", "31", "from a height of 28 it can return 30", "Output = new[] { 30, 9 }")]
    [InlineData(Size + "[ConvTranspose2d(1, 3, Stride = 2, Output = {|MDL0123:14|})] public partial Tensor Run([Shape(8, nameof(Latent), 7)] Tensor code);",
        "ConvTranspose2d", "height", "14", "from a height of Latent it returns another for each value of the sizes", "OutputPadding")]
    [InlineData("[ConvTranspose2d(1, 3, Stride = 2, OutputPadding = {|MDL0004:1|}, Output = 14)] public partial Tensor Run([Shape(8, 7, 7)] Tensor code);",
        "ConvTranspose2d's OutputPadding", "chosen by its Output", "only one of them")]
    [InlineData("[Unflatten(28, 28), {|MDL0102:Linear(8)|}]" + Features, "Linear", "[28, 28]", " Add [Flatten] before it, which returns [784], or set LastAxis = true.")]
    [InlineData("[Conv2d(8, 3, SpectralNorm = true)] public partial Tensor Encode([Shape(1, 28, 28)] Tensor image); [Tied(nameof(Encode), {|MDL0018:0|})] public partial Tensor Run([Shape(8, 26, 26)] Tensor code);",
        "Encode", "0", "Conv2d", "")]
    [InlineData("[Conv2d(8, 4, SamePadding = true)] public partial Tensor Encode([Shape(1, 28, 28)] Tensor image); [Tied(nameof(Encode), {|MDL0018:0|})] public partial Tensor Run([Shape(8, 28, 28)] Tensor code);",
        "Encode", "0", "Conv2d", "")]
    [InlineData("[Conv2d(8, {|MDL0105:4611686011984936961|})]" + Image,
        "Conv2d's kernel spans 4611686011984936961, but its input with padding has a height of 28", " Use a kernel of at most 28.")]
    [InlineData("[Conv2d(8, {|MDL0105:2077|})]" + Image, "Conv2d's kernel spans 2077, but its input with padding has a height of 28", " Use a kernel of at most 28.")]
    [InlineData("[Conv2d(8, {|MDL0105:2076|})]" + Image, "Conv2d's kernel spans 2076, but its input with padding has a height of 28", " Use Padding = 1024 or a kernel of at most 28.")]
    [InlineData("[PixelShuffle({|MDL0111:1048576|})]" + Image, "PixelShuffle", "1", "1099511627776", " Use a smaller factor.")]
    [InlineData("[Linear(64), Add({|MDL0115:\"a\"|}), ReLU, Mark(\"a\")]" + Features,
        "Run", "has no point 'a' here", " Its [Mark(\"a\")] comes later: write it before this layer.")]
    [InlineData("[ConvTranspose1d(8, 3, Stride = 3, OutputPadding = {|MDL0106:4|})] public partial Tensor Run([Shape(1, 7)] Tensor x);",
        "ConvTranspose1d's OutputPadding is 4 for the length", "3", "1", " Use at most 2.")]
    [InlineData("[Reshape({|MDL0104:2, 14|})]" + Image, "Reshape(2, 14) needs 28 values", "its input has 784", " Write Reshape(56, 14).")]
    public Task Layers_of_all_kinds_are_checked(string members, params string[] arguments) => VerifyArguments(Model(members), arguments);

    private const string Sizes = "[Size(16, AnyOf = new[] { 8, 16, 32 })] public partial int Latent { get; } [Size(28, Min = 20, Max = 40)] public partial int Side { get; }\n";

    /// <summary>These shapes are valid for the allowed values of the sizes, but not for all values.</summary>
    [Theory]
    [InlineData("[Linear(\"Latent/8\"), Linear(\"Latent - 7\")]" + Features)]
    [InlineData("[Conv2d(8, 3, Stride = 2, Padding = 1), Flatten] public partial Tensor Run([Shape(1, nameof(Side), nameof(Latent))] Tensor image);")]
    [InlineData("[Conv2d(8, 4, Stride = 2, Padding = 1)] [return: Shape(8, \"Latent/2\", \"Latent/2\")] public partial Tensor Run([Shape(1, nameof(Latent), nameof(Latent))] Tensor image);")]
    [InlineData("[Conv2d(8, 3, Stride = 2, Padding = 1)] [return: Shape(8, \"Latent/2\", \"Latent/2\")] public partial Tensor Run([Shape(1, nameof(Latent), nameof(Latent))] Tensor image);")]
    [InlineData("[Conv2d(nameof(Latent), 3, Groups = 8)] public partial Tensor Run([Shape(\"2*Latent\", nameof(Side), 28)] Tensor image);")]
    [InlineData("[Conv2d(\"3*Latent\", 3, Groups = nameof(Latent)), GroupNorm(\"Latent/4\")] public partial Tensor Run([Shape(\"2*Latent\", nameof(Side), 28)] Tensor image);")]
    [InlineData("[MaxPool2d(2), ReflectionPad2d(7)] public partial Tensor Run([Shape(1, nameof(Side), 16)] Tensor image);")]
    [InlineData("[CenterCrop(\"Side - 4\", \"Latent/2\")] [return: Shape(1, \"Side - 4\", \"Latent/2\")] public partial Tensor Run([Shape(1, nameof(Side), nameof(Latent))] Tensor image);")]
    [InlineData("[Permute(2, 0, 1), Linear(nameof(Latent), LastAxis = true)] [return: Shape(28, 3, nameof(Latent))] public partial Tensor Run([Shape(3, nameof(Side), 28)] Tensor image);")]
    [InlineData("[Embedding(nameof(Side), nameof(Latent)), Upsample(2, Mode = Interpolation.Linear)] [return: Shape(9, \"2*Latent\")] public partial Tensor Run([Shape(9)] Tensor words);")]
    [InlineData("[GroupNorm(8), PixelShuffle(2)] public partial Tensor Run([Shape(nameof(Latent), 28, 28)] Tensor image);")]
    public async Task A_declaration_that_holds_for_each_allowed_value_is_valid(string members) => Assert.Empty(await Verify(Model(Sizes + members)));

    [Theory]
    [InlineData("[Linear({|MDL0003:\"Latent/16\"|})]" + Features)]
    [InlineData("[Linear({|MDL0005:\"Latent - 8\"|})]" + Features)]
    [InlineData("[Linear({|MDL0003:\"Side/2\"|})]" + Features)]
    [InlineData("[Conv2d(8, {|MDL0105:9|})] public partial Tensor Run([Shape(1, nameof(Latent), 28)] Tensor image);")]
    [InlineData("[CenterCrop({|MDL0105:21|})] public partial Tensor Run([Shape(1, nameof(Side), 28)] Tensor image);")]
    [InlineData("[ReflectionPad2d({|MDL0113:8|})] public partial Tensor Run([Shape(1, nameof(Latent), 28)] Tensor image);")]
    [InlineData("[Conv2d(8, 3, Groups = {|MDL0111:16|})] public partial Tensor Run([Shape(nameof(Latent), 28, 28)] Tensor image);")]
    [InlineData("[Unflatten({|MDL0104:1, 28, \"Side - 2\"|})] public partial Tensor Run([Shape(784)] Tensor features);")]
    public async Task A_declaration_that_fails_for_one_allowed_value_is_an_error(string members) => Assert.Single(await Verify(Model(Sizes + members)));

    [Fact]
    public async Task Two_stages_with_mistakes_have_two_errors() => Assert.Equal(2, (await Verify(Model("""
        [Linear({|MDL0005:0|})] public partial Tensor First([Shape(784)] Tensor image);
        [{|MDL0101:Conv2d(8, 3)|}, Linear(-1)] public partial Tensor Second([Shape(784)] Tensor image);
        """))).Count);
}
