using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation.Tests;

/// <summary>Gray images of 28 × 28 pixels with a bright bar whose position is the class, and untrained models.</summary>
internal static class BarImages
{
    private const int Classes = 10;

    /// <summary>Images whose classes repeat in order.</summary>
    public static (Examples Examples, byte[] Labels) Of(int count)
    {
        var labels = Enumerable.Range(0, count).Select(index => (byte)(index % Classes)).ToArray();
        var positions = tensor(labels.Select(label => (long)label).ToArray());
        var rows = eye(28).index_select(0, positions * 2 + 4) * 0.5 + 0.25;
        return (new Examples(rows.reshape(count, 1, 28, 1).expand(count, 1, 28, 28).contiguous(), eye(Classes).index_select(0, positions)), labels);
    }

    /// <summary>An evaluation with 40 training images.</summary>
    public static EvaluationContext Context(ISubject subject, int test = 40, int seed = 1)
    {
        var (train, trainLabels) = Of(40);
        var (images, labels) = Of(test);
        return new EvaluationContext(subject, train, images, trainLabels, labels, seed);
    }

    /// <summary>An untrained model with its declared objective.</summary>
    public static ImageModel Untrained(string name)
    {
        manual_seed(7);
        var entry = ModelDsl.Generated._ModelDsl_Architectures.ModelCatalogue.Models.Single(model => model.Name == name);
        var model = entry.Create([.. entry.Sizes.Select(size => size.Default)]);
        model.eval();
        return new ImageModel(model, entry.Objective!.Create()!);
    }
}
