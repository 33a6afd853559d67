using ModelDsl.Architectures;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Weights;
using TorchSharp;

namespace ModelDsl.Experiments.Tests;

public sealed class ModelExportTests : IDisposable
{
    private static readonly ModelEntry[] s_models =
    [
        new("DenseAutoencoder", [new("Latent", 16)], "", null, sizes => new DenseAutoencoder(sizes[0])),
        new("PlaneVae", [new("Latent", 2)], "", null, sizes => new PlaneVae(sizes[0])),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("modeldsl-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string[] Files => [.. Directory.EnumerateFiles(_folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private (bool Succeeded, string Output) Run(string format, string weights = "", params string[] names)
    {
        using var output = new StringWriter();
        return (new ModelExport(s_models, new RunLog(output, output)).Run(format, _folder, weights, names), output.ToString());
    }

    [Fact]
    public void All_models_are_exported_to_ONNX()
    {
        var (succeeded, output) = Run("onnx");
        Assert.True(succeeded);
        Assert.Equal(["DenseAutoencoder.Decode.onnx", "DenseAutoencoder.Encode.onnx", "PlaneVae.Decode.onnx", "PlaneVae.Encode.onnx"], Files);
        Assert.Contains($"##table {Path.Combine(_folder, "PlaneVae.Encode.onnx")}", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_model_is_exported_to_PyTorch()
    {
        Assert.True(Run("PyTorch", names: "PlaneVae").Succeeded);
        Assert.Equal(["PlaneVae.py", "PlaneVae.safetensors"], Files);
    }

    [Fact]
    public void Weights_choose_their_model_and_its_sizes()
    {
        var weights = Path.Combine(_folder, "trained.safetensors");
        using (var model = new DenseAutoencoder(latent: 3))
            Checkpoint.Save(model, weights);
        Assert.True(Run("pytorch", weights).Succeeded);
        Assert.Equal(["DenseAutoencoder.py", "DenseAutoencoder.safetensors", "trained.safetensors"], Files);
        Assert.StartsWith("\"\"\"DenseAutoencoder (Latent=3)", File.ReadAllText(Path.Combine(_folder, "DenseAutoencoder.py")), StringComparison.Ordinal);

        var error = Assert.Throws<CodedException>(() => Run("pytorch", weights, "PlaneVae"));
        Assert.Equal((ErrorCodes.WeightsOfAnotherModel, $"{weights} contains the weights of DenseAutoencoder. Set -p:Models=DenseAutoencoder, or omit it."), (error.Code, error.Message));
    }

    [Fact]
    public void An_unknown_format_or_model_is_an_error_before_anything_is_written()
    {
        var format = Assert.Throws<CodedException>(() => Run("onxx"));
        Assert.Equal((ExperimentErrorCodes.UnknownFormat, "Models cannot be exported to 'onxx'. Did you mean onnx? Set -p:Format to onnx or pytorch."), (format.Code, format.Message));
        var model = Assert.Throws<CodedException>(() => Run("onnx", "", "DenseAutoencoder", "PlainVae"));
        Assert.Equal((ExperimentErrorCodes.UnknownModel, "There is no model 'PlainVae' to export. Did you mean PlaneVae? -t:Models -p:List=true prints the models."), (model.Code, model.Message));
        Assert.Empty(Files);
    }

    /// <summary>An error of one model does not prevent the export of the others.</summary>
    [Fact]
    public void A_model_without_a_form_is_an_error_and_the_others_are_exported()
    {
        using var output = new StringWriter();
        ModelEntry[] models = [new("Plain", [], "", null, _ => new UndescribedModel()), s_models[1]];
        Assert.False(new ModelExport(models, new RunLog(output, output)).Run("onnx", _folder, "", []));
        Assert.Contains("error MDX0411: UndescribedModel cannot be exported to ONNX", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(["PlaneVae.Decode.onnx", "PlaneVae.Encode.onnx"], Files);
    }

    /// <summary>A model that the generator did not write.</summary>
    private sealed class UndescribedModel() : torch.nn.Module(nameof(UndescribedModel)), IModel
    {
        public ModelSummary Summary => new("UndescribedModel", []);

        public IReadOnlyList<long> InputShape => [1];

        public IReadOnlyList<SizeValue> Sizes => [];
    }
}
