using MathNet.Numerics.Distributions;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// What a plane of codes decodes to (Kingma and Welling 2014, metric 4): a grid at equal steps of the prior's probability, the first dimension
/// from left to right and the second from bottom to top.
/// </summary>
public sealed class ManifoldEvaluator : IEvaluator
{
    /// <summary>The picture's name.</summary>
    public const string Picture = "manifold";

    /// <summary>How many images stand in a row, and in a column.</summary>
    public const int Columns = 15;

    /// <inheritdoc/>
    public string Name => "Manifold";

    /// <inheritdoc/>
    public string Settings => $"{Columns} × {Columns}";

    /// <inheritdoc/>
    public IReadOnlyList<Metric> Metrics => [];

    /// <inheritdoc/>
    public bool Measures(ImageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model is { HasPrior: true, TakesLabels: false, CodeLength: 2 };
    }

    /// <inheritdoc/>
    public void Evaluate(EvaluationContext evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var quantiles = Enumerable.Range(0, Columns).Select(index => (float)Normal.InvCDF(0, 1, (index + 0.5) / Columns)).ToArray();
        var codes = from second in quantiles.Reverse() from first in quantiles from coordinate in new[] { first, second } select coordinate;
        var grid = tensor(codes.ToArray()).reshape(Columns * Columns, 2).to(evaluation.Test.Images.device);
        evaluation.AddPicture(Picture, ((ImageModel)evaluation.Subject).DecodeAs(evaluation.Test, grid));
    }
}
