using ModelDsl.Generated._ModelDsl_Architectures;
using ModelDsl.Onnx.Tests.Models;
using ModelDsl.Onnx.Tests.Support;
using ModelDsl.PyTorch;
using ModelDsl.Weights;
using TorchSharp;

namespace ModelDsl.Onnx.Tests.PyTorch;

/// <summary>Exports to PyTorch, which need the models of this project.</summary>
public sealed class PyTorchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The ready-made models, and those with each layer.</summary>
    private static IEnumerable<nn.Module> Models =>
    [
        .. ModelCatalogue.Models.Select(entry => entry.Create([.. entry.Sizes.Select(size => size.Default)])),
        new FeatureLayers(), new GridLayers(), new Branched(width: 4), new TiedModel(), new Holder(latent: 4), new SameNames(),
    ];

    [PythonFact("torch")]
    public void Each_stage_returns_the_same_in_PyTorch()
    {
        manual_seed(4);
        var count = 0;
        foreach (var model in Models)
        {
            using var scope = NewDisposeScope();
            Stages.Randomized(model);
            ((IModel)model).ExportPyTorch(_folder.Path);
            WriteExpected(model);
            model.Dispose();
            count++;
        }

        Assert.Equal($"compared {count}\n", PythonFactAttribute.Run("torch", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "PyTorch", "compare.py")), _folder.Path));
    }

    private void WriteExpected(nn.Module model)
    {
        var graph = Stages.Graph(model);
        var tensors = new List<(string, Tensor)>();
        foreach (var stage in graph.Stages)
        {
            var arguments = Stages.Arguments(stage, 3);
            var method = Python.Method(stage.Name);
            tensors.AddRange(arguments.Select((argument, i) => ($"{method}/in/{i}", argument.contiguous())));
            tensors.AddRange(Stages.Run(model, stage.Name, arguments).Select((output, i) => ($"{method}/out/{i}", output.contiguous())));
        }

        SafeTensors.Save(Path.Combine(_folder.Path, $"{graph.Model}.expected"), tensors);
    }

    [Fact]
    public void A_chain_is_a_sequential_and_a_joining_stage_has_a_line_for_each_layer()
    {
        using var model = new Architectures.Avae(latent: 4, noise: 3);
        var files = model.ExportPyTorch(_folder.Path);
        Assert.Equal(["Avae.py", "Avae.safetensors"], files.Select(file => Path.GetFileName(file)));
        var text = File.ReadAllText(files[0]);
        Assert.StartsWith("\"\"\"Avae (Latent=4,Noise=3), exported by ModelDsl 0.1.0.", text, StringComparison.Ordinal);
        Assert.Contains("""
                    self.Decode = nn.Sequential(
                        nn.Linear(4, 32),
                        nn.ReLU(),
            """.ReplaceLineEndings("\n"), text, StringComparison.Ordinal);
        Assert.Contains(""""
                def decode(self, code):
                    """code [4] -> image [784]"""
                    return self.Decode(code)
            """".ReplaceLineEndings("\n"), text, StringComparison.Ordinal);
        Assert.Contains("""
                    x = torch.cat([image, noise], dim=1)  # [787]
                    x = self.Encode["1"](x)  # [256]
                    x = F.relu(x)  # [256]
            """.ReplaceLineEndings("\n"), text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_layer_attribute_has_code() => Assert.Equal(
        typeof(LayerAttribute).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(LayerAttribute)) && !type.IsAbstract)
            .Select(type => type.Name[..^"Attribute".Length])
            .Except(["Mark", "From", "Module"]).Order(StringComparer.Ordinal),
        PyTorchLayers.Names.Order(StringComparer.Ordinal));

    [Fact]
    public void Code_of_the_user_is_an_error_before_anything_is_written()
    {
        using var model = new OwnCode();
        var error = Assert.Throws<CodedException>(() => model.ExportPyTorch(_folder.Path));
        Assert.Equal((ErrorCodes.NotExportable, "OwnCode.Written cannot be exported to PyTorch, because its body is hand-written. Declare it with layers."), (error.Code, error.Message));
        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
    }

    [Theory]
    [InlineData("Encode", "encode")]
    [InlineData("EncodeImage", "encode_image")]
    [InlineData("GELUOfImage", "gelu_of_image")]
    [InlineData("run", "run_run")]
    [InlineData("Train", "run_train")]
    public void Methods_have_names_of_Python(string stage, string method) => Assert.Equal(method, Python.Method(stage));
}
