using static ModelDsl.Generator.Tests.Infrastructure.DiagnosticVerifier;

namespace ModelDsl.Generator.Tests;

/// <summary>Stages must fit each other, their interfaces, the objective and submodels.</summary>
public class FamilyTests
{
    /// <summary>ModelDsl's objectives pass images and codes, which are real numbers.</summary>
    [Theory]
    [InlineData("[{|MDL0212:Embedding(100, 4)|}, Flatten, Linear(8)] public partial Tensor Encode([Shape(12)] Tensor image);\n[Linear(12)] public partial Tensor Decode([Shape(8)] Tensor code);", "Reconstruction(Loss.MeanSquaredError)",
        "Encode looks up image as integers, but Reconstruction trains with real numbers. Use another layer, such as Linear.")]
    [InlineData("[Linear(8)] public partial Tensor Encode([Shape(12)] Tensor image);\n[{|MDL0212:Call(nameof(Look))|}] public partial Tensor Decode([Shape(8)] Tensor code);\n[Embedding(100, 3), Flatten, Linear(12)] public partial Tensor Look([Shape(8)] Tensor code);", "Reconstruction(Loss.MeanSquaredError)",
        "Decode looks up code as integers, but Reconstruction trains with real numbers. Use another layer, such as Linear.")]
    [InlineData("[Embedding(100, 4), Flatten, Linear(8)] public partial Tensor Encode([Shape(12)] Tensor image);\n[Linear(12)] public partial Tensor Decode([Shape(8)] Tensor code);", "Own")]
    [InlineData("[Embedding(100, 4), Flatten, Linear(8)] public partial Tensor Look([Shape(12)] Tensor words);\n[Linear(8)] public partial Tensor Encode([Shape(12)] Tensor image);\n[Linear(12)] public partial Tensor Decode([Shape(8)] Tensor code);", "Reconstruction(Loss.MeanSquaredError)")]
    public async Task Images_are_not_looked_up(string members, string objective, string? message = null) => Assert.Equal(
        message is null ? [] : [message],
        await Verify(Model(members, $"[Model, {objective}] public partial class Net : IAutoencoder") + "[Trains(typeof(IAutoencoder))] public sealed class OwnAttribute : ObjectiveAttribute;"));

    private const string Vae = "[Model, Elbo(Likelihood.Bernoulli)] public partial class Net : IVariationalAutoencoder";
    private const string Encode = "[Linear(64), ReLU, Gaussian(10)] public partial Gaussian Encode([Shape(784)] Tensor image);\n";

    private const string Plain = "[Linear(10)] public partial Tensor Encode([Shape(784)] Tensor image);\n";

    [Theory]
    [InlineData(Vae, Encode + "[Linear(784), {|MDL0205:Sigmoid|}] public partial Tensor Decode([Shape(10)] Tensor code);",
        "Decode ends in Sigmoid, which the likelihood Bernoulli also applies. Remove Sigmoid.")]
    [InlineData("[Model, Elbo(Likelihood.ContinuousBernoulli)] public partial class Net : IVariationalAutoencoder",
        "[Flatten, Gaussian(10)] public partial Gaussian Encode([Shape(1, 28, 28)] Tensor image);\n[Linear(784), {|MDL0205:Sigmoid|}, Unflatten(1, 28, 28)] public partial Tensor Decode([Shape(10)] Tensor code);",
        "Decode ends in Sigmoid, which the likelihood ContinuousBernoulli also applies. Remove Sigmoid.")]
    [InlineData("[Model] public partial class Net : IImageDiscriminator", "[Linear(1), {|MDL0205:Sigmoid|}] public partial Tensor Discriminate([Shape(784)] Tensor image);",
        "Discriminate ends in Sigmoid, which the loss of a discriminator also applies. Remove Sigmoid.")]
    [InlineData("[Model, Reconstruction(Loss.MeanSquaredError), {|MDL0208:Wasserstein|}] public partial class Net : IAutoencoder", Plain + "[Linear(784)] public partial Tensor Decode([Shape(10)] Tensor code);",
        "Net has the objectives Reconstruction and Wasserstein, but is trained for one. Remove the other.")]
    [InlineData("[Model, Reconstruction(Loss.BinaryCrossEntropy)] public partial class Net : IAutoencoder", Plain + "[Linear(784), {|MDL0209:Tanh|}] public partial Tensor Decode([Shape(10)] Tensor code);",
        "Decode ends in Tanh, whose values are from -1 to 1, but Reconstruction(Loss.BinaryCrossEntropy) needs values from 0 to 1. Use Sigmoid in its place.")]
    [InlineData(Vae, Encode + "[Linear(784)] public partial Tensor Decode([Shape({|MDL0201:16|})] Tensor code);",
        "Decode takes [16], but Encode returns [10]. Write [Shape(10)], or in Encode Gaussian(16).")]
    [InlineData(Vae, Encode + "[Linear({|MDL0204:728|})] public partial Tensor Decode([Shape(10)] Tensor code);",
        "Decode returns [728], but Encode takes [784]. Use Linear(784).")]
    [InlineData("[Model, {|MDL0202:Elbo(Likelihood.Gaussian)|}] public partial class Net : IAutoencoder",
        "[Linear(10)] public partial Tensor Encode([Shape(784)] Tensor image);\n[Linear(784)] public partial Tensor Decode([Shape(10)] Tensor code);",
        "Elbo trains an IVariationalAutoencoder or INoisyVariationalAutoencoder or IConditionalVariationalAutoencoder, but Net is not one. Write class Net : IVariationalAutoencoder.")]
    [InlineData("[Model, {|MDL0202:VaeGan|}] public partial class Net : IAutoencoder",
        "[Linear(10)] public partial Tensor Encode([Shape(784)] Tensor image);\n[Linear(784)] public partial Tensor Decode([Shape(10)] Tensor code);",
        "VaeGan trains an IImageDiscriminator, but Net is not one. Write class Net : IImageDiscriminator.")]
    [InlineData("[Model] public partial class Net : IImageDiscriminator", "[Linear({|MDL0207:2|})] public partial Tensor Discriminate([Shape(784)] Tensor image);",
        "Discriminate returns [2], but IImageDiscriminator requires [1]. Use Linear(1).")]
    [InlineData("[Model] public partial class Net : IVariationalAutoencoder, IJointDiscriminator",
        Encode + "[Linear(784)] public partial Tensor Decode([Shape(10)] Tensor code);\n[Concat, Linear(1)] public partial Tensor Discriminate([Shape(784)] Tensor image, [Shape({|MDL0201:12|})] Tensor code);",
        "Discriminate takes [12], but Encode returns [10]. Write [Shape(10)], or in Encode Gaussian(12).")]
    [InlineData("[Model] public partial class Net : IConditionalVariationalAutoencoder",
        "[Concat, Gaussian(5)] public partial Gaussian Encode([Shape(784)] Tensor image, [Shape(10)] Tensor label);\n"
        + "[Concat, Linear(784)] public partial Tensor Decode([Shape(5)] Tensor code, [Shape({|MDL0201:9|})] Tensor label);",
        "Decode takes [9], but Encode takes [10]. Write [Shape(10)].")]
    [InlineData("[Model, {|MDL0202:Translation(Loss.MeanSquaredError)|}] public partial class Net", "[Conv2d(3, 3)] public partial Tensor Translate([Shape(1, 28, 28)] Tensor image);",
        "Translation trains an IImageTranslator, but Net is not one. Write class Net : IImageTranslator.")]
    [InlineData("[Model, {|MDL0202:Reconstruction(Loss.MeanSquaredError)|}] public partial class Net : IImageTranslator", "[Conv2d(3, 3)] public partial Tensor Translate([Shape(1, 28, 28)] Tensor image);",
        "Reconstruction trains an IAutoencoder, but Net is not one. Write class Net : IAutoencoder.")]
    [InlineData("[Model, Translation(Loss.BinaryCrossEntropy)] public partial class Net : IImageTranslator", "[Conv2d(1, 3), {|MDL0209:Tanh|}] public partial Tensor Translate([Shape(3, 28, 28)] Tensor image);",
        "Translate ends in Tanh, whose values are from -1 to 1, but Translation(Loss.BinaryCrossEntropy) needs values from 0 to 1. Use Sigmoid in its place.")]
    [InlineData("[Model, Translation(Loss.MeanSquaredError)] public partial class Net : IImageTranslator", "[Conv2d(3, 3), {|MDL0210:LogSigmoid|}] public partial Tensor Translate([Shape(1, 28, 28)] Tensor image);",
        "Translate ends in LogSigmoid, whose values are 0 or less, but Translation(Loss.MeanSquaredError) needs all values from 0 to 1. Use Sigmoid in its place.")]
    public async Task A_family_is_checked(string header, string members, string message) => Assert.Equal([message], await Verify(Model(members, header)));

    [Theory]
    [InlineData("[Model, Elbo(Likelihood.Gaussian)] public partial class Net : IVariationalAutoencoder", Encode + "[Linear(784), Sigmoid] public partial Tensor Decode([Shape(10)] Tensor code);")]
    [InlineData("[Model, Reconstruction(Loss.BinaryCrossEntropy)] public partial class Net : IAutoencoder", Plain + "[Linear(784), Hardtanh(Min = 0)] public partial Tensor Decode([Shape(10)] Tensor code);")]
    [InlineData("[Model, AdversarialVariationalBayes(Likelihood.Bernoulli)] public partial class Net : IImplicitAutoencoder, IJointDiscriminator",
        "[Size(3)] public partial int Noise { get; }\n[Concat, Linear(10)] public partial Tensor Encode([Shape(784)] Tensor image, [Shape(nameof(Noise))] Tensor noise); [Linear(784)] public partial Tensor Decode([Shape(10)] Tensor code);"
        + "[Concat, Linear(1)] public partial Tensor Discriminate([Shape(784)] Tensor image, [Shape(10)] Tensor code);")]
    [InlineData("[Model] public partial class Net : IAutoencoder",
        "[Linear(10)] public partial Tensor Encode([Shape(784)] Tensor image);\n[return: Shape(784)] public Tensor Decode([Shape(10)] Tensor code) => code.repeat(1, 79).narrow(1, 0, 784);")]
    [InlineData("[Model, Translation(Loss.MeanSquaredError)] public partial class Net : IImageTranslator", "[Conv2d(3, 3), Tanh] public partial Tensor Translate([Shape(1, 28, 28)] Tensor image);")]
    [InlineData("[Model, Translation(Loss.BinaryCrossEntropy)] public partial class Net : IImageTranslator", "[Conv2d(1, 3), Sigmoid] public partial Tensor Translate([Shape(3, 28, 28)] Tensor image);")]
    [InlineData("[Model, Translation(Loss.BinaryCrossEntropy)] public partial class Net : IAutoencoder, IImageTranslator",
        Plain + "[Linear(784)] public partial Tensor Decode([Shape(10)] Tensor code); [Linear(1), Sigmoid] public partial Tensor Translate([Shape(784)] Tensor image);")]
    [InlineData("[Model, Reconstruction(Loss.BinaryCrossEntropy)] public partial class Net : IAutoencoder, IImageTranslator",
        Plain + "[Linear(784), Sigmoid] public partial Tensor Decode([Shape(10)] Tensor code); [Linear(1)] public partial Tensor Translate([Shape(784)] Tensor image);")]
    [InlineData("[Model, Translation(Loss.MeanSquaredError)] public partial class Net : IImageTranslator",
        "[return: Shape(3, 28, 28)] public Tensor Translate([Shape(1, 28, 28)] Tensor image) => image.repeat(1, 3, 1, 1);")]
    public async Task A_valid_family_has_no_error(string header, string members) => Assert.Empty(await Verify(Model(members, header)));

    private const string Body = "\n[Model] public partial class Body { [Size(16, AnyOf = new[] { 8, 16 })] public partial int Latent { get; }\n"
        + "[Linear(nameof(Latent))] public partial Tensor Encode([Shape(784)] Tensor image); [Linear(3)] public partial Tensor Head([Shape(nameof(Latent))] Tensor code); }";

    [Theory]
    [InlineData("public partial Body {|MDL0206:Body|} { get; } [Size(16)] public partial int Latent { get; } [Use(nameof(Body), \"Encode\")] public partial Tensor Run([Shape(784)] Tensor image);",
        "Latent may have values that Body does not allow. Write the same in both: [Size(..., AnyOf = new[] { 8, 16 })].")]
    [InlineData("public partial Body Body { get; } [{|MDL0015:Use(nameof(Body))|}] public partial Tensor Run([Shape(784)] Tensor image);",
        "'Body' is not a model with one stage or with a forward. Name one of its stages: [Use(nameof(Body), \"Encode\")].")]
    [InlineData("public partial Body Body { get; } [Use(nameof(Body), {|MDL0015:\"Encod\"|})] public partial Tensor Run([Shape(784)] Tensor image);",
        "'Encod' is not a stage of Body. Did you mean Encode?")]
    [InlineData("public partial Body Body { get; } [Linear(8), {|MDL0203:Use(nameof(Body), \"Head\")|}] public partial Tensor Run([Shape(784)] Tensor image);",
        "Head takes [16], but receives [8] here. Change the layers before it, or run another stage.")]
    [InlineData("public partial Body {|MDL0020:Body|} { get; set; } [Use(nameof(Body), \"Encode\")] public partial Tensor Run([Shape(784)] Tensor image);",
        "A submodel must be written as public partial Body Body { get; }, and Body must not be abstract")]
    [InlineData("public partial Body {|MDL0011:InputShape|} { get; } [Use(nameof(InputShape), \"Encode\")] public partial Tensor Run([Shape(784)] Tensor image);",
        "The name InputShape is taken in this model. Choose another.")]
    [InlineData("public partial Net {|MDL0016:Self|} { get; } [Linear(8)] public partial Tensor Run([Shape(784)] Tensor image);",
        "Net contains itself: Net holds Self, which is or holds Net. Remove Self.")]
    public async Task A_submodel_is_checked(string members, string message) => Assert.Equal([message], await Verify(Model(members) + Body));

    [Fact]
    public async Task A_size_of_the_same_name_is_passed_on() => Assert.Empty(await Verify(Model(
        "public partial Body Body { get; } [Size(8, AnyOf = new[] { 8 })] public partial int Latent { get; }\n"
        + "[Use(nameof(Body), \"Encode\")] [return: Shape(nameof(Latent))] public partial Tensor Run([Shape(784)] Tensor image);") + Body));

    /// <summary>A published listing of an autoencoder with a discriminator, with its mistakes.</summary>
    internal static readonly string PublishedHybrid = Model("""
        [Conv2d(64, 5, Stride = 2, Padding = 2), BatchNorm2d, LeakyReLU, Conv2d(128, 5, Stride = 2, Padding = 2), BatchNorm2d, LeakyReLU, Flatten, Linear(1)]
        public partial Tensor Encode([Shape(1, 28, 28)] Tensor image);
        [Linear(7 * 7 * 256, Bias = false), BatchNorm1d, LeakyReLU, Reshape(256, 7, 7)]
        [ConvTranspose2d(128, 5, Stride = 2, Padding = 2, OutputPadding = 1), BatchNorm2d, LeakyReLU]
        [ConvTranspose2d(64, 5, Stride = 2, Padding = 2, OutputPadding = 1), BatchNorm2d, LeakyReLU]
        [ConvTranspose2d(3, 5, Stride = 2, Padding = 2, OutputPadding = 1), Tanh]
        public partial Tensor {|MDL0204:Decode|}([Shape({|MDL0201:100|})] Tensor code);
        [Conv2d(64, 5, Stride = 2, Padding = 2), BatchNorm2d, LeakyReLU, Conv2d(128, 5, Stride = 2, Padding = 2), BatchNorm2d, LeakyReLU, Flatten, Linear(1)]
        public partial Tensor Discriminate([Shape(1, 28, 28)] Tensor image);
        """, "[Model, VaeGan] public partial class Net : IAutoencoder, IImageDiscriminator");

    /// <summary>Three stride-2 upsamplings of 7×7, and a code of one dimension.</summary>
    [Fact]
    public async Task The_published_hybrid_has_two_errors() => Assert.Equal(
        ["Decode returns [3, 56, 56], but Encode takes [1, 28, 28]: three stride-2 layers multiply 7 by 8. Use strides 1, 2, 2, OutputPadding 0 in the first, and 1 output channel.",
         "Decode takes [100], but Encode returns [1]. Write [Shape(1)], or in Encode Linear(100)."],
        await Verify(PublishedHybrid));
}
