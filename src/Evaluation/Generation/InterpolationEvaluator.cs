using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// What lies between the codes of two test images of different classes, in equal steps: where the codes have no gaps, one image becomes the
/// other by way of images.
/// </summary>
public sealed class InterpolationEvaluator : IEvaluator
{
    private const int Rows = 8;

    /// <summary>The picture's name.</summary>
    public const string Picture = "interpolation";

    /// <summary>How many images stand in a row; the first and the last are reconstructions.</summary>
    public const int Columns = 10;

    /// <inheritdoc/>
    public string Name => "Interpolation";

    /// <inheritdoc/>
    public string Settings => $"draws {NoiseDraws.Count}, {Rows} × {Columns}";

    /// <inheritdoc/>
    public IReadOnlyList<Metric> Metrics => [];

    /// <inheritdoc/>
    public bool Measures(ImageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return !model.TakesLabels;
    }

    /// <inheritdoc/>
    public void Evaluate(EvaluationContext evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
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

    private static Tensor Codes(ImageModel model, EvaluationContext evaluation, IEnumerable<long> places) =>
        model.MeanCode(evaluation.Test.Select(tensor(places.ToArray()).to(evaluation.Test.Images.device)));

    /// <summary>Neighbors in the test set whose classes differ, each image in one pair at most.</summary>
    private static List<(long From, long To)> Pairs(byte[] labels)
    {
        var pairs = new List<(long, long)>();
        for (var index = 1; index < labels.Length && pairs.Count < Rows; index++)
        {
            if (labels[index] == labels[index - 1])
                continue;
            pairs.Add((index - 1, index));
            index++;
        }

        return pairs;
    }
}
