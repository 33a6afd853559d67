using ModelDsl.Architectures;
using ModelDsl.Onnx.Tests.Models;
using ModelDsl.Onnx.Tests.Support;
using ModelDsl.Training;
using TorchSharp;

namespace ModelDsl.Onnx.Tests;

public sealed class ExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The checker of the onnx package, which also infers all shapes from those of the inputs.</summary>
    [PythonFact("onnx")]
    public void The_files_are_valid()
    {
        nn.Module[] models = [new FeatureLayers(), new GridLayers(), new Branched(), new TiedModel(), new Holder(), new SmallVae()];
        foreach (var model in models)
        {
            ((IModel)model).ExportOnnx(_folder.Path);
            model.Dispose();
        }

        const string script = """
            import pathlib, sys, onnx
            files = sorted(pathlib.Path(sys.argv[1]).glob("*.onnx"))
            for file in files:
                model = onnx.load(str(file))
                onnx.checker.check_model(model, full_check=True)
            print(len(files))
            """;
        Assert.Equal($"{Directory.GetFiles(_folder.Path).Length}\n", PythonFactAttribute.Run("onnx", script, _folder.Path));
    }

    [Fact]
    public void Names_and_metadata_are_those_of_the_declaration()
    {
        using var model = new Avae(latent: 4, noise: 3);
        var paths = model.ExportOnnx(_folder.Path);
        Assert.Equal(["Avae.Encode.onnx", "Avae.Decode.onnx", "Avae.Discriminate.onnx"], paths.Select(path => Path.GetFileName(path)));
        using var encode = new OnnxFile(paths[0]);
        using var decode = new OnnxFile(paths[1]);
        using var discriminate = new OnnxFile(paths[2]);
        Assert.Equal(["image", "noise"], encode.Inputs);
        Assert.Equal(["mean", "log_variance"], encode.Outputs);
        Assert.Equal(["code"], decode.Inputs);
        Assert.Equal(["image"], decode.Outputs);
        Assert.Equal(["image", "code"], discriminate.Inputs);
        Assert.Equal(["output"], discriminate.Outputs);
        Assert.Equal("Avae", encode.Metadata["model"]);
        Assert.Equal("Latent=4,Noise=3", encode.Metadata["sizes"]);
        Assert.Equal("Encode", encode.Metadata["stage"]);
        Assert.Equal("0.1.0", encode.Metadata["version"]);
    }

    /// <summary>If an input and an output have the same name, the output's gets a suffix.</summary>
    [Fact]
    public void Outputs_have_other_names_than_inputs()
    {
        using var model = new SameNames();
        using var file = new OnnxFile(model.ExportOnnx(_folder.Path)[0]);
        Assert.Equal(["output"], file.Inputs);
        Assert.Equal(["output_2"], file.Outputs);
    }

    /// <summary>The mean of the continuous Bernoulli distribution near 0, where it is a series, and far from it.</summary>
    [Fact]
    public void The_decoder_applies_the_link_of_the_likelihood()
    {
        using var scope = NewDisposeScope();
        using var model = Stages.Randomized(new SmallVae());
        foreach (var factor in new[] { 0.01, 1, 30 })
        {
            var code = randn(7, 5) * factor;
            var expected = new ElboAttribute(Likelihood.ContinuousBernoulli).Create()!.ToPixels(model.Decode(code));
            using var file = new OnnxFile(model.ExportOnnx(_folder.Path, new() { Stages = ["Decode"] })[0]);
            OnnxFile.AssertClose($"Decode of codes times {factor}", expected, file.Run([code])[0]);
        }
    }

    [Fact]
    public void A_model_in_training_with_other_types_is_exported_for_evaluation_with_32_bits()
    {
        using var scope = NewDisposeScope();
        using var model = new FeatureLayers(dtype: ScalarType.Float64);
        model.train();
        using var file = new OnnxFile(model.ExportOnnx(_folder.Path, new() { Stages = ["BatchNorm"], Pixels = false })[0]);
        var argument = randn(7, 7);
        var actual = file.Run([argument])[0];
        Assert.True(model.training);
        model.eval();
        OnnxFile.AssertClose("BatchNorm", model.BatchNorm(argument.to(ScalarType.Float64)).to(ScalarType.Float32), actual);
    }

    [Theory]
    [InlineData("Written", "OwnCode.Written cannot be exported to ONNX, because its body is hand-written. Declare it with layers, or export the other stages.")]
    [InlineData("Calling", "OwnCode.Written cannot be exported to ONNX, because its body is hand-written. Declare it with layers, or export the other stages.")]
    [InlineData("WithModule", "OwnCode.WithModule.1 cannot be exported to ONNX, because it runs the module ModelDsl.Onnx.Tests.Models.Doubling, whose code is not declared. Declare its layers, or export the other stages.")]
    public void Code_of_the_user_is_an_error_that_names_it(string stage, string message)
    {
        using var model = new OwnCode();
        var error = Assert.Throws<CodedException>(() => model.ExportOnnx(_folder.Path, new() { Stages = ["Declared", stage] }));
        Assert.Equal((ErrorCodes.NotExportable, message), (error.Code, error.Message));
        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
        Assert.Single(model.ExportOnnx(_folder.Path, new() { Stages = ["Declared"] }));
    }

    [Fact]
    public void An_unknown_stage_is_an_error_that_lists_the_stages()
    {
        using var model = new SmallVae();
        var error = Assert.Throws<CodedException>(() => model.ExportOnnx(_folder.Path, new() { Stages = ["Decoder"] }));
        Assert.Equal((ErrorCodes.UnknownStage, "SmallVae has no stage 'Decoder'. Its stages are Encode, Decode. Did you mean Decode?"), (error.Code, error.Message));
    }

    [Fact]
    public void A_map_of_pixels_in_code_of_the_user_is_an_error_unless_pixels_are_not_asked_for()
    {
        using var model = new OwnMap();
        var error = Assert.Throws<CodedException>(() => model.ExportOnnx(_folder.Path));
        Assert.Equal(ErrorCodes.UnknownPixels, error.Code);
        Assert.Equal(2, model.ExportOnnx(_folder.Path, new() { Pixels = false }).Count);
    }
}

/// <summary>An objective with a map of pixels that is not affine.</summary>
public sealed class SquaredAttribute : ObjectiveAttribute
{
    public override IObjective Create() => new Squared();

    private sealed class Squared : IObjective
    {
        public IReadOnlyList<ParameterGroup> ParameterGroups => [];

        public void Step(ITrainingStep step) { }

        public Tensor ValidationLoss(nn.Module model, Examples examples) => zeros(1);

        public Tensor ToPixels(Tensor decoded) => decoded * decoded;
    }
}

/// <summary>A model with that objective.</summary>
[Model, Squared]
public sealed partial class OwnMap : IAutoencoder
{
    [Linear(3)] public partial Tensor Encode([Shape(4)] Tensor image);

    [Linear(4)] public partial Tensor Decode([Shape(3)] Tensor code);
}
