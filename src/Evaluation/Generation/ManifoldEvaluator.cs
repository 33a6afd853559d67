using MathNet.Numerics.Distributions;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// The decoded plane of codes (Kingma and Welling 2014, figure 4): a grid at equal steps of the prior's probability. The first dimension runs
/// from left to right, the second from bottom to top.
/// </summary>
internal sealed class ManifoldEvaluator : IEvaluator
{
    /// <summary>The name of the picture.</summary>
    public const string Picture = "manifold";

    /// <summary>The number of images in a row and in a column.</summary>
    public const int Columns = 15;

    public string Name => "Manifold";

    public string Settings => $"{Columns} × {Columns}";

    public IReadOnlyList<Metric> Metrics => [];

    public bool Measures(ImageModel model) => model is { HasPrior: true, TakesLabels: false, CodeLength: 2 };

    public void Evaluate(EvaluationContext evaluation)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var quantiles = Enumerable.Range(0, Columns).Select(index => (float)Normal.InvCDF(0, 1, (index + 0.5) / Columns)).ToArray();
        var codes = from second in quantiles.Reverse() from first in quantiles from coordinate in new[] { first, second } select coordinate;
        var grid = tensor(codes.ToArray()).reshape(Columns * Columns, 2).to(evaluation.Test.Images.device);
        evaluation.AddPicture(Picture, ((ImageModel)evaluation.Subject).DecodeAs(evaluation.Test, grid));
    }
}
