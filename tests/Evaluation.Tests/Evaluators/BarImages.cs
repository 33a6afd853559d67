using ModelDsl.Evaluation;
using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation.Tests;

/// <summary>Gray images of 28 × 28 pixels with a bright bar, whose place is the class; models that were not trained, and measurements of both.</summary>
internal static class BarImages
{
    private const int Classes = 10;

    /// <summary>Images of each class in turn.</summary>
    public static (Examples Examples, byte[] Labels) Of(int count)
    {
        var labels = Enumerable.Range(0, count).Select(index => (byte)(index % Classes)).ToArray();
        var places = tensor(labels.Select(label => (long)label).ToArray());
        var rows = eye(28).index_select(0, places * 2 + 4) * 0.5 + 0.25;
        return (new Examples(rows.reshape(count, 1, 28, 1).expand(count, 1, 28, 28).contiguous(), eye(Classes).index_select(0, places)), labels);
    }

    /// <summary>A measurement on 40 training images and as many test images as are asked for.</summary>
    public static EvaluationContext Measurement(ISubject subject, int test = 40, int seed = 1)
    {
        var (train, trainLabels) = Of(40);
        var (images, labels) = Of(test);
        return new EvaluationContext(subject, train, images, trainLabels, labels, seed);
    }

    /// <summary>A model with new weights, and the objective of its declaration.</summary>
    public static ImageModel Untrained(string name)
    {
        manual_seed(7);
        var entry = ModelDsl.Generated._ModelDsl_Architectures.ModelCatalogue.Models.Single(model => model.Name == name);
        var model = entry.Create([.. entry.Sizes.Select(size => size.Default)]);
        model.eval();
        return new ImageModel(model, entry.Objective!.Create()!);
    }
}
