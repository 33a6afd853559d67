using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// t-distributed stochastic neighbor embedding (van der Maaten and Hinton, 2008) with Barnes–Hut forces (van der Maaten, 2014). It starts from
/// the first two principal components and needs no seed. The defaults are those of van der Maaten (2014) and scikit-learn.
/// </summary>
internal sealed class TSne
{
    /// <summary>The smallest number of points.</summary>
    public const int LeastPoints = 4;

    private const double Exaggeration = 12;
    private const int ExaggeratedIterations = 250;
    private const double EarlyMomentum = 0.5;
    private const double LateMomentum = 0.8;
    private const double InitialSpread = 1e-4;

    /// <summary>The approximate number of neighbors of a point, at least 1.</summary>
    public double Perplexity { get; init; } = 30;

    /// <summary>The number of gradient steps.</summary>
    public int Iterations { get; init; } = 1000;

    /// <summary>The coarseness of the Barnes–Hut approximation; 0 is exact.</summary>
    public double Angle { get; init; } = 0.5;

    /// <summary>Maps points to the plane.</summary>
    /// <param name="features">The points; at least four.</param>
    /// <param name="cancellation">Cancels between steps.</param>
    /// <returns>The coordinates, and KL(P ‖ Q) in nats, with the exact normalizer of Q: Barnes–Hut's estimate of it is some percent too small.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than four points.</exception>
    public (float[] X, float[] Y, double KlDivergence) Embed(FeatureMatrix features, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features.Rows, LeastPoints);

        var affinities = Affinities.Of(features, Perplexity);
        var map = Start(features);
        var descent = new Descent(2 * features.Rows, Math.Max(features.Rows / Exaggeration / 4, 50));
        var gradient = new double[map.Length];
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            var early = iteration < ExaggeratedIterations;
            Gradient(affinities, map, Angle, early ? Exaggeration : 1, gradient);
            descent.Step(map, gradient, early ? EarlyMomentum : LateMomentum);
        }
        return (Coordinates(map, 0), Coordinates(map, 1), KlDivergence(affinities, map));
    }

    /// <summary>The first two principal components, scaled to a tiny spread.</summary>
    private static double[] Start(FeatureMatrix features)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var rows = features.ToTensor().to_type(ScalarType.Float64);
        var centered = rows - rows.mean([0L], keepdim: true);
        var (_, axes) = linalg.eigh(centered.t().matmul(centered));
        var map = zeros(features.Rows, 2, ScalarType.Float64);
        for (var axis = 0; axis < Math.Min(2, features.Columns); axis++)
            map.narrow(1, axis, 1).copy_(centered.matmul(axes.narrow(1, features.Columns - 1 - axis, 1)));
        var spread = map.narrow(1, 0, 1).square().mean().sqrt().ToDouble();
        return (map * (spread > 0 ? InitialSpread / spread : 0)).data<double>().ToArray();
    }

    /// <summary>∂KL/∂yᵢ = 4 Σⱼ (pᵢⱼ − qᵢⱼ) (yᵢ − yⱼ) / (1 + ‖yᵢ − yⱼ‖²), with pᵢⱼ multiplied by the exaggeration.</summary>
    private static void Gradient(Affinities affinities, double[] map, double angle, double exaggeration, double[] gradient)
    {
        Array.Clear(gradient);
        var normalizer = Repel(map, angle, gradient);
        for (var i = 0; i < affinities.Count; i++)
        {
            // Repel stored Σⱼ (yᵢ − yⱼ) / (1 + ‖yᵢ − yⱼ‖²)².
            var (repulsionX, repulsionY) = (gradient[2 * i] / normalizer, gradient[2 * i + 1] / normalizer);
            var (attractionX, attractionY) = (0.0, 0.0);
            foreach (var (j, p) in affinities[i])
            {
                var (dx, dy) = (map[2 * i] - map[2 * j], map[2 * i + 1] - map[2 * j + 1]);
                var weight = p / (1 + dx * dx + dy * dy);
                attractionX += weight * dx;
                attractionY += weight * dy;
            }
            gradient[2 * i] = 4 * (exaggeration * attractionX - repulsionX);
            gradient[2 * i + 1] = 4 * (exaggeration * attractionY - repulsionY);
        }
    }

    /// <summary>Adds the repulsive forces and returns Σᵢ≠ⱼ 1 / (1 + ‖yᵢ − yⱼ‖²).</summary>
    private static double Repel(double[] map, double angle, double[] forces)
    {
        var tree = new QuadTree(map);
        var normalizer = 0.0;
        for (var i = 0; i < map.Length / 2; i++)
        {
            var (x, y, weight) = tree.Repulsion(map[2 * i], map[2 * i + 1], angle);
            forces[2 * i] += x;
            forces[2 * i + 1] += y;
            normalizer += weight;
        }
        return Math.Max(normalizer, double.Epsilon);
    }

    // Quadratic in the number of points, and still less than one step of the descent per thousand points.
    private static double KlDivergence(Affinities affinities, double[] map)
    {
        var normalizer = 0.0;
        for (var i = 0; i < map.Length; i += 2)
        {
            for (var j = 0; j < i; j += 2)
            {
                var (dx, dy) = (map[i] - map[j], map[i + 1] - map[j + 1]);
                normalizer += 2 / (1 + dx * dx + dy * dy);
            }
        }

        var divergence = 0.0;
        for (var i = 0; i < affinities.Count; i++)
        {
            foreach (var (j, p) in affinities[i])
            {
                var (dx, dy) = (map[2 * i] - map[2 * j], map[2 * i + 1] - map[2 * j + 1]);
                divergence += p * Math.Log(p * normalizer * (1 + dx * dx + dy * dy));
            }
        }
        return divergence;
    }

    private static float[] Coordinates(double[] map, int axis) => [.. map.Where((_, index) => index % 2 == axis).Select(value => (float)value)];

    /// <summary>Gradient descent with momentum and a gain per coordinate (Jacobs, 1988).</summary>
    private sealed class Descent(int coordinates, double rate)
    {
        private const double SmallestGain = 0.01;
        private readonly double[] _velocity = new double[coordinates];
        private readonly double[] _gains = [.. Enumerable.Repeat(1.0, coordinates)];

        public void Step(double[] map, double[] gradient, double momentum)
        {
            for (var i = 0; i < map.Length; i++)
            {
                var turns = _velocity[i] * gradient[i] >= 0;
                _gains[i] = turns ? Math.Max(_gains[i] * 0.8, SmallestGain) : _gains[i] + 0.2;
                _velocity[i] = momentum * _velocity[i] - rate * _gains[i] * gradient[i];
                map[i] += _velocity[i];
            }
        }
    }
}
