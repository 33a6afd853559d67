using System.Reflection;
using ModelDsl.Generator.Shapes;
using ModelDsl.Generator.Shapes.Layers;
using ModelDsl.Generator.Tests.Infrastructure;
using TorchSharp;
using static ModelDsl.Generator.Tests.Infrastructure.DiagnosticVerifier;
using static TorchSharp.torch;

namespace ModelDsl.Generator.Tests;

/// <summary>The values that the last layers return, against those that the objective requires.</summary>
[Collection(TensorCollection.Name)]
public class OutputRangeTests
{
    private const string Bernoulli = "Elbo(Likelihood.Bernoulli)";
    private const string Continuous = "Elbo(Likelihood.ContinuousBernoulli)";
    private const string Gaussian = "Elbo(Likelihood.Gaussian)";
    private const string CrossEntropy = "Reconstruction(Loss.BinaryCrossEntropy)";
    private const string SquaredError = "Reconstruction(Loss.MeanSquaredError)";

    /// <summary>A model whose Decode ends in layers after Linear(784).</summary>
    private static string Ending(string objective, string layers, string rest = "")
    {
        var isVariational = objective.Contains("Likelihood", StringComparison.Ordinal);
        var (family, discriminate) = objective == "VaeGan" ? (", IImageDiscriminator", "[Linear(1)] public partial Tensor Discriminate([Shape(784)] Tensor image);\n")
            : objective.StartsWith("Adversarial", StringComparison.Ordinal) ? (", ICodeDiscriminator", "[Linear(1)] public partial Tensor Discriminate([Shape(10)] Tensor code);\n")
            : ("", "");
        return Model(
            $"[{(isVariational ? "Gaussian(10)" : "Linear(10)")}] public partial {(isVariational ? "Gaussian" : "Tensor")} Encode([Shape(784)] Tensor image);\n"
            + discriminate
            + $"[Linear(784){layers}] public partial Tensor Decode([Shape(10)] Tensor code);{rest}",
            $"[Model, {objective}] public partial class Net : {(isVariational ? "IVariationalAutoencoder" : "IAutoencoder")}{family}");
    }

    [Theory]
    [InlineData(Bernoulli, ", {|MDL0210:Tanh|}", "Decode ends in Tanh, whose values are from -1 to 1, but Elbo(Likelihood.Bernoulli) needs any real number. Remove Tanh.")]
    [InlineData(Bernoulli, ", {|MDL0210:ReLU|}", "Decode ends in ReLU, whose values are 0 or more, but Elbo(Likelihood.Bernoulli) needs any real number. Remove ReLU.")]
    [InlineData(Bernoulli, ", {|MDL0210:Hardsigmoid|}", "Decode ends in Hardsigmoid, whose values are from 0 to 1, but Elbo(Likelihood.Bernoulli) needs any real number. Remove Hardsigmoid.")]
    [InlineData(Bernoulli, ", {|MDL0210:Softmax|}", "Decode ends in Softmax, whose values sum to 1, but Elbo(Likelihood.Bernoulli) needs any real number. Remove Softmax.")]
    [InlineData(Continuous, ", {|MDL0210:GELU|}", "Decode ends in GELU, whose values are -0.17 or more, but Elbo(Likelihood.ContinuousBernoulli) needs any real number. Remove GELU.")]
    [InlineData(Continuous, ", BatchNorm1d, {|MDL0210:ELU(Alpha = 2)|}, Identity", "Decode ends in ELU, whose values are -2 or more, but Elbo(Likelihood.ContinuousBernoulli) needs any real number. Remove ELU.")]
    [InlineData(Bernoulli, ", {|MDL0210:ReLU|}, Tanh", "Decode ends in ReLU, whose values are from 0 to 1, but Elbo(Likelihood.Bernoulli) needs any real number. Remove ReLU and Tanh.")]
    [InlineData(CrossEntropy, ", {|MDL0209:Tanh|}", "Decode ends in Tanh, whose values are from -1 to 1, but Reconstruction(Loss.BinaryCrossEntropy) needs values from 0 to 1. Use Sigmoid in its place.")]
    [InlineData(CrossEntropy, ", {|MDL0209:ReLU|}", "Decode ends in ReLU, whose values are 0 or more, but Reconstruction(Loss.BinaryCrossEntropy) needs values from 0 to 1. Use Sigmoid in its place.")]
    [InlineData(CrossEntropy, ", BatchNorm1d, LeakyReLU, {|MDL0210:Hardtanh(Min = 0.5)|}", "Decode ends in Hardtanh, whose values are from 0.5 to 1, but Reconstruction(Loss.BinaryCrossEntropy) needs all values from 0 to 1. Use Sigmoid in its place.")]
    [InlineData(CrossEntropy, ", ReLU, {|MDL0210:Sigmoid|}", "Decode ends in Sigmoid, whose values are from 0.5 to 1, but Reconstruction(Loss.BinaryCrossEntropy) needs all values from 0 to 1. Remove ReLU.")]
    [InlineData(CrossEntropy, ", ReLU, {|MDL0209:ReLU|}, Identity", "Decode ends in ReLU, whose values are 0 or more, but Reconstruction(Loss.BinaryCrossEntropy) needs values from 0 to 1. Use Sigmoid in its place, and remove ReLU.")]
    [InlineData(CrossEntropy, ", {|MDL0210:Softmax|}", "Decode ends in Softmax, whose values sum to 1, but Reconstruction(Loss.BinaryCrossEntropy) needs all values from 0 to 1. Use Sigmoid in its place.")]
    [InlineData(CrossEntropy, ", Sigmoid, {|MDL0209:Dropout|}", "Decode ends in Dropout, whose values are from 0 to 2, but Reconstruction(Loss.BinaryCrossEntropy) needs values from 0 to 1. Remove Dropout.")]
    [InlineData(CrossEntropy, ", {|MDL0209:BatchNorm1d|}", "Decode ends in BatchNorm1d, whose values can be any real number, but Reconstruction(Loss.BinaryCrossEntropy) needs values from 0 to 1. Add [Sigmoid] after it.")]
    [InlineData("AdversarialReconstruction(Loss.BinaryCrossEntropy)", ", {|MDL0209:Softplus|}", "Decode ends in Softplus, whose values are 0 or more, but AdversarialReconstruction(Loss.BinaryCrossEntropy) needs values from 0 to 1. Use Sigmoid in its place.")]
    [InlineData("VaeGan", ", {|MDL0210:Sigmoid|}", "Decode ends in Sigmoid, whose values are from 0 to 1, but VaeGan needs all values from -1 to 1. Use Tanh in its place.")]
    [InlineData("VaeGan", ", {|MDL0210:ReLU|}", "Decode ends in ReLU, whose values are 0 or more, but VaeGan needs all values from -1 to 1. Use Tanh in its place.")]
    [InlineData(Gaussian, ", {|MDL0210:LogSigmoid|}", "Decode ends in LogSigmoid, whose values are 0 or less, but Elbo(Likelihood.Gaussian) needs all values from 0 to 1. Use Sigmoid in its place.")]
    [InlineData(SquaredError, ", {|MDL0210:LogSoftmax|}", "Decode ends in LogSoftmax, whose values sum to 1, but Reconstruction(Loss.MeanSquaredError) needs all values from 0 to 1. Use Sigmoid in its place.")]
    [InlineData("Wasserstein", ", {|MDL0210:Softmax|}", "Decode ends in Softmax, whose values sum to 1, but Wasserstein needs all values from 0 to 1. Use Sigmoid in its place.")]
    public async Task An_unsuitable_end_is_replaced(string objective, string layers, string message)
    {
        var source = Ending(objective, layers);
        Assert.Equal([message], await Verify(source));
        var offers = await CodeFixVerifier.Offers(Unmark(source));
        Assert.NotEmpty(offers);
        foreach (var offer in offers)
            Assert.True(await ModelRunner.Run(offer.Source) >= 2);
    }

    [Theory]
    [InlineData(Bernoulli, "")]
    [InlineData(Bernoulli, ", LeakyReLU")]
    [InlineData(Bernoulli, ", PReLU, Dropout")]
    [InlineData(Bernoulli, ", Tanh, Linear(784)")]
    [InlineData(Bernoulli, ", Hardtanh(Min = -10, Max = 10)")]
    [InlineData(Bernoulli, ", Mark(\"a\"), ReLU, Add(\"a\")")]
    [InlineData(Bernoulli, ", Sigmoid, Module(typeof(Mine))", MineModule)]
    [InlineData(CrossEntropy, ", Sigmoid")]
    [InlineData(CrossEntropy, ", Hardsigmoid")]
    [InlineData(CrossEntropy, ", Hardtanh(Min = 0)")]
    [InlineData(CrossEntropy, ", Sigmoid, Hardtanh(Min = 0.001, Max = 0.999)")]
    [InlineData(CrossEntropy, ", ReLU, Tanh")]
    [InlineData(CrossEntropy, ", LeakyReLU, Sigmoid, Unflatten(1, 28, 28), AvgPool2d(3, Stride = 1, Padding = 1), Flatten")]
    [InlineData(CrossEntropy, ", Tanh, Module(typeof(Mine))", MineModule)]
    [InlineData(CrossEntropy, ", Module(typeof(Mine)), ReLU", MineModule)]
    [InlineData(SquaredError, ", Tanh")]
    [InlineData(SquaredError, ", ReLU")]
    [InlineData(SquaredError, ", Hardtanh")]
    [InlineData(SquaredError, "")]
    [InlineData(Gaussian, ", Sigmoid, Dropout(0.2)")]
    [InlineData(Gaussian, ", Softplus")]
    [InlineData("Wasserstein", ", ReLU6")]
    [InlineData("VaeGan", ", Tanh")]
    [InlineData("VaeGan", "")]
    public async Task A_suitable_end_has_no_error(string objective, string layers, string rest = "") => Assert.Empty(await Verify(Ending(objective, layers, rest)));

    private const string MineModule = "\npublic sealed class Mine() : nn.Module<Tensor, Tensor>(\"Mine\") { public override Tensor forward(Tensor x) => x; }";

    [Theory]
    [InlineData("[Linear(1), {|MDL0210:Tanh|}]", "Discriminate ends in Tanh, whose values are from -1 to 1, but IImageDiscriminator needs any real number. Remove Tanh.")]
    [InlineData("[Linear(1), {|MDL0210:ReLU|}]", "Discriminate ends in ReLU, whose values are 0 or more, but IImageDiscriminator needs any real number. Remove ReLU.")]
    [InlineData("[Linear(1), {|MDL0210:Softmax|}, Flatten]", "Discriminate ends in Softmax, whose values sum to 1, but IImageDiscriminator needs any real number. Remove Softmax.")]
    public async Task A_discriminator_returns_log_odds(string layers, string message)
    {
        var source = Model(layers + " public partial Tensor Discriminate([Shape(784)] Tensor image);", "[Model] public partial class Net : IImageDiscriminator");
        Assert.Equal([message], await Verify(source));
        Assert.Equal(1, await ModelRunner.Run(Assert.Single(await CodeFixVerifier.Offers(Unmark(source))).Source));
    }

    /// <summary>The values of a called stage are known. A repair that would not help is not offered.</summary>
    [Theory]
    [InlineData("[{|MDL0210:Call(nameof(Body))|}] public partial Tensor Decode([Shape(10)] Tensor code);",
        "Decode ends in Body, whose values are from -1 to 1, but Elbo(Likelihood.Bernoulli) needs any real number. End Decode in Linear or a convolution.")]
    [InlineData("[Call(nameof(Body)), {|MDL0210:ReLU|}] public partial Tensor Decode([Shape(10)] Tensor code);",
        "Decode ends in ReLU, whose values are from 0 to 1, but Elbo(Likelihood.Bernoulli) needs any real number. End Decode in Linear or a convolution.")]
    [InlineData("[{|MDL0210:End|}] public partial Tensor Decode([Shape(10)] Tensor code);\n[Linear(784), Tanh] public sealed class EndAttribute : BlockAttribute;",
        "Decode ends in Tanh, whose values are from -1 to 1, but Elbo(Likelihood.Bernoulli) needs any real number. Remove Tanh.")]
    public async Task An_end_that_another_declaration_has_is_not_repaired(string decode, string message)
    {
        var source = Model(
            "[Gaussian(10)] public partial Gaussian Encode([Shape(784)] Tensor image);\n[Linear(784), Tanh] public partial Tensor Body([Shape(10)] Tensor code);\n" + decode,
            $"[Model, {Bernoulli}] public partial class Net : IVariationalAutoencoder");
        Assert.Equal([message], await Verify(source));
        Assert.Empty(await CodeFixVerifier.Offers(Unmark(source)));
    }

    /// <summary>Cubic interpolation overshoots the values that it interpolates.</summary>
    [Fact]
    public async Task An_end_that_overshoots_is_reported()
    {
        var source = Ending(CrossEntropy, ", Unflatten(1, 28, 28), AvgPool2d(2), Sigmoid, {|MDL0209:Upsample(2, Mode = Interpolation.Bicubic)|}, Flatten");
        Assert.Equal(
            ["Decode ends in Upsample, whose values are from -0.45 to 1.45, but Reconstruction(Loss.BinaryCrossEntropy) needs values from 0 to 1. End Decode in Linear or a convolution, and Sigmoid."],
            await Verify(source));
        Assert.Empty(await CodeFixVerifier.Offers(Unmark(source)));
    }

    /// <summary>An objective of the user's own, with a stage, an enum or a range of its own.</summary>
    [Theory]
    [InlineData("OutputRange(0, 2)", "Linear(784), {|MDL0209:ReLU|}", "Decode ends in ReLU, whose values are 0 or more, but Own needs values from 0 to 2. Use Hardtanh(Min = 0, Max = 2) in its place.")]
    [InlineData("OutputRange(0, 2)", "Linear(784), {|MDL0210:Hardtanh(Min = 0)|}", "Decode ends in Hardtanh, whose values are from 0 to 1, but Own needs all values from 0 to 2. Use Hardtanh(Min = 0, Max = 2) in its place.")]
    [InlineData("OutputRange(0, double.PositiveInfinity)", "Linear(784), {|MDL0209:Tanh|}", "Decode ends in Tanh, whose values are from -1 to 1, but Own needs values of 0 or more. Use Softplus in its place.")]
    [InlineData("OutputRange(double.NegativeInfinity, 0)", "{|MDL0209:Linear(784)|}", "Decode ends in Linear, whose values can be any real number, but Own needs values of 0 or less. Add [LogSigmoid] after it.")]
    [InlineData("OutputRange(-1, 1, Stage = \"Encode\")", "Linear(784), {|MDL0209:ReLU|}", "Encode ends in ReLU, whose values are 0 or more, but Own needs values from -1 to 1. Use Tanh in its place.")]
    public async Task An_objective_states_the_values_that_it_needs(string range, string layers, string message)
    {
        var (encode, decode) = range.Contains("Encode", StringComparison.Ordinal) ? (layers, "Linear(784)") : ("Linear(784)", layers);
        var source = Model($"[{encode}] public partial Tensor Encode([Shape(784)] Tensor image);\n[{decode}] public partial Tensor Decode([Shape(784)] Tensor code);", "[Model, Own] public partial class Net : IAutoencoder")
            + $"[Trains(typeof(IAutoencoder)), {range}] public sealed class OwnAttribute : ObjectiveAttribute;";
        Assert.Equal([message], await Verify(source));
        Assert.Equal(2, await ModelRunner.Run(Assert.Single(await CodeFixVerifier.Offers(Unmark(source))).Source));
    }

    /// <summary>On an objective, a likelihood and an interface.</summary>
    [Theory]
    [InlineData("[{|MDL0211:OutputRange(1, 0)|}] public sealed class OwnAttribute : ObjectiveAttribute;", "OutputRange(1, 0) contains no values. Write the smaller number first: OutputRange(0, 1).", "OutputRange(0, 1)")]
    [InlineData("public enum Own { [{|MDL0211:OutputRange(0, -1, Stage = \"Encode\")|}] First }", "OutputRange(0, -1) contains no values. Write the smaller number first: OutputRange(-1, 0).", "OutputRange(-1, 0, Stage = \"Encode\")")]
    [InlineData("public interface IOwn : IModel { [return: Space(\"score\"), {|MDL0211:OutputRange(double.PositiveInfinity, 0)|}] Tensor Score(Tensor x); }",
        "OutputRange(Infinity, 0) contains no values. Write the smaller number first: OutputRange(0, double.PositiveInfinity).", "OutputRange(0, double.PositiveInfinity)")]
    [InlineData("[{|MDL0211:OutputRange(double.NaN, 1)|}] public sealed class OwnAttribute : ObjectiveAttribute;", "OutputRange(NaN, 1) contains no values. Write numbers.")]
    [InlineData("[OutputRange(1, 1)] public sealed class OwnAttribute : ObjectiveAttribute;")]
    public async Task A_range_without_values_is_reported(string declaration, string? message = null, string? corrected = null)
    {
        var source = Model("[Linear(3)] public partial Tensor Run([Shape(4)] Tensor x);") + declaration;
        Assert.Equal(message is null ? [] : [message], await Verify(source));
        Assert.Equal(corrected is null ? [] : [corrected], (await CodeFixVerifier.Offers(Unmark(source))).Select(offer => offer.Source.Substring(offer.Source.IndexOf("OutputRange", StringComparison.Ordinal), corrected!.Length)));
    }

    /// <summary>A new layer states its values too, or that they are unknown.</summary>
    [Fact]
    public void Each_layer_has_a_rule_for_its_values() =>
        Assert.Equal(LayerCatalogue.Kinds.Select(kind => kind.Name).Order(StringComparer.Ordinal), LayerRanges.Kinds.Order(StringComparer.Ordinal));

    public static TheoryData<string> Activations =>
        [.. typeof(Activations).GetMethods().Where(method => method.IsDefined(typeof(LayerAttribute))).Select(method => method.Name)];

    /// <summary>Measured values lie in the range, and reach it up to a small distance if the layer is elementwise.</summary>
    [Theory, MemberData(nameof(Activations))]
    public void The_values_of_an_activation_are_those_of_its_range(string name)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var method = typeof(Activations).GetMethod(name)!;
        var model = new Activations(dtype: ScalarType.Float64);
        foreach (var (before, input) in new[] { ("Linear", linspace(-60, 60, 9 * 2000, ScalarType.Float64)), ("Tanh", linspace(-1, 1, 9 * 2000, ScalarType.Float64)) })
        {
            var output = (Tensor)method.Invoke(model, [input.reshape(9, -1).T])!;
            var (least, most) = (output.min().ToDouble(), output.max().ToDouble());
            var range = Range(before, LayerOf(method));

            Assert.True(least >= range.Least - 1e-3 && most <= range.Most + 1e-3, $"{before}, {name}: {least} to {most} are not within {range}.");
            if (range.IsCoupled || name == "PReLU")
                continue;
            Assert.True(double.IsInfinity(range.Least) ? least < -10 : least <= range.Least + 0.02, $"{before}, {name}: {least} is above {range}.");
            Assert.True(double.IsInfinity(range.Most) ? most > 10 : most >= range.Most - 0.02, $"{before}, {name}: {most} is below {range}.");
        }
    }

    private static Layer LayerOf(MethodInfo method)
    {
        var attribute = method.GetCustomAttributesData().Single(data => typeof(LayerAttribute).IsAssignableFrom(data.AttributeType));
        return new(
            attribute.AttributeType.Name.Replace("Attribute", "", StringComparison.Ordinal),
            new(attribute.NamedArguments.Select(argument => Argument.Of(argument.MemberName, Convert.ToDouble(argument.TypedValue.Value, null)))));
    }

    private static ValueRange Range(string before, Layer layer)
    {
        Layer linear = new("Linear", new([Argument.Of("Features", 9L)]));
        Layer[] layers = before == "Linear" ? [linear, layer] : [linear, new(before, default), layer];
        var stage = new Shapes.Stage("Run", StageForm.Tensor, new([new Parameter("x", Argument.OfMany("Axes", 9L))]), new(layers), null);
        var check = ModelChecker.Check(new("Net", null, default, default, null, default, new([stage])));
        Assert.Empty(check.Errors);
        return LayerRanges.Of(check.Stages.Single()!);
    }
}
