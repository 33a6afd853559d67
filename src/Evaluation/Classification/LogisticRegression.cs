using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// Multinomial logistic regression on standardized features, as in scikit-learn with its defaults: L-BFGS minimizes
/// Σ −log p(class | features) + ½ ‖W‖², without a penalty of the bias.
/// </summary>
internal sealed class LogisticRegression : Probe, IDisposable
{
    private const int Iterations = 1000;
    private const int Memory = 10;

    // Of the mean loss's gradient; scikit-learn's default.
    private const double Tolerance = 1e-4;

    private readonly Tensor _mean;
    private readonly Tensor _deviation;
    private readonly Tensor _weights;

    /// <summary>Fits the weights, in double precision.</summary>
    /// <param name="features">The training rows.</param>
    /// <param name="labels">Their classes.</param>
    /// <param name="cancellation">Cancels between iterations.</param>
    public LogisticRegression(FeatureMatrix features, byte[] labels, CancellationToken cancellation = default)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var rows = Matrix(features);
        _mean = rows.mean([0L], keepdim: true);
        var deviation = (rows - _mean).square().mean([0L], keepdim: true).sqrt();
        _deviation = where(deviation > 0, deviation, ones_like(deviation)); // a constant column becomes zero
        var inputs = Inputs(rows);
        var classes = labels.Max() + 1;
        var targets = eye(classes, dtype: ScalarType.Float64).index_select(0, tensor(labels).to_type(ScalarType.Int64));

        var objective = ObjectiveFunction.Gradient(LossAndGradient);
        var start = new DenseVector(classes * (features.Columns + 1));
        var minimizer = new LimitedMemoryBfgsMinimizer(Tolerance, 0, 0, Memory, Iterations);
        _weights = Weights(minimizer.FindMinimum(objective, start).MinimizingPoint);
        scope.Detach(_mean, _deviation, _weights);

        // The mean over rows, so that the tolerance does not depend on their number.
        (double, Vector<double>) LossAndGradient(Vector<double> point)
        {
            cancellation.ThrowIfCancellationRequested();
            using var step = NewDisposeScope();
            var weights = Weights(point);
            var penalized = weights.clone();
            penalized.narrow(1, features.Columns, 1).zero_();
            var logits = inputs.matmul(weights.t());
            var normalizer = logits.logsumexp(1, keepdim: true);
            var loss = (normalizer.sum() - (logits * targets).sum() + penalized.square().sum() / 2) / features.Rows;
            var gradient = (((logits - normalizer).exp() - targets).t().matmul(inputs) + penalized) / features.Rows;
            return (loss.ToDouble(), new DenseVector(gradient.contiguous().data<double>().ToArray()));
        }

        Tensor Weights(Vector<double> point) => tensor(point.ToArray()).reshape(classes, features.Columns + 1);
    }

    public override byte[] Predict(FeatureMatrix features)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var best = Inputs(Matrix(features)).matmul(_weights.t()).argmax(1);
        return [.. best.data<long>().ToArray().Select(label => (byte)label)];
    }

    public void Dispose()
    {
        _mean.Dispose();
        _deviation.Dispose();
        _weights.Dispose();
    }

    private static Tensor Matrix(FeatureMatrix features) => features.ToTensor().to_type(ScalarType.Float64);

    /// <summary>The standardized rows with a column of ones for the bias.</summary>
    private Tensor Inputs(Tensor rows) => cat([(rows - _mean) / _deviation, ones(rows.shape[0], 1, ScalarType.Float64)], 1);
}
