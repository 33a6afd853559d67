using ModelDsl.Graphs;
using ModelDsl.Likelihoods;
using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Onnx;

/// <summary>The maps between pixels in [0, 1] and the values of a model's images, which its objective defines.</summary>
internal abstract class PixelMap
{
    /// <summary>The space of images in the interfaces of models.</summary>
    public const string Space = "image";

    /// <summary>No map.</summary>
    public static PixelMap None { get; } = new AffineMap((1, 0), (1, 0));

    /// <summary>The map of a model.</summary>
    /// <exception cref="CodedException">The objective computes it in the user's own code.</exception>
    public static PixelMap Of(ModelGraph model)
    {
        if (model.Objective?.Create() is not { } objective)
            return None;
        var input = Affine(objective.FromPixels, [0, 0.25, 0.5, 1]);
        var output = Affine(objective.ToPixels, [-3, -1, 0, 0.1, 0.5, 1, 4]);
        PixelMap? map = (input, output, objective.Likelihood) switch
        {
            ({ } from, { } to, _) => new AffineMap(from, to),
            ({ } from, _, BernoulliLikelihood likelihood) when Applies(objective, likelihood) => new SigmoidMap(from),
            ({ } from, _, ContinuousBernoulliLikelihood likelihood) when Applies(objective, likelihood) => new ContinuousBernoulliMap(from),
            _ => null,
        };
        return map ?? throw new CodedException(ErrorCodes.UnknownPixels,
            $"{model.Model} cannot be exported with pixels: {objective.GetType().Name} maps them with code of its own. Set Pixels = false in the OnnxOptions, and apply the map to the images.");
    }

    /// <summary>Maps pixels to the values of the model.</summary>
    public abstract string FromPixels(GraphBuilder graph, string value);

    /// <summary>Maps the values of the model to pixels.</summary>
    public abstract string ToPixels(GraphBuilder graph, string value);

    /// <summary>A function as a factor and a summand; null if it has another form at one of the points.</summary>
    private static (double Factor, double Summand)? Affine(Func<Tensor, Tensor> map, double[] points)
    {
        using var scope = NewDisposeScope();
        var values = map(tensor(points)).to(ScalarType.Float64).data<double>().ToArray();
        var ends = map(tensor(new[] { 0.0, 1.0 })).to(ScalarType.Float64).data<double>().ToArray();
        var (factor, summand) = (ends[1] - ends[0], ends[0]);
        return points.Zip(values).All(pair => Math.Abs(pair.First * factor + summand - pair.Second) < 1e-9) ? (factor, summand) : null;
    }

    private static bool Applies(IObjective objective, PixelLikelihood likelihood)
    {
        using var scope = NewDisposeScope();
        var points = tensor(new[] { -2.0, 0.0, 0.5, 3.0 });
        return objective.ToPixels(points).allclose(likelihood.Mean(points));
    }

    private static string Apply(GraphBuilder graph, string value, (double Factor, double Summand) map, string name)
    {
        if (map.Factor != 1)
            value = graph.Add(name, "Mul", [value, graph.Reals(name, [(float)map.Factor])]);
        return map.Summand == 0 ? value : graph.Add(name, "Add", [value, graph.Reals(name, [(float)map.Summand])]);
    }

    private sealed class AffineMap((double Factor, double Summand) from, (double Factor, double Summand) to) : PixelMap
    {
        public override string FromPixels(GraphBuilder graph, string value) => Apply(graph, value, from, "from_pixels");

        public override string ToPixels(GraphBuilder graph, string value) => Apply(graph, value, to, "to_pixels");
    }

    private abstract class LinkMap((double Factor, double Summand) from) : PixelMap
    {
        protected const string Name = "to_pixels";

        public override string FromPixels(GraphBuilder graph, string value) => Apply(graph, value, from, "from_pixels");
    }

    private sealed class SigmoidMap((double Factor, double Summand) from) : LinkMap(from)
    {
        public override string ToPixels(GraphBuilder graph, string value) => graph.Add(Name, "Sigmoid", [value]);
    }

    /// <summary>1 / (1 − exp(−η)) − 1/η, and its series ½ + η/12 − η³/720 near 0, as in <see cref="ContinuousBernoulliLikelihood"/>.</summary>
    private sealed class ContinuousBernoulliMap((double Factor, double Summand) from) : LinkMap(from)
    {
        public override string ToPixels(GraphBuilder graph, string value)
        {
            var isSmall = Op("Less", Op("Abs", value), Real(0.2));
            var safe = Op("Where", isSmall, Real(1), value);
            var mean = Op("Sub", Op("Reciprocal", Op("Sub", Real(1), Op("Exp", Op("Neg", safe)))), Op("Reciprocal", safe));
            var cube = Op("Mul", value, Op("Mul", value, value));
            var series = Op("Add", Op("Sub", Op("Mul", value, Real(1.0 / 12)), Op("Mul", cube, Real(1.0 / 720))), Real(0.5));
            return Op("Where", isSmall, series, mean);

            string Op(string op, params string[] inputs) => graph.Add(Name, op, inputs);

            string Real(double number) => graph.Reals(Name, [(float)number]);
        }
    }
}
