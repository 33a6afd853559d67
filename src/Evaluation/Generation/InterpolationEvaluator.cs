using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// Decoded codes on the line between the codes of two test images of different classes, if there are classes, in equal steps. If the codes have no gaps, every
/// step looks like an image.
/// </summary>
internal sealed class InterpolationEvaluator : IEvaluator
{
    private const int Rows = 8;

    /// <summary>The name of the picture.</summary>
    public const string Picture = "interpolation";

    /// <summary>The number of images in a row; the first and the last are reconstructions.</summary>
    public const int Columns = 10;

    public string Name => "Interpolation";

    public string Settings => $"draws {NoiseDraws.Count}, {Rows} × {Columns}";

    public IReadOnlyList<Metric> Metrics => [];

    public bool Measures(ImageModel model) => !model.TakesLabels;

    public void Evaluate(EvaluationContext evaluation)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var model = (ImageModel)evaluation.Subject;
        var pairs = Pairs(evaluation.TestLabels);
        var from = Codes(model, evaluation, pairs.Select(pair => pair.From));
        var to = Codes(model, evaluation, pairs.Select(pair => pair.To));
        var steps = arange(Columns).to(from.device).reshape(1, Columns, 1) / (Columns - 1f);
        var codes = from.unsqueeze(1) * (1 - steps) + to.unsqueeze(1) * steps;
        evaluation.AddPicture(Picture, model.DecodeAs(evaluation.Test, codes.flatten(0, 1)));
    }

    private static Tensor Codes(ImageModel model, EvaluationContext evaluation, IEnumerable<long> indices) =>
        model.MeanCode(evaluation.Test.Select(tensor(indices.ToArray()).to(evaluation.Test.Images.device)));

    /// <summary>Consecutive test images of different classes, or of the only one; each image is in at most one pair.</summary>
    private static List<(long From, long To)> Pairs(byte[] labels)
    {
        var pairs = new List<(long, long)>();
        var hasClasses = labels.Distinct().Skip(1).Any();
        for (var index = 1; index < labels.Length && pairs.Count < Rows; index++)
        {
            if (hasClasses && labels[index] == labels[index - 1])
                continue;
            pairs.Add((index - 1, index));
            index++;
        }

        return pairs;
    }
}
