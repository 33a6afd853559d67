using Microsoft.CodeAnalysis;
using ModelDsl.Generator.Tests.Infrastructure;
using static ModelDsl.Generator.Tests.Infrastructure.DiagnosticVerifier;

namespace ModelDsl.Generator.Tests;

/// <summary>Mistakes that are also the compiler's errors: the generator reports them with the repair, because a build runs no analyzer after them.</summary>
[Collection(TensorCollection.Name)]
public class CompilerMistakeTests
{
    private const string Run = " public partial Tensor Run([Shape(784)] Tensor x);";
    private const string Encoder = "[Linear(10)] public partial Tensor Encode([Shape(784)] Tensor x);\n[Linear(784)] public partial Tensor Decode([Shape(10)] Tensor x);";

    [Theory]
    [InlineData("[Linear(8), {|MDL0027:Relu|}]" + Run, "CS0246", "ReLU", "'Relu' is not a layer. Did you mean ReLU?")]
    [InlineData("[{|MDL0027:Liner|}(8)]" + Run, "CS0246", "Linear", "'Liner' is not a layer. Did you mean Linear?")]
    [InlineData("[{|MDL0027:Dense|}(8)]" + Run, "CS0246", "Linear", "'Dense' is not a layer. Did you mean Linear?")]
    [InlineData("[Linear(8), {|MDL0027:Batchnorm1d|}]" + Run, "CS0246", "BatchNorm1d", "'Batchnorm1d' is not a layer. Did you mean BatchNorm1d?")]
    [InlineData("[{|MDL0027:Conv|}(8, 3)] public partial Tensor Run([Shape(1, 28, 28)] Tensor x);", "CS0246", "Conv2d", "'Conv' is not a layer. Did you mean Conv2d?")]
    [InlineData("[ModelDsl.{|MDL0027:Leakyrelu|}(NegativeSlope = 0.1)]" + Run, "CS0234", "LeakyReLU", "'Leakyrelu' is not a layer. Did you mean LeakyReLU?")]
    [InlineData("[Conv2d(8, 3, {|MDL0027:stride|} = 2)] public partial Tensor Run([Shape(1, 28, 28)] Tensor x);", "CS0246", "Stride", "'stride' is not an argument of Conv2d. Did you mean Stride?")]
    [InlineData("[Upsample(2, {|MDL0027:mode|}: Interpolation.Bilinear)] public partial Tensor Run([Shape(1, 28, 28)] Tensor x);", "CS1739", "Mode = Interpolation.Bilinear", "'mode' is not an argument of Upsample. Write Mode = Interpolation.Bilinear.")]
    [InlineData("[Conv2d(8, 3, {|MDL0027:padding|}: 1)] public partial Tensor Run([Shape(1, 28, 28)] Tensor x);", "CS7036", "Padding = 1", "'padding' is not an argument of Conv2d. Write Padding = 1.")]
    [InlineData("[Upsample(2, Mode = Interpolation.{|MDL0027:Bilinar|})] public partial Tensor Run([Shape(1, 28, 28)] Tensor x);", "CS0117", "Bilinear", "'Bilinar' is not a value of Interpolation. Did you mean Bilinear?")]
    [InlineData("[Linear(3)] public partial Tensor Run([Shape(784)] {|MDL0027:Tensro|} x);", "CS8795 CS0246", "Tensor x", "'Tensro' is not a type here. Did you mean Tensor?")]
    public async Task A_name_in_a_stage_is_corrected(string members, string errors, string corrected, string message)
    {
        Assert.Equal([message], await Verify(Model(members), errors.Split(' ')));
        await AssertFixed(Model(members), corrected);
    }

    [Theory]
    [InlineData("Reconstruction(Loss.{|MDL0027:Mse|})", "CS0117", "MeanSquaredError", "'Mse' is not a value of Loss. Did you mean MeanSquaredError?")]
    [InlineData("Reconstruction(Loss.{|MDL0027:MSELoss|})", "CS0117", "MeanSquaredError", "'MSELoss' is not a value of Loss. Did you mean MeanSquaredError?")]
    [InlineData("{|MDL0027:Reconstrution|}(Loss.MeanSquaredError)", "CS0246", "Reconstruction", "'Reconstrution' is not an objective. Did you mean Reconstruction?")]
    public async Task A_name_of_an_objective_is_corrected(string objective, string error, string corrected, string message)
    {
        var source = Model(Encoder, $"[Model, {objective}] public partial class Net : IAutoencoder");
        Assert.Equal([message], await Verify(source, error));
        await AssertFixed(source, corrected);
    }

    [Theory]
    [InlineData("Loss.{|MDL0027:Bce|}", "'Bce' is not a value of Loss. Did you mean BinaryCrossEntropy?")]
    [InlineData("Loss.{|MDL0027:BCELoss|}", "'BCELoss' is not a value of Loss. Did you mean BinaryCrossEntropy?")]
    public async Task A_loss_is_corrected(string loss, string message) =>
        Assert.Equal([message], await Verify(Model(Encoder, $"[Model, Reconstruction({loss})] public partial class Net : IAutoencoder"), "CS0117"));

    [Theory]
    [InlineData("Likelihood.{|MDL0027:Gausian|}", "'Gausian' is not a value of Likelihood. Did you mean Gaussian?")]
    [InlineData("Likelihood.{|MDL0027:Normal|}", "'Normal' is not a value of Likelihood. Did you mean Gaussian?")]
    [InlineData("Likelihood.{|MDL0027:bernoulli|}", "'bernoulli' is not a value of Likelihood. Did you mean Bernoulli?")]
    public async Task A_likelihood_is_corrected(string likelihood, string message) => Assert.Equal([message], await Verify(Model(
        "[Gaussian(10)] public partial Gaussian Encode([Shape(784)] Tensor x);\n[Linear(784)] public partial Tensor Decode([Shape(10)] Tensor x);",
        $"[Model, Elbo({likelihood})] public partial class Net : IVariationalAutoencoder"), "CS0117"));

    /// <summary>Once, although two stages use the block.</summary>
    [Fact]
    public async Task A_name_in_a_block_is_corrected() => Assert.Equal(["'Relu' is not a layer. Did you mean ReLU?"], await Verify(
        Model("[Hidden] public partial Tensor First([Shape(784)] Tensor x);\n[Hidden] public partial Tensor Second([Shape(784)] Tensor x);")
        + "[Linear(8), {|MDL0027:Relu|}] public sealed class HiddenAttribute : BlockAttribute;", "CS0246"));

    [Theory]
    [InlineData("LSTM(8)")]
    [InlineData("MultiheadAttention(8, 2)")]
    [InlineData("Unfold(2)")]
    public async Task A_module_of_TorchSharp_is_no_layer(string layer)
    {
        var name = layer.Substring(0, layer.IndexOf('('));
        Assert.Equal([$"'{name}' is not a layer. Use it in a module of your own, which [Module(typeof(YourModule))] runs."],
            await Verify(Model($"[{{|MDL0027:{name}|}}{layer.Substring(name.Length)}]{Run}"), "CS0246"));
    }

    [Theory]
    [InlineData("{|MDL0027:width|}", "CS9105 CS0182", "nameof(width)", "'width' is not a constant. Write nameof(width).")]
    [InlineData("2 * {|MDL0027:width|}", "CS9105 CS0019", "\"2 * width\"", "'width' is not a constant. Write \"2 * width\".")]
    public async Task A_parameter_of_a_block_is_named(string argument, string errors, string corrected, string message)
    {
        var source = Model("[Hidden(8)]" + Run) + $"[Linear({argument}), ReLU] public sealed class HiddenAttribute(object width) : BlockAttribute;";
        Assert.Equal([message], await Verify(source, errors.Split(' ')));
        await AssertFixed(source, corrected);
    }

    [Theory]
    [InlineData("[Linear({|MDL0027:Width|})]" + Run, "nameof(Width)", "'Width' is not a constant. Write nameof(Width).")]
    [InlineData("[Linear(2*{|MDL0027:Width|})]" + Run, "\"2*Width\"", "'Width' is not a constant. Write \"2*Width\".")]
    [InlineData("[Linear(3)] public partial Tensor Run([Shape({|MDL0027:Width|})] Tensor x);", "nameof(Width)", "'Width' is not a constant. Write nameof(Width).")]
    [InlineData("[Linear(\"2*Width\")] [return: Shape(({|MDL0027:Width|} * 2))]" + Run, "\"(Width * 2)\"", "'Width' is not a constant. Write \"(Width * 2)\".")]
    public async Task A_size_is_named(string members, string corrected, string message)
    {
        var source = Model($"[Size(8)] public partial int Width {{ get; }}\n{members}");
        Assert.Equal([message], await Verify(source, "CS0120"));
        await AssertFixed(source, corrected);
    }

    [Fact]
    public async Task A_name_of_a_block_is_corrected() => Assert.Equal(["'Hiden' is not a layer. Did you mean Hidden?"], await Verify(
        Model("[{|MDL0027:Hiden|}]" + Run) + "[Linear(8), ReLU] public sealed class HiddenAttribute : BlockAttribute;", "CS0246"));

    [Theory]
    [InlineData("[Linear(8), Obsolet]" + Run)]
    [InlineData("[Linear(8)]" + Run + " [Relu] public int Other => 3;")]
    public async Task Another_attribute_is_the_compilers(string members) => Assert.Empty(await Verify(Model(members), "CS0246"));

    /// <summary>The compiler's errors are in the user's file, and the message names the directive.</summary>
    [Fact]
    public async Task A_missing_using_is_named()
    {
        const string Source = "using ModelDsl;\nnamespace Demo;\n[Model] public partial class Net\n{\n    [Linear(3)] public partial {|MDL0027:Tensor|} Run([Shape(784)] Tensor x);\n}\n";
        Assert.Equal(["'Tensor' is not a type here. Write using static TorchSharp.torch; at the top of the file."], await Verify(Source, "CS8795", "CS0246"));
        await AssertFixed(Source, "using ModelDsl;\nusing static TorchSharp.torch;\nnamespace Demo;");
    }

    private const string Net = "partial class Net\n{\n    [Linear(3)] public partial Tensor Run([Shape(784)] Tensor x);\n}\n";

    /// <summary>Once for a file, also if a namespace has a directive of another kind, and for blocks.</summary>
    [Theory]
    [InlineData("using static TorchSharp.torch;\nnamespace Demo;\n[{|MDL0035:Model|}] public " + Net, "Model")]
    [InlineData("namespace Demo\n{\nusing static TorchSharp.torch;\n[System.Obsolete, {|MDL0035:ModelAttribute|}] " + Net + "[Model] public partial class Other { }\n}\n", "ModelAttribute")]
    [InlineData("using static TorchSharp.torch;\npublic static class Outer\n{\n[{|MDL0035:Reconstruction|}(Loss.MeanSquaredError), Model] public " + Net + "}\n", "Reconstruction")]
    [InlineData("using static TorchSharp.torch;\n[{|MDL0035:Linear|}(3), ReLU] public sealed class HiddenAttribute : BlockAttribute;\n", "Linear")]
    public void A_missing_import_of_ModelDsl_is_named(string markup, string name)
    {
        var (source, places) = Parse(markup);
        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(GeneratorTest.Compile(source), out _, out var reported);
        var diagnostic = Assert.Single(reported);
        Assert.Equal($"'{name}' is an attribute of ModelDsl, which this file does not import. Write using ModelDsl; at the top of the file.", diagnostic.GetMessage(null));
        Assert.Equal([("MDL0035", diagnostic.Location.SourceSpan)], places);
    }

    [Fact]
    public async Task A_missing_import_of_ModelDsl_is_added() =>
        await AssertFixed("using static TorchSharp.torch;\nnamespace Demo;\n[Model] public " + Net, "using static TorchSharp.torch;\nusing ModelDsl;\nnamespace Demo;");

    /// <summary>A directive for all files or in a namespace, a qualified name, an attribute of another library, and the namespace itself.</summary>
    [Theory]
    [InlineData("using static TorchSharp.torch;\nnamespace Demo;\n[Model] public " + Net, "global using ModelDsl;")]
    [InlineData("using static TorchSharp.torch;\nnamespace Demo;\n[Model] public " + Net, "global using global::ModelDsl;")]
    [InlineData("using static TorchSharp.torch;\nnamespace Demo\n{\nusing ModelDsl;\n[Model] public " + Net + "}\n")]
    [InlineData("[ModelDsl.Model] public partial class Net { }")]
    [InlineData("using Other;\n[Model] public class Net;\nnamespace Other { public sealed class ModelAttribute : System.Attribute; }")]
    [InlineData("using static TorchSharp.torch;\nnamespace ModelDsl.Mine;\n[Model] public " + Net)]
    [InlineData("[Unknown] public class Net;")]
    public void An_import_is_not_missing(params string[] sources)
    {
        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(GeneratorTest.Compile(sources), out _, out var reported);
        Assert.DoesNotContain("MDL0035", reported.Select(diagnostic => diagnostic.Id));
    }

    [Theory]
    [InlineData("[Linear(3)] public partial Tensor Run([Shape(784)] Tensor x);")]
    [InlineData("[Size(8)] public partial Length Latent { get; }\n[Concat] public partial Tensor Run([Shape(784)] Tensor x, [Shape(10)] Tensor[] y);")]
    [InlineData("[Gaussian(3)] public partial Gaussian Encode([Shape(784)] Tensor x);\n[Linear(784)] public partial Tensor Decode([Shape(3)] Tensor z);", " : IVariationalAutoencoder")]
    public void An_unknown_type_is_no_error_in_a_generated_file(string members, string bases = "")
    {
        var compilation = GeneratorTest.Compile($"using ModelDsl;\nnamespace Demo;\n[Model] public partial class Net{bases}\n{{\n{members}\n}}\n");
        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out var updated, out _);
        var errors = GeneratorTest.Problems(updated).ToList();
        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.Equal("Source0.cs", error.Location.SourceTree?.FilePath));
    }

    [Theory]
    [InlineData("public partial class {|MDL0028:Net|}", "CS8795", "[Model] public partial class Net")]
    [InlineData("public class {|MDL0028:Net|}", "CS8795 CS0751", "[Model] public partial class Net")]
    [InlineData("[System.Obsolete] public partial class {|MDL0028:Net|}", "CS8795", "[Model] [System.Obsolete] public partial class Net")]
    [InlineData("[Modell] public partial class {|MDL0028:Net|}", "CS8795 CS0246", "[Model] public partial class Net")]
    [InlineData("[Reconstruction(Loss.MeanSquaredError)] public partial class {|MDL0028:Net|} : IAutoencoder", "CS8795 CS0535", "[Model] [Reconstruction(Loss.MeanSquaredError)] public partial class Net")]
    public async Task A_class_with_stages_needs_the_attribute(string header, string errors, string corrected)
    {
        var source = Model(Encoder, header);
        Assert.Equal(["Net has stages, but no [Model]. Write [Model] before the class."], await Verify(source, errors.Split(' ')));
        await AssertFixed(source, corrected);
    }

    /// <summary>A part without the attribute, an interface, a method with a body, and a block.</summary>
    [Theory]
    [InlineData("[Model] public partial class Net { }\npublic partial class Net")]
    [InlineData("public interface IOther { Tensor Run([Shape(784)] Tensor x); }\n[Model] public partial class Net")]
    [InlineData("public class Other { public Tensor Run([Shape(784)] Tensor x) => x; }\n[Model] public partial class Net")]
    public async Task Another_class_needs_no_attribute(string header) => Assert.Empty(await Verify(Model("[Linear(3)]" + Run, header)));

    [Fact]
    public async Task A_layer_on_a_method_without_a_model_is_reported() => Assert.Single(
        await Verify(Model("[Linear(3)] public Tensor Run([Shape(784)] Tensor x) => x;", "public class {|MDL0028:Net|}")));

    [Theory]
    [InlineData("[Model] file partial class {|MDL0009:Net|}", "Net is file-local: write internal", "CS8795")]
    [InlineData("[Model] public static partial class {|MDL0009:Net|}", "Net is static: remove static", "CS0708")]
    public async Task A_class_without_another_part_is_refused_by_the_generator(string header, string message, string error)
    {
        var (source, _) = Parse(Model("[Linear(3)]" + Run, header));
        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(GeneratorTest.Compile(source), out var updated, out var reported);
        Assert.Equal(message, reported.First().GetMessage(null));
        Assert.Contains(error, GeneratorTest.Problems(updated).Select(problem => problem.Id));
        Assert.DoesNotContain("MDL0009", (await Analyze(updated)).Select(diagnostic => diagnostic.Id));
    }

    /// <summary>The analyzer runs, because the record compiles.</summary>
    [Theory]
    [InlineData("[Model] public partial record {|MDL0009:Net|}")]
    [InlineData("[Model] public sealed partial record {|MDL0009:Net|}(int Width)")]
    public async Task A_record_compiles_and_is_refused_by_the_analyzer(string header) =>
        Assert.Equal(["Net is a record: write class"], await Verify(Model("[Size(8)] public partial int Latent { get; }\n[Linear(3)]" + Run, header)));

    private static async Task AssertFixed(string markup, string corrected)
    {
        var offer = Assert.Single(await CodeFixVerifier.Offers(Unmark(markup)), offer => offer.Id is "MDL0027" or "MDL0028" or "MDL0035");
        Assert.Contains(corrected, offer.Source, StringComparison.Ordinal);
        Assert.True(await ModelRunner.Run(offer.Source) > 0);
    }
}
