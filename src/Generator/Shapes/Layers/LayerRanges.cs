namespace ModelDsl.Generator.Shapes.Layers;

/// <summary>The values that layers return, from those of their inputs.</summary>
internal static class LayerRanges
{
    private delegate ValueRange Rule(AppliedLayer layer, IReadOnlyList<ValueRange> inputs);

    /// <summary>Weights determine the values: any real number.</summary>
    private static readonly Rule s_any = (_, _) => ValueRange.Any;

    /// <summary>The input's values, in another arrangement or a selection of them.</summary>
    private static readonly Rule s_kept = (_, inputs) => inputs[0];

    /// <summary>Unknown values, as of code that the user wrote.</summary>
    private static readonly Rule s_unknown = (_, _) => ValueRange.Unknown;

    private static readonly Dictionary<string, Rule> s_rules = new()
    {
        ["Linear"] = s_any,
        ["Gaussian"] = s_any,
        ["Embedding"] = s_any,
        ["Conv1d"] = s_any,
        ["Conv2d"] = s_any,
        ["Conv3d"] = s_any,
        ["ConvTranspose1d"] = s_any,
        ["ConvTranspose2d"] = s_any,
        ["ConvTranspose3d"] = s_any,
        ["Tied"] = s_any,
        ["BatchNorm1d"] = s_any,
        ["BatchNorm2d"] = s_any,
        ["BatchNorm3d"] = s_any,
        ["InstanceNorm2d"] = s_any,
        ["LayerNorm"] = s_any,
        ["GroupNorm"] = s_any,

        ["Dropout"] = Dropped,
        ["Dropout2d"] = Dropped,
        ["MaxPool1d"] = s_kept,
        ["MaxPool2d"] = s_kept,
        ["MaxPool3d"] = s_kept,
        ["AvgPool1d"] = Averaged,
        ["AvgPool2d"] = Averaged,
        ["AvgPool3d"] = Averaged,
        ["AdaptiveAvgPool1d"] = s_kept,
        ["AdaptiveAvgPool2d"] = s_kept,
        ["AdaptiveAvgPool3d"] = s_kept,
        ["Upsample"] = Upsampled,
        ["PixelShuffle"] = s_kept,
        ["ZeroPad2d"] = (_, inputs) => inputs[0].With(0),
        ["ReflectionPad2d"] = s_kept,
        ["CenterCrop"] = s_kept,
        ["Permute"] = s_kept,
        ["Flatten"] = s_kept,
        ["Unflatten"] = s_kept,
        ["Reshape"] = s_kept,
        ["Identity"] = s_kept,

        ["ReLU"] = Of(x => Math.Max(0, x)),
        ["LeakyReLU"] = Of((layer, x) => x > 0 ? x : Scaled(layer.Number("NegativeSlope"), x)),
        // Its slopes for negative values are learned.
        ["PReLU"] = (_, inputs) => inputs[0].Least >= 0 ? inputs[0] : ValueRange.Any,
        ["ReLU6"] = Of(x => Clamp(x, 0, 6)),
        ["ELU"] = Of((layer, x) => x > 0 ? x : Scaled(layer.Number("Alpha"), Math.Exp(x) - 1)),
        ["CELU"] = Of((layer, x) => x > 0 ? x : Math.Min(0, layer.Number("Alpha") * (Math.Exp(x / layer.Number("Alpha")) - 1))),
        ["SELU"] = Of(x => 1.0507 * (x > 0 ? x : 1.6733 * (Math.Exp(x) - 1))),
        ["GELU"] = Of(x => Gated(x, (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))) / 2), turningPoint: -0.7518),
        ["SiLU"] = Of(x => Gated(x, Sigmoid(x)), turningPoint: -1.2785),
        ["Mish"] = Of(x => Gated(x, Math.Tanh(Math.Log(1 + Math.Exp(x)))), turningPoint: -1.1925),
        ["Sigmoid"] = Of(Sigmoid),
        ["LogSigmoid"] = Of(x => -Math.Log(1 + Math.Exp(-x))),
        ["Hardsigmoid"] = Of(x => Clamp(x / 6 + 0.5, 0, 1)),
        ["Hardswish"] = Of(x => Gated(x, Clamp(x / 6 + 0.5, 0, 1)), turningPoint: -1.5),
        ["Hardtanh"] = Of((layer, x) => Clamp(x, layer.Number("Min"), layer.Number("Max"))),
        ["Tanh"] = Of(Math.Tanh),
        ["Softplus"] = Of((layer, x) => layer.Number("Beta") * x > layer.Number("Threshold") ? x : Math.Log(1 + Math.Exp(layer.Number("Beta") * x)) / layer.Number("Beta")),
        ["Softsign"] = Of(x => double.IsInfinity(x) ? Math.Sign(x) : x / (1 + Math.Abs(x))),
        ["Softmax"] = (_, inputs) => new(0, 1, inputs[0].IsExact, IsCoupled: true),
        ["LogSoftmax"] = (_, inputs) => new(double.NegativeInfinity, 0, inputs[0].IsExact, IsCoupled: true),

        ["Concat"] = (_, inputs) => inputs.Aggregate((all, next) => all.Or(next)),
        ["Add"] = (_, inputs) => inputs.Aggregate((all, next) => all.Plus(next)),
        ["Multiply"] = (_, inputs) => inputs.Aggregate((all, next) => all.Times(next)),
        ["Call"] = (layer, _) => layer.Outputs.Count > 0 ? ValueRange.Unknown : Of(layer.Callee!),
        ["Use"] = s_unknown,
        ["Module"] = s_unknown,
    };

    /// <summary>The layers with a rule.</summary>
    public static IEnumerable<string> Kinds => s_rules.Keys;

    /// <summary>The values that a stage returns.</summary>
    public static ValueRange Of(CheckedStage stage) => stage.Layers.Count == 0 ? ValueRange.Unknown : OfLayers(stage)[stage.Layers.Count - 1];

    /// <summary>The values that each layer of a stage returns.</summary>
    public static ValueRange[] OfLayers(CheckedStage stage)
    {
        var ranges = new ValueRange[stage.Layers.Count];
        foreach (var layer in stage.Layers)
        {
            // Fast path: most layers have weights; this runs on every keystroke.
            var rule = RuleOf(layer);
            ranges[layer.Index] = rule == s_any
                ? ValueRange.Any
                : rule(layer, [.. layer.Inputs.Select(input => input.Layer < 0 ? ValueRange.Unknown : ranges[input.Layer])]);
        }

        return ranges;
    }

    /// <summary>The values that a layer returns.</summary>
    public static ValueRange Of(AppliedLayer layer, params ValueRange[] inputs) => RuleOf(layer)(layer, inputs);

    /// <summary>True if a layer returns the values of its input.</summary>
    public static bool KeepsValues(AppliedLayer layer) => RuleOf(layer) == s_kept;

    /// <summary>True if a layer's values depend on those of its input.</summary>
    public static bool DependsOnInput(AppliedLayer layer) => RuleOf(layer) != s_any && RuleOf(layer) != s_unknown && layer.Callee is null;

    private static Rule RuleOf(AppliedLayer layer) => s_rules.TryGetValue(layer.Kind.Name, out var rule) ? rule : s_unknown;

    private static Rule Of(Func<double, double> function, double turningPoint = 0) => (_, inputs) => inputs[0].Map(function, turningPoint);

    private static Rule Of(Func<AppliedLayer, double, double> function) => (layer, inputs) => inputs[0].Map(x => function(layer, x));

    /// <summary>In training, zeros and values divided by 1 − P; otherwise the input's values.</summary>
    private static ValueRange Dropped(AppliedLayer layer, IReadOnlyList<ValueRange> inputs)
    {
        var (input, kept) = (inputs[0], 1 - layer.Number("P"));
        return kept >= 1 ? input
            : kept <= 0 ? input.With(0)
            : input.Or(input with { Least = input.Least / kept, Most = input.Most / kept }).With(0);
    }

    /// <summary>Means of values and of the padding's zeros.</summary>
    private static ValueRange Averaged(AppliedLayer layer, IReadOnlyList<ValueRange> inputs) =>
        layer.Flag("CountIncludePad") && layer.Axes("Padding").Values.Any(padding => padding.Constant != 0) ? inputs[0].With(0) : inputs[0];

    /// <summary>Cubic interpolation overshoots: its weights sum to 1, but those on both axes are at least −0.45 together.</summary>
    private static ValueRange Upsampled(AppliedLayer layer, IReadOnlyList<ValueRange> inputs)
    {
        var input = inputs[0];
        var overshoot = layer.Name("Mode") == "Bicubic" && layer.Axes("Scale").Values.Any(scale => scale.Constant != 1) && !double.IsInfinity(input.Most - input.Least)
            ? 0.45 * (input.Most - input.Least)
            : 0;
        return input with { Least = input.Least - overshoot, Most = input.Most + overshoot };
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double Clamp(double x, double least, double most) => Math.Min(Math.Max(x, least), most);

    /// <summary>The product, with 0 for a factor of 0 and an infinite value.</summary>
    private static double Scaled(double factor, double x) => factor == 0 ? 0 : factor * x;

    /// <summary>The product with a gate, which approaches 0 faster than <paramref name="x"/> approaches −∞.</summary>
    private static double Gated(double x, double gate) => double.IsNegativeInfinity(x) ? 0 : x * gate;
}
