using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using ModelDsl.Generator.Shapes;
using ModelDsl.Generator.Tests.Infrastructure;
using static ModelDsl.Generator.Tests.Infrastructure.DiagnosticVerifier;

namespace ModelDsl.Generator.Tests;

/// <summary>Each argument of an attribute has a domain, which is checked where it is written.</summary>
[Collection(TensorCollection.Name)]
public class SettingTests
{
    private const string Vae = "[Gaussian(10)] public partial Gaussian Encode([Shape(784)] Tensor image);\n[Linear(784)] public partial Tensor Decode([Shape(10)] Tensor code);";
    private const string Autoencoder = "[Linear(10)] public partial Tensor Encode([Shape(784)] Tensor image);\n[Linear(784), Sigmoid] public partial Tensor Decode([Shape(10)] Tensor code);";

    private static string Net(string objective) => objective.Contains("Likelihood", StringComparison.Ordinal)
        ? Model(Vae, $"[Model, {objective}] public partial class Net : IVariationalAutoencoder")
        : Model(Autoencoder, $"[Model, {objective}] public partial class Net : IAutoencoder");

    [Theory]
    [InlineData("Elbo(Likelihood.Bernoulli, Beta = {|MDL0030:-1|})", "Elbo's Beta is -1, but must be at least 0. Write 0, or remove it for the default.")]
    [InlineData("Elbo(Likelihood.Bernoulli, FreeBits = {|MDL0030:-0.5|})", "Elbo's FreeBits is -0.5, but must be at least 0. Write 0, or remove it for the default.")]
    [InlineData("Elbo(Likelihood.Bernoulli, WarmUp = {|MDL0030:-3|}, Beta = 4)", "Elbo's WarmUp is -3, but must be at least 0. Write 0, or remove it for the default.")]
    [InlineData("Elbo(Likelihood.Gaussian, InputNoise = {|MDL0030:-0.5|})", "Elbo's InputNoise is -0.5, but must be at least 0. Write 0, or remove it for the default.")]
    [InlineData("Elbo(Likelihood.Gaussian, Variance = {|MDL0030:0|})", "Elbo's Variance is 0, but must be more than 0. Remove it for the default.")]
    [InlineData("Elbo(Likelihood.Bernoulli, Beta = {|MDL0030:double.NaN|})", "Elbo's Beta is NaN, but must be at least 0. Remove it for the default.")]
    [InlineData("Elbo(Likelihood.Bernoulli, Beta = {|MDL0030:1 / 0.0|})", "Elbo's Beta is Infinity, but must be at least 0. Remove it for the default.")]
    [InlineData("Elbo({|MDL0030:(Likelihood)7|})", "Elbo's Likelihood is (Likelihood)7, but must be one of Bernoulli, ContinuousBernoulli, Gaussian. Write Likelihood.Bernoulli.")]
    [InlineData("ImportanceWeighted(Likelihood.Bernoulli, {|MDL0030:0|})", "ImportanceWeighted's Samples is 0, but must be at least 1. Write 1.")]
    [InlineData("ImportanceWeighted(samples: {|MDL0030:-5|}, likelihood: Likelihood.Bernoulli)", "ImportanceWeighted's Samples is -5, but must be at least 1. Write 1.")]
    [InlineData("Reconstruction({|MDL0030:(Loss)5|})", "Reconstruction's Loss is (Loss)5, but must be one of MeanSquaredError, BinaryCrossEntropy. Write Loss.MeanSquaredError.")]
    [InlineData("Reconstruction(Loss.MeanSquaredError, InputNoise = {|MDL0030:-0.5|})", "Reconstruction's InputNoise is -0.5, but must be at least 0. Write 0, or remove it for the default.")]
    [InlineData("Wasserstein(Weight = {|MDL0030:-10|})", "Wasserstein's Weight is -10, but must be at least 0. Write 0, or remove it for the default.")]
    [InlineData("Wasserstein, Initialize({|MDL0030:(Initializer)9|})", "Initialize's Initializer is (Initializer)9, but must be one of XavierUniform, XavierNormal, KaimingUniform, KaimingNormal, Orthogonal, Normal. Write Initializer.XavierUniform.")]
    public Task A_setting_of_an_objective_is_checked_and_repaired(string objective, string message) => VerifyRepaired(Net(objective), message);

    [Fact]
    public Task Adaptive_contrast_needs_two_samples() => VerifyRepaired(
        Model("""
            [Size(3)] public partial int Noise { get; }
            [Concat, Linear(10)] public partial Tensor Encode([Shape(784)] Tensor image, [Shape(3)] Tensor noise);
            [Linear(784)] public partial Tensor Decode([Shape(10)] Tensor code);
            [Concat, Linear(1)] public partial Tensor Discriminate([Shape(784)] Tensor image, [Shape(10)] Tensor code);
            """, "[Model, AdversarialVariationalBayes(Likelihood.Bernoulli, ContrastSamples = {|MDL0030:1|})] public partial class Net : IImplicitAutoencoder, IJointDiscriminator"),
        "AdversarialVariationalBayes's ContrastSamples is 1, but must be at least 0 and not 1. Write 2, or remove it for the default.");

    [Theory]
    [InlineData("LeakyReLU(NegativeSlope = {|MDL0030:double.NaN|})", "LeakyReLU's NegativeSlope is NaN, but must be a finite number. Write 0.01.")]
    [InlineData("ELU(Alpha = {|MDL0030:double.PositiveInfinity|})", "ELU's Alpha is Infinity, but must be a finite number. Write 1.")]
    [InlineData("PReLU(Init = {|MDL0030:double.NegativeInfinity|})", "PReLU's Init is -Infinity, but must be a finite number. Write 0.25.")]
    [InlineData("Softplus(Beta = {|MDL0030:0|})", "Softplus's Beta is 0, but must be more than 0. Write 1.")]
    [InlineData("Hardtanh(Max = {|MDL0030:double.PositiveInfinity|})", "Hardtanh's Max is Infinity, but must be a finite number. Write 1.")]
    [InlineData("Dropout({|MDL0030:double.NaN|})", "Dropout's p is NaN, but must be at least 0 and at most 1. Write 0.5.")]
    [InlineData("LayerNorm(Eps = {|MDL0030:double.NaN|})", "LayerNorm's Eps is NaN, but must be at least 0. Write 1E-05.")]
    [InlineData("BatchNorm1d(Momentum = {|MDL0030:double.NaN|})", "BatchNorm1d's Momentum is NaN, but must be at least 0 and at most 1. Write 0.1.")]
    [InlineData("BatchNorm1d(Momentum = {|MDL0005:1.5|})", "BatchNorm1d's Momentum is 1.5; it must be at least 0 and at most 1")]
    [InlineData("LayerNorm(Eps = {|MDL0005:-1|})", "LayerNorm's Eps is -1; it must be at least 0")]
    [InlineData("Unflatten(1, 28, 28), Upsample(2, Mode = {|MDL0030:(Interpolation)7|})", "Upsample's Mode is (Interpolation)7, but must be one of Nearest, Bilinear, Bicubic, Linear, Trilinear. Write Interpolation.Nearest.")]
    [InlineData("Unflatten(1, 28, 28), Conv2d(3, 3, PaddingMode = {|MDL0030:(TorchSharp.PaddingModes)70|})",
        "Conv2d's PaddingMode is (PaddingModes)70, but must be one of Zeros, Reflect, Replicate, Circular, Constant. Write TorchSharp.PaddingModes.Zeros.")]
    public Task A_number_of_a_layer_is_checked_and_repaired(string layer, string message) =>
        VerifyRepaired(Model($"[{layer}] public partial Tensor Run([Shape(784)] Tensor image);"), message);

    [Fact]
    public async Task An_initializer_of_a_stage_is_checked() => Assert.Equal(
        ["Initialize's Initializer is (Initializer)9, but must be one of XavierUniform, XavierNormal, KaimingUniform, KaimingNormal, Orthogonal, Normal. Write Initializer.XavierUniform."],
        await Verify(Model("[Linear(3), Initialize({|MDL0030:(Initializer)9|})] public partial Tensor Run([Shape(784)] Tensor image);")));

    /// <summary>An objective of the user's own, with inherited properties.</summary>
    [Theory]
    [InlineData("0.5, Rate = {|MDL0030:1|}", "Mine's Rate is 1, but must be more than 0 and less than 1. Remove it for the default.")]
    [InlineData("{|MDL0030:2|}", "Mine's Factor is 2, but must be at most 1. Write 1.")]
    [InlineData("0.5, Count = {|MDL0030:3|}", "Mine's Count is 3, but must be not 3. Write 4, or remove it for the default.")]
    [InlineData("0.5, Day = {|MDL0030:(System.DayOfWeek)8|}",
        "Mine's Day is (DayOfWeek)8, but must be one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday. Write System.DayOfWeek.Sunday.")]
    public Task A_setting_of_an_own_objective_is_checked(string arguments, string message) => VerifyRepaired(Own(arguments), message);

    [Fact]
    public async Task Flags_and_numbers_without_a_domain_are_not_checked() =>
        Assert.Empty(await Verify(Own("0.5, Free = double.NaN, Targets = (System.AttributeTargets)3, Text = null")));

    private static string Own(string arguments) => Net($"Mine({arguments})") + """
        public abstract class BaseAttribute : ObjectiveAttribute
        {
            [System.ComponentModel.DataAnnotations.Range(0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)] public float Rate { get; set; }
        }
        [Trains(typeof(IAutoencoder))]
        public sealed class MineAttribute([System.ComponentModel.DataAnnotations.Range(double.MinValue, 1)] double factor) : BaseAttribute
        {
            public double Factor { get; } = factor;
            [System.ComponentModel.DataAnnotations.DeniedValues(3)] public int Count { get; set; }
            public System.DayOfWeek Day { get; set; }
            public System.AttributeTargets Targets { get; set; }
            public double Free { get; set; }
            public string? Text { get; set; }
        }
        """;

    private static readonly double[] s_probes = [double.NaN, double.NegativeInfinity, double.PositiveInfinity, -1e300, -1, -0.5, 0, 0.5, 1, 2, 3, 1e300];

    public static TheoryData<string> Objectives =>
        [.. typeof(ObjectiveAttribute).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ObjectiveAttribute)) && !type.IsAbstract).Select(type => type.Name)];

    /// <summary>The rules read the attributes on properties and parameters as the runtime does.</summary>
    [Theory, MemberData(nameof(Objectives))]
    public async Task Each_number_of_an_objective_has_a_domain(string objective)
    {
        var type = typeof(ObjectiveAttribute).Assembly.GetType($"ModelDsl.{objective}", throwOnError: true)!;
        var required = string.Join(", ", type.GetConstructors().Single().GetParameters().Select(parameter =>
            parameter.ParameterType == typeof(Likelihood) ? "Likelihood.Bernoulli" : parameter.ParameterType == typeof(Loss) ? "Loss.MeanSquaredError" : "1"));
        foreach (var property in type.GetProperties().Where(property => property.CanWrite && property.PropertyType != typeof(bool)))
        {
            var rules = property.GetCustomAttributes<ValidationAttribute>().ToList();
            Assert.NotEmpty(rules);
            foreach (var probe in s_probes.Where(probe => property.PropertyType == typeof(double) || Math.Abs(probe) < 1e6 && probe == Math.Floor(probe)))
            {
                var text = double.IsFinite(probe) ? probe.ToString("R", CultureInfo.InvariantCulture) : $"double.{(double.IsNaN(probe) ? "NaN" : probe > 0 ? "PositiveInfinity" : "NegativeInfinity")}";
                var source = Model("[Linear(3)] public partial Tensor Run([Shape(4)] Tensor x);",
                    $"[Model, {objective.Replace("Attribute", "", StringComparison.Ordinal)}({required}{(required.Length > 0 ? ", " : "")}{property.Name} = {text})] public partial class Net");
                var reported = (await Analyze(GeneratorTest.Compile(source))).Any(diagnostic => diagnostic.Id == "MDL0030");
                var isValid = rules.All(rule => rule.IsValid(Convert.ChangeType(probe, property.PropertyType, CultureInfo.InvariantCulture)));
                Assert.True(reported != isValid, $"{objective}.{property.Name} = {text}");
            }
        }
    }

    /// <summary>All numbers of layers are finite; a default may mean no limit.</summary>
    [Fact]
    public void Each_number_of_a_layer_has_a_domain_with_its_default() => Assert.All(
        LayerCatalogue.Kinds.SelectMany(kind => kind.Parameters).Where(parameter => parameter.Type == ParameterType.Number),
        parameter => Assert.True((parameter.Domain.Contains((double)parameter.Default!) || double.IsInfinity((double)parameter.Default!)) && !parameter.Domain.Contains(double.NaN) && !parameter.Domain.Contains(double.PositiveInfinity)));

    /// <summary>The mistake has this message, and each of its repairs compiles and runs.</summary>
    private static async Task VerifyRepaired(string source, string message)
    {
        Assert.Equal([message], await Verify(source));
        var offers = await CodeFixVerifier.Offers(Unmark(source));
        Assert.NotEmpty(offers);
        foreach (var offer in offers)
            Assert.True(await ModelRunner.Run(offer.Source) > 0);
    }
}
