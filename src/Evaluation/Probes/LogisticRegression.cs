using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// Multinomial logistic regression on standardized features: it minimizes Σ −log p(class | features) + ½ ‖W‖² / <c>c</c>
/// (the bias is not penalised) with L-BFGS, as scikit-learn does by default.
/// </summary>
public sealed class LogisticRegression : IProbe, IDisposable
{
    private const int Iterations = 1000;
    private const int Memory = 10;

    // The gradient of the mean loss: scikit-learn's default.
    private const double Tolerance = 1e-4;

    private readonly Tensor _mean;
    private readonly Tensor _deviation;
    private readonly Tensor _weights;

    /// <summary>Fits the weights, in double precision.</summary>
    /// <param name="features">The training rows.</param>
    /// <param name="labels">Their classes.</param>
    /// <param name="c">The inverse strength of the penalty.</param>
    /// <param name="cancellation">Stops between two iterations.</param>
    public LogisticRegression(FeatureMatrix features, byte[] labels, double c = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, features.Rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(c);

        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var rows = Matrix(features);
        _mean = rows.mean([0L], keepdim: true);
        var deviation = (rows - _mean).square().mean([0L], keepdim: true).sqrt();
        _deviation = where(deviation > 0, deviation, ones_like(deviation)); // a column of one value stays zero
        var inputs = Inputs(rows);
        var classes = labels.Max() + 1;
        var targets = eye(classes, dtype: ScalarType.Float64).index_select(0, tensor(labels).to_type(ScalarType.Int64));

        var objective = ObjectiveFunction.Gradient(LossAndGradient);
        var start = new DenseVector(classes * (features.Columns + 1));
        var minimizer = new LimitedMemoryBfgsMinimizer(Tolerance, 0, 0, Memory, Iterations);
        _weights = Weights(minimizer.FindMinimum(objective, start).MinimizingPoint);
        scope.Detach(_mean, _deviation, _weights);

        // Divided by the number of rows: the tolerance then means the same for few rows and many.
        (double, Vector<double>) LossAndGradient(Vector<double> point)
        {
            cancellation.ThrowIfCancellationRequested();
            using var step = NewDisposeScope();
            var weights = Weights(point);
            var penalised = weights.clone();
            penalised.narrow(1, features.Columns, 1).zero_();
            var logits = inputs.matmul(weights.t());
            var normalizer = logits.logsumexp(1, keepdim: true);
            var loss = (normalizer.sum() - (logits * targets).sum() + penalised.square().sum() / (2 * c)) / features.Rows;
            var gradient = (((logits - normalizer).exp() - targets).t().matmul(inputs) + penalised / c) / features.Rows;
            return (loss.ToDouble(), new DenseVector(gradient.contiguous().data<double>().ToArray()));
        }

        Tensor Weights(Vector<double> point) => tensor(point.ToArray()).reshape(classes, features.Columns + 1);
    }

    /// <inheritdoc/>
    public byte[] Predict(FeatureMatrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var best = Inputs(Matrix(features)).matmul(_weights.t()).argmax(1);
        return [.. best.data<long>().ToArray().Select(label => (byte)label)];
    }

    /// <summary>Releases the weights.</summary>
    public void Dispose()
    {
        _mean.Dispose();
        _deviation.Dispose();
        _weights.Dispose();
    }

    private static Tensor Matrix(FeatureMatrix features) =>
        tensor(features.Values).reshape(features.Rows, features.Columns).to_type(ScalarType.Float64);

    /// <summary>Standardized rows, and a column of ones for the bias.</summary>
    private Tensor Inputs(Tensor rows) => cat([(rows - _mean) / _deviation, ones(rows.shape[0], 1, ScalarType.Float64)], 1);
}
