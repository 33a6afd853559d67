using ModelDsl.Generator.Tests.Infrastructure;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Generator.Tests;

/// <summary>Compares each activation with its formula, because a function of TorchSharp may compute something else.</summary>
[Collection(TensorCollection.Name)]
public class ActivationValueTests
{
    private static readonly double[] s_inputs = [-8, -3.5, -1, -0.5, 0, 0.5, 1, 3.5, 8];

    private static readonly Dictionary<string, Func<double, double>> s_formulas = new()
    {
        [nameof(Activations.ReLU)] = x => Math.Max(0, x),
        [nameof(Activations.LeakyReLU)] = x => x > 0 ? x : 0.2 * x,
        [nameof(Activations.PReLU)] = x => x > 0 ? x : 0.3 * x,
        [nameof(Activations.ReLU6)] = x => Math.Clamp(x, 0, 6),
        [nameof(Activations.ELU)] = x => x > 0 ? x : 2 * (Math.Exp(x) - 1),
        [nameof(Activations.CELU)] = x => Math.Max(0, x) + Math.Min(0, 2 * (Math.Exp(x / 2) - 1)),
        [nameof(Activations.SELU)] = x => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.Exp(x) - 1)),
        [nameof(Activations.GELU)] = x => x / 2 * (1 + Erf(x / Math.Sqrt(2))),
        [nameof(Activations.SiLU)] = x => x * Sigmoid(x),
        [nameof(Activations.Mish)] = x => x * Math.Tanh(Math.Log(1 + Math.Exp(x))),
        [nameof(Activations.Sigmoid)] = Sigmoid,
        [nameof(Activations.LogSigmoid)] = x => -Math.Log(1 + Math.Exp(-x)),
        [nameof(Activations.Hardsigmoid)] = x => Math.Clamp(x / 6 + 0.5, 0, 1),
        [nameof(Activations.Hardswish)] = x => x * Math.Clamp(x + 3, 0, 6) / 6,
        [nameof(Activations.Hardtanh)] = x => Math.Clamp(x, -2, 1.5),
        [nameof(Activations.Tanh)] = Math.Tanh,
        [nameof(Activations.Softplus)] = x => 2 * x > 5 ? x : Math.Log(1 + Math.Exp(2 * x)) / 2,
        [nameof(Activations.Softsign)] = x => x / (1 + Math.Abs(x)),
        [nameof(Activations.Softmax)] = x => Math.Exp(x) / s_inputs.Sum(Math.Exp),
        [nameof(Activations.LogSoftmax)] = x => x - Math.Log(s_inputs.Sum(Math.Exp)),
        [nameof(Activations.Identity)] = x => x,
    };

    public static TheoryData<string> Kinds => [.. s_formulas.Keys];

    [Theory, MemberData(nameof(Kinds))]
    public void An_activation_computes_its_formula(string kind)
    {
        using var scope = NewDisposeScope();
        using var without = no_grad();
        var model = new Activations(dtype: ScalarType.Float64);
        var input = tensor(s_inputs).unsqueeze(0);

        var output = (Tensor)typeof(Activations).GetMethod(kind)!.Invoke(model, [input])!;

        Assert.Equal(s_inputs.Select(s_formulas[kind]), Values(output), (expected, actual) => Math.Abs(expected - actual) < 1e-7); // TorchSharp rounds PReLU's first slope to 32 bits.
        Assert.Equal(s_inputs, Values(input));
    }

    [Fact]
    public void Every_activation_of_the_catalogue_is_computed() => Assert.Equal(
        Shapes.LayerCatalogue.Kinds.Where(kind => kind.IsElementwise || kind.Name.EndsWith("Softmax", StringComparison.Ordinal)).Select(kind => kind.Name).Order(StringComparer.Ordinal),
        s_formulas.Keys.Order(StringComparer.Ordinal));

    private static double[] Values(Tensor tensor)
    {
        using var values = tensor.data<double>();
        return values.ToArray();
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>The error function by its series, which converges for all inputs here.</summary>
    private static double Erf(double x)
    {
        var (sum, term) = (x, x);
        for (var n = 1; n < 200; n++)
        {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }

        return Math.Abs(x) > 5 ? Math.Sign(x) : 2 / Math.Sqrt(Math.PI) * sum;
    }
}

/// <summary>A stage for each activation.</summary>
[Model]
internal partial class Activations
{
    [ReLU] public partial Tensor ReLU([Shape(9)] Tensor x);

    [LeakyReLU(NegativeSlope = 0.2)] public partial Tensor LeakyReLU([Shape(9)] Tensor x);

    [PReLU(Init = 0.3)] public partial Tensor PReLU([Shape(9)] Tensor x);

    [ReLU6] public partial Tensor ReLU6([Shape(9)] Tensor x);

    [ELU(Alpha = 2)] public partial Tensor ELU([Shape(9)] Tensor x);

    [CELU(Alpha = 2)] public partial Tensor CELU([Shape(9)] Tensor x);

    [SELU] public partial Tensor SELU([Shape(9)] Tensor x);

    [GELU] public partial Tensor GELU([Shape(9)] Tensor x);

    [SiLU] public partial Tensor SiLU([Shape(9)] Tensor x);

    [Mish] public partial Tensor Mish([Shape(9)] Tensor x);

    [Sigmoid] public partial Tensor Sigmoid([Shape(9)] Tensor x);

    [LogSigmoid] public partial Tensor LogSigmoid([Shape(9)] Tensor x);

    [Hardsigmoid] public partial Tensor Hardsigmoid([Shape(9)] Tensor x);

    [Hardswish] public partial Tensor Hardswish([Shape(9)] Tensor x);

    [Hardtanh(Min = -2, Max = 1.5)] public partial Tensor Hardtanh([Shape(9)] Tensor x);

    [Tanh] public partial Tensor Tanh([Shape(9)] Tensor x);

    [Softplus(Beta = 2, Threshold = 5)] public partial Tensor Softplus([Shape(9)] Tensor x);

    [Softsign] public partial Tensor Softsign([Shape(9)] Tensor x);

    [Softmax] public partial Tensor Softmax([Shape(9)] Tensor x);

    [LogSoftmax] public partial Tensor LogSoftmax([Shape(9)] Tensor x);

    [Identity] public partial Tensor Identity([Shape(9)] Tensor x);
}
