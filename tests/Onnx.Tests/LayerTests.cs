using ModelDsl.Onnx.Layers;
using ModelDsl.Onnx.Tests.Models;
using ModelDsl.Onnx.Tests.Support;
using TorchSharp;

namespace ModelDsl.Onnx.Tests;

/// <summary>Compares each layer in ONNX Runtime with TorchSharp.</summary>
public sealed class LayerTests
{
    /// <summary>The layers that run other stages or the user's modules.</summary>
    private static readonly string[] s_running = ["Call", "Use", "Module"];

    [Fact]
    public void Each_layer_returns_what_it_returns_in_TorchSharp()
    {
        manual_seed(1);
        AssertEqual(Stages.Randomized(new FeatureLayers()));
        AssertEqual(Stages.Randomized(new GridLayers()));
    }

    [Fact]
    public void Models_of_several_stages_branches_and_submodels_return_the_same()
    {
        manual_seed(2);
        AssertEqual(Stages.Randomized(new Branched(width: 4)));
        AssertEqual(Stages.Randomized(new TiedModel()));
        AssertEqual(Stages.Randomized(new Holder(latent: 4)));
        AssertEqual(Stages.Randomized(new SameNames()));
    }

    /// <summary>A layer without operators fails here, unless it runs the user's code, which has a coded error.</summary>
    [Fact]
    public void Every_layer_attribute_has_operators() => Assert.Equal(
        typeof(LayerAttribute).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(LayerAttribute)) && !type.IsAbstract)
            .Select(type => type.Name[..^"Attribute".Length])
            .Except(["Mark", "From"]).Order(StringComparer.Ordinal),
        OnnxLayers.Names.Concat(s_running).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_layer_with_operators_is_compared_above()
    {
        nn.Module[] models = [new FeatureLayers(), new GridLayers(), new TiedModel()];
        var compared = models.SelectMany(model => Stages.Graph(model).Stages).SelectMany(stage => stage.Layers).Select(layer => layer.Kind);
        Assert.Empty(OnnxLayers.Names.Except(compared));
    }

    /// <summary>Compares all stages, and names all that differ.</summary>
    private static void AssertEqual(nn.Module model)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var paths = ((IModel)model).ExportOnnx(folder.Path, new OnnxOptions { Pixels = false });
        var graph = Stages.Graph(model);
        Assert.Equal(graph.Stages.Select(stage => $"{graph.Model}.{stage.Name}.onnx"), paths.Select(path => Path.GetFileName(path)));
        var failures = new List<string>();
        foreach (var (stage, path) in graph.Stages.Zip(paths))
        {
            try
            {
                using var file = new OnnxFile(path);
                foreach (var batch in new[] { 1, 7 })
                {
                    var arguments = Stages.Arguments(stage, batch);
                    var expected = Stages.Run(model, stage.Name, arguments);
                    var actual = file.Run(arguments);
                    Assert.Equal(expected.Count, actual.Count);
                    for (var i = 0; i < expected.Count; i++)
                        OnnxFile.AssertClose($"{stage.Name} {stage.Outputs[i].Name}", expected[i], actual[i]);
                }
            }
            catch (Exception exception)
            {
                failures.Add($"{stage.Name}: {exception.InnerException?.Message ?? exception.Message}");
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }
}
