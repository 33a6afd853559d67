using ModelDsl.Generated._ModelDsl_Architectures;
using ModelDsl.Onnx.Tests.Support;
using TorchSharp;

namespace ModelDsl.Onnx.Tests;

/// <summary>Compares the ready-made models in ONNX Runtime with TorchSharp, with images as pixels.</summary>
public sealed class ArchitectureTests
{
    public static TheoryData<string> Models => [.. ModelCatalogue.Models.Select(entry => entry.Name)];

    [Theory, MemberData(nameof(Models))]
    public void A_model_returns_the_same_for_any_batch(string name)
    {
        manual_seed(3);
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var entry = ModelCatalogue.Models.Single(entry => entry.Name == name);
        using var model = Stages.Randomized(entry.Create([.. entry.Sizes.Select(size => size.Default)]));
        var (graph, objective) = (Stages.Graph(model), entry.Objective?.Create());
        var paths = ((IModel)model).ExportOnnx(folder.Path);
        Assert.Equal(graph.Stages.Count, paths.Count);
        foreach (var (stage, path) in graph.Stages.Zip(paths))
        {
            using var file = new OnnxFile(path);
            Assert.Equal(stage.Inputs.Select(input => input.Name), file.Inputs);
            foreach (var batch in new[] { 1, 7 })
            {
                var arguments = Stages.Arguments(stage, batch);
                var expected = Stages.RunWithPixels(model, stage, arguments, objective);
                var actual = file.Run(arguments);
                for (var i = 0; i < expected.Count; i++)
                {
                    OnnxFile.AssertClose($"{name}.{stage.Name} {stage.Outputs[i].Name}", expected[i], actual[i]);
                    // The means of a normal distribution can lie outside.
                    if (stage.Outputs[i].Space == "image" && entry.Objective is not LikelihoodObjectiveAttribute { Likelihood: Likelihood.Gaussian })
                        Assert.InRange(actual[i].max().ToSingle(), 0, 1);
                }
            }
        }
    }
}
