using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Tests.Oracle;

/// <summary>
/// Draws declarations: chains of all layers, with symbolic sizes, blocks, skip connections, several inputs, and other stages
/// and models. Most layers fit their input, so that chains become deep; some do not.
/// </summary>
/// <remarks>The rules are used only to choose a fitting next layer. libtorch decides what is right.</remarks>
internal sealed class RandomChains(int seed)
{
    private const string Stage = "Run";
    private const string Helper = "Help";
    private const string Body = "Body";
    private const string Step = "Step";
    private const int MaximumElements = 6000;

    /// <summary>Not 5, which is the batch.</summary>
    private static readonly long[] s_numbers = [1, 2, 2, 3, 4, 4, 6, 7, 8, 9, 12];

    private static readonly string[] s_elementwise =
        [.. LayerCatalogue.Kinds.Where(kind => kind.IsElementwise).Select(kind => kind.Name), "Dropout", "Softmax", "LogSoftmax"];

    private static readonly string[][] s_suitable =
    [
        [],
        ["Linear", "Linear", "Linear", "BatchNorm1d", "LayerNorm", "GroupNorm", "Unflatten", "Unflatten", "Reshape", "Embedding"],
        ["Conv1d", "ConvTranspose1d", "BatchNorm1d", "MaxPool1d", "AvgPool1d", "AdaptiveAvgPool1d", "LayerNorm", "GroupNorm", "Flatten", "Reshape", "Linear",
            "Upsample", "CenterCrop", "Permute", "Embedding"],
        ["Conv2d", "Conv2d", "Conv2d", "ConvTranspose2d", "ConvTranspose2d", "BatchNorm2d", "InstanceNorm2d", "LayerNorm", "GroupNorm", "Dropout2d", "MaxPool2d",
            "AvgPool2d", "AdaptiveAvgPool2d", "Upsample", "PixelShuffle", "ZeroPad2d", "ReflectionPad2d", "Flatten", "Reshape", "CenterCrop", "Permute"],
        ["Conv3d", "ConvTranspose3d", "BatchNorm3d", "MaxPool3d", "AvgPool3d", "AdaptiveAvgPool3d", "LayerNorm", "GroupNorm", "Flatten", "Reshape", "Upsample",
            "CenterCrop", "Permute"],
    ];

    private readonly Random _random = new(seed);

    /// <summary>The name of the stage to compare.</summary>
    public static string StageName => Stage;

    /// <summary>A chain of 1 to 12 layers up to the first that the rules refuse, and the chain without that layer.</summary>
    public (Architecture Model, Architecture? Before) Next()
    {
        var sizes = Sizes();
        var submodels = Chance(10) && Chain(sizes, [Parameter("x", Input(sizes))], [], [], 3) is { } body
            ? new Submodel[] { new(Body, Body, Body, Model(sizes, [body]), IsProper: true) }
            : [];
        var stages = Chance(25) && Chain(sizes, [Parameter("y", Input(sizes)), .. Chance(20) ? [Parameter("z", Input(sizes))] : Array.Empty<Parameter>()], [], submodels, 4, Helper) is { } helper ? new[] { Split(sizes, helper, submodels) } : [];

        var input = Input(sizes);
        if (Chance(50) && stages.Length + submodels.Length > 0)
            input = (stages.Length > 0 ? stages[0] : submodels[0].Architecture!.Stages[0]).Parameters[0].Shape!.Values.ToArray();
        if (Chance(40) && stages.Length > 0 && Shapes(sizes, stages, submodels, Helper) is { } outputs)
            input = Written(outputs[_random.Next(outputs.Count)]) ?? input;

        var parameters = Enumerable.Range(0, Chance(80) ? 1 : Chance(80) ? 2 : 3)
            .Select(i => Parameter($"x{i}", i == 0 || Chance(80) ? input : Input(sizes))).ToArray();
        var accepted = Model(sizes, [.. stages, Declared([], parameters)], submodels);
        var depth = _random.Next(1, 13);
        for (var i = 0; i < depth; i++)
        {
            var layers = accepted.Stages[^1].Layers;
            var current = Last(accepted);
            if (current is { } shape && Elements(sizes, shape) > MaximumElements)
                break;

            // The first layer of a stage with several parameters joins them, or runs another stage.
            var isLast = i == depth - 1;
            Layer[] next = i == 0 && parameters.Length > 1 ? Chance(20) ? Branch(accepted, sizes) : [stages.Length > 0 && Chance(50) ? Calling(stages[0]) : Joining(parameters)]
                : Chance(8) && i > 0 ? [new("Mark", new([Argument.Of("Name", $"p{i}")]))]
                : isLast && Chance(8) ? [Layer("Gaussian", current, sizes)]
                : Chance(12) ? Branch(accepted, sizes)
                : [Any(current, sizes, accepted)];
            var declared = Declared([.. layers, .. next], parameters);
            if (isLast && Chance(25) && declared.Form == StageForm.Tensor)
                declared = Several(declared, Points(accepted));
            var model = Model(sizes, [.. stages, declared], submodels);
            if (ModelChecker.Check(model) is { IsValid: false } check)
            {
                // libtorch accepts what does not affect shapes: unused parameters, layers whose result nothing reads, and some functions of integers.
                // The mistake of a block is reported at its class.
                if (Chance(20) && check.Errors.Count > 0 && check.Errors[0].Rule is not (RuleId.UnusedParameter or RuleId.LostLayers or RuleId.UnreadPoint or RuleId.UnmarkedOutput or RuleId.EmbeddedTensor))
                    return (model, layers.Count == 0 ? null : accepted);
                i--;
                continue;
            }

            accepted = model;
            if (next[^1].Kind == "Gaussian")
                break;
        }

        return (accepted, null);
    }

    /// <summary>One layer of a kind on any number of axes.</summary>
    public Architecture Single(LayerKind kind)
    {
        // A second stage, to which Tied and Call can refer.
        var helper = Declared([Layer("Conv2d", null, []), new("Flatten", default), Layer("Linear", null, [])], [Parameter("x", [3L, 6L, 6L])], Helper);
        object?[] input = [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => (object?)s_numbers[_random.Next(s_numbers.Length)])];
        // libtorch broadcasts a missing axis too: that of the batch over one of length 1.
        object?[] other = [.. input.Select(axis => Chance(30) ? 1L : axis)];
        var parameters = kind.Inputs == LayerInputs.Joined
            ? new[] { Parameter("x0", kind.Name == "Multiply" && Chance(20) ? [1L, .. input] : input), Parameter("x1", other) }
            : [Parameter("x0", input)];
        return Model([], [helper, Declared([kind.Inputs == LayerInputs.Joined ? new(kind.Name, default) : Layer(kind.Name, null, [], input.Length)], parameters)]);
    }

    /// <summary>A valid chain of a few layers; null if none is found.</summary>
    private Shapes.Stage? Chain(Size[] sizes, Parameter[] parameters, Shapes.Stage[] stages, Submodel[] submodels, int depth, string name = Stage)
    {
        var chain = Declared([], parameters, name);
        for (var i = 0; i < depth; i++)
        {
            var model = Model(sizes, [.. stages, chain], submodels);
            var next = i == 0 && parameters.Length > 1 ? Joining(parameters) : Any(Last(model), sizes, model);
            var longer = Declared([.. chain.Layers, next], parameters, name);
            if (ModelChecker.Check(Model(sizes, [.. stages, longer], submodels)).IsValid)
                chain = longer;
        }

        return chain.Layers.Count > 0 ? chain : null;
    }

    private Layer Any(Shape? current, Size[] sizes, Architecture model)
    {
        var rank = current?.Rank ?? 1;
        if (model.Stages.Count > 1 && Chance(30))
            return Chance(50) ? Calling(model.Stages[0]) : Layer("Tied", current, sizes);
        if (model.Submodels.Count > 0 && Chance(20))
            return new("Use", new([Argument.Of("Property", Body), .. Chance(50) ? new[] { Argument.Of("Stage", Stage) } : []]));
        if (Chance(10) && Points(model) is { Count: > 0 } points)
            return Join(points);
        if (Chance(10))
            return Block(current, sizes);
        var kinds = Chance(6) ? [.. LayerCatalogue.Kinds.Where(kind => LibtorchLayers.Has(kind.Name)).Select(kind => kind.Name)]
            : Chance(30) ? s_elementwise
            : s_suitable[Math.Min(rank, 4)];
        return Layer(kinds[_random.Next(kinds.Length)], current, sizes);
    }

    /// <summary>The main path is marked, another one starts at a point, and both are joined; or a gate scales the main path.</summary>
    private Layer[] Branch(Architecture model, Size[] sizes)
    {
        var stage = model.Stages[^1];
        var main = $"b{stage.Layers.Count}";
        var layers = new List<Layer> { new("Mark", new([Argument.Of("Name", main)])) };
        if (Chance(30))
            layers.Add(new("AdaptiveAvgPool2d", new([Argument.Of("Output", 1L)])));
        else
            layers.Add(new("From", new([Argument.Of("Point", Pick([.. Points(model), main]))])));
        for (var i = _random.Next(0, 3); i > 0; i--)
        {
            // With the main path as an output, a stage whose branches are not joined is valid.
            var open = Several(stage with { Layers = new([.. stage.Layers, .. layers]) }, [main]);
            layers.Add(Any(Last(Model([.. model.Sizes], [.. model.Stages.SkipLast(1), open], [.. model.Submodels])), sizes, model));
        }

        return [.. layers, Join([main], [.. Points(model)])];
    }

    /// <summary>A join with a point, and sometimes with others.</summary>
    private Layer Join(List<string> points, params string[] others) => new(Pick("Add", "Concat", "Multiply"), new([
        Argument.OfMany("From", [Pick([.. points]), .. others.Where(_ => Chance(10))])]));

    /// <summary>The stage with its last tensor and some points as outputs.</summary>
    private Shapes.Stage Several(Shapes.Stage stage, IReadOnlyList<string> points) =>
        stage with { Form = StageForm.Several, Outputs = new([.. points.Where((_, i) => i == 0 || Chance(40)), "end"]) };

    /// <summary>Layers that often keep the shape, repeated and with a skip connection; sometimes a nested block.</summary>
    private Layer Block(Shape? current, Size[] sizes, int depth = 0)
    {
        var width = Argument.Of("width", depth > 0 ? "width" : current is not null && Chance(70) ? Written(current)?[0] ?? 3L : Number(sizes));
        Layer[] layers =
        [
            .. current?.Rank switch
            {
                1 => new[] { new Layer("Linear", new([Argument.Of("Features", "width")])) },
                3 => [new("Conv2d", new([Argument.Of("Channels", Chance(80) ? "width" : "2*width"), Argument.Of("Kernel", 3L), Argument.Of("Padding", 1L)]))],
                _ => [],
            },
            .. Chance(30) ? [new("Mark", new([Argument.Of("Name", "inside")])), Layer(s_elementwise[_random.Next(s_elementwise.Length)], null, []), new("Add", new([Argument.OfMany("From", "inside")]))] : Array.Empty<Layer>(),
            .. Chance(20) ? [new("Mark", new([Argument.Of("Name", "left")])), Layer(s_elementwise[_random.Next(s_elementwise.Length)], null, []), new("Mark", new([Argument.Of("Name", "right")])), new("From", new([Argument.Of("Point", "left")])), new("Sigmoid", default), new("Multiply", new([Argument.OfMany("From", "right")]))] : Array.Empty<Layer>(),
            .. depth == 0 && Chance(20) ? [Block(current, sizes, 1)] : Array.Empty<Layer>(),
            Layer(s_elementwise[_random.Next(s_elementwise.Length)], null, []),
        ];
        return new($"Block{depth}", new([
            width,
            .. Chance(50) ? [Argument.Of("Repeat", (long)_random.Next(1, 4))] : Array.Empty<Argument>(),
            .. Chance(50) ? [Argument.Of("Residual", true)] : Array.Empty<Argument>(),
        ]), new($"Block{depth}", new(["width"]), new(layers)));
    }

    /// <summary>Sometimes the stage with one of its tensors as another output.</summary>
    private Shapes.Stage Split(Size[] sizes, Shapes.Stage stage, Submodel[] submodels)
    {
        var first = _random.Next(stage.Layers.Count);
        var layers = new EquatableArray<Layer>([.. stage.Layers.Take(first), new("Mark", new([Argument.Of("Name", "first")])), .. stage.Layers.Skip(first)]);
        var split = stage with { Form = StageForm.Several, Outputs = new(["first", "last"]), Layers = layers };
        return Chance(40) && first > 0 && ModelChecker.Check(Model(sizes, [split], submodels)).IsValid ? split : stage;
    }

    /// <summary>A call, sometimes with other names for the outputs.</summary>
    private Layer Calling(Shapes.Stage stage) => new("Call", new(
    [
        Argument.Of("Stage", Helper),
        .. Chance(50) ? [Argument.OfMany("As", [.. Enumerable.Range(0, Math.Max(stage.Outputs.Count, 1)).Select(_ => $"c{_random.Next(1000)}")])] : Array.Empty<Argument>(),
    ]));

    private Layer Joining(Parameter[] parameters) => new(
        Pick("Concat", "Concat", "Add", "Multiply"),
        parameters.Length == 2 && Chance(40) ? new([Argument.Of("From", parameters[1].Name)]) : default);

    private Layer Layer(string name, Shape? current, Size[] sizes, int? rank = null) => new(name, new(
        from parameter in LayerCatalogue.Find(name)!.Parameters
        where parameter.Default is null || parameter.Name != "As" && Chance(parameter.Name is "SpectralNorm" or "LastAxis" or "Output" ? 15 : 35)
        select Drawn(name, parameter, current, sizes, rank ?? current?.Rank ?? 1)));

    private Argument Drawn(string layer, LayerParameter parameter, Shape? current, Size[] sizes, int rank)
    {
        if (parameter.Name == "Lengths")
            return Argument.OfMany(parameter.Name, [.. Enumerable.Range(0, Chance(60) ? Math.Max(rank - 1, 1) : _random.Next(1, 3)).Select(axis => Length(current, axis + 1, sizes))]);
        if (parameter.Type == ParameterType.Integers)
            return Argument.OfMany(parameter.Name, [.. Order(rank)]);
        if (layer.StartsWith("ConvTranspose", StringComparison.Ordinal) && parameter.Name == "Output")
            return Argument.OfMany(parameter.Name, [.. Enumerable.Range(0, parameter.Axes).Select(axis => (object?)Enlarged(current, axis + 1))]);
        if (parameter.Type == ParameterType.Shape)
            return Argument.OfMany(parameter.Name, NewAxes(current, sizes));
        if (parameter.Type == ParameterType.PerAxis && parameter.Axes != 1 && Chance(30))
            return Argument.OfMany(parameter.Name, [.. Enumerable.Range(0, parameter.Axes > 0 ? parameter.Axes : Chance(90) ? Math.Max(rank - 1, 1) : 2).Select(_ => Sized(layer, parameter, sizes, rank))]);
        return Argument.Of(parameter.Name, parameter.Type switch
        {
            ParameterType.PerAxis when parameter.Name == "Scale" && Chance(25) => 1.5,
            ParameterType.PerAxis => Sized(layer, parameter, sizes, rank),
            ParameterType.Size when parameter.Name == "Groups" && !Chance(15) => (long)_random.Next(1, 4),
            ParameterType.Size => Number(sizes),
            ParameterType.Flag => Chance(50),
            ParameterType.Number => parameter.Name is "P" or "Momentum" or "Eps" ? 0.25 : Pick(0.5, 0.5, -0.5, -0.5, 0.0),
            ParameterType.Name => parameter.Name switch
            {
                "PaddingMode" => Pick("Zeros", "Reflect", "Replicate", "Circular"),
                "Mode" => Pick("Nearest", "Bilinear", "Bicubic", "Linear", "Trilinear"),
                _ => Helper,
            },
            _ => throw new ArgumentOutOfRangeException(nameof(parameter)),
        });
    }

    /// <summary>A number, or sometimes an expression of the size for kernels and strides.</summary>
    private object Sized(string layer, LayerParameter parameter, Size[] sizes, int rank) =>
        !parameter.IsFixed && sizes.Any(size => size.Name == Step) && Chance(25)
            ? parameter.Minimum == 0 ? Pick($"{Step} - 1", $"{Step} - 1", Step) : Pick(Step, Step, $"{Step} + 1", $"2*{Step} - 1")
            : Integer(layer, parameter, rank);

    private long Integer(string layer, LayerParameter parameter, int rank) => parameter.Name switch
    {
        "Kernel" => _random.Next(1, 5),
        "Stride" => _random.Next(1, 4),
        "Padding" => Chance(50) ? 0 : _random.Next(0, layer.EndsWith("Pad2d", StringComparison.Ordinal) ? 4 : 3),
        "OutputPadding" => _random.Next(0, 3),
        "Dilation" => _random.Next(1, 3),
        "Factor" => Chance(80) ? 2 : 3,
        "Axes" => _random.Next(1, rank + (Chance(25) ? 2 : 1)),
        "Axis" => _random.Next(-rank, rank + (Chance(25) ? 1 : 0)),
        _ => _random.Next((int)parameter.Minimum, 4),
    };

    /// <summary>Other axes with as many elements as the current shape; sometimes arbitrary axes.</summary>
    private object?[] NewAxes(Shape? current, Size[] sizes)
    {
        if (current is null || Chance(10))
            return [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Number(sizes))];

        var axes = new List<object?>();
        var rest = current.Size;
        foreach (var factor in new long[] { 2, 3, 4, 7 }.Where(_ => Chance(40)))
        {
            if (rest.DividedBy(factor) is { } divided)
                (rest, axes) = (divided, [.. axes, factor]);
        }

        axes.Insert(_random.Next(axes.Count + 1), Written(rest) ?? 3L);
        while (axes.Count < 3 && Chance(40))
            axes.Add(1L);
        return [.. axes];
    }

    /// <summary>A length that usually fits into an axis of the current shape.</summary>
    private object? Length(Shape? current, int axis, Size[] sizes) =>
        current is null || axis >= current.Rank || Chance(15) ? Number(sizes)
        : current[axis].Constant is { } whole ? Math.Max(whole - _random.Next(0, 4), 1)
        : Chance(50) ? Written(current[axis]) ?? 1L
        : 1L;

    /// <summary>A length to which a transposed convolution may enlarge an axis.</summary>
    private long Enlarged(Shape? current, int axis) =>
        Math.Max((current is not null && axis < current.Rank ? current[axis].Constant ?? 4 : 4) * _random.Next(1, 4) + _random.Next(-1, 3), 1);

    /// <summary>An order of the axes; sometimes not one.</summary>
    private IEnumerable<object?> Order(int rank)
    {
        var axes = Enumerable.Range(0, rank).OrderBy(_ => _random.Next()).Select(axis => (object?)(long)axis).ToList();
        if (Chance(20))
            axes[_random.Next(rank)] = (long)_random.Next(0, rank + 1);
        return axes;
    }

    private object? Number(Size[] sizes)
    {
        var number = s_numbers[_random.Next(s_numbers.Length)];
        if (sizes.Length == 0 || Chance(60))
            return number;
        var (size, other) = (sizes[_random.Next(sizes.Length)].Name, sizes[_random.Next(sizes.Length)].Name);
        return Pick(size, size, $"2*{size}", $"{size} + 1", $"{size} - 1", $"{size}/2", $"{size} + {other}", $"{size}*{other}");
    }

    /// <summary>Listed, limited and unlimited sizes for axes, and one with few values for kernels and strides.</summary>
    private Size[] Sizes() =>
    [
        .. new[] { "Width", "Height" }.Where(_ => Chance(30)).Select(name =>
        {
            int[] values = [.. new[] { 1, 2, 3, 4, 6, 8, 12 }.Where(_ => Chance(35)).DefaultIfEmpty(4)];
            var least = _random.Next(1, 4);
            return Chance(60)
                ? new Size(name, values[0], true, AnyOf: new EquatableArray<int>(values))
                : new Size(name, least, true, Min: least, Max: Chance(50) ? null : least + _random.Next(0, 3));
        }),
        .. Chance(30) ? new[] { new Size(Step, 2, true, AnyOf: new EquatableArray<int>([2, .. new[] { 1, 3 }.Where(_ => Chance(50))])) } : [],
    ];

    private object?[] Input(Size[] sizes)
    {
        var rank = Chance(35) ? 1 : Chance(60) ? 3 : Chance(70) ? 2 : 4;
        return [.. Enumerable.Range(0, rank).Select(axis => Chance(75) && axis > 0 ? (object?)(long)new[] { 6, 7, 8, 9, 12 }[_random.Next(5)] : Number(sizes))];
    }

    private static Parameter Parameter(string name, object?[] axes) => new(name, Argument.OfMany("Axes", axes));

    private static Shapes.Stage Declared(Layer[] layers, Parameter[] parameters, string name = Stage) => new(
        name, layers.LastOrDefault()?.Kind == "Gaussian" ? StageForm.Gaussian : StageForm.Tensor, new(parameters), new(layers), null);

    private static Architecture Model(Size[] sizes, Shapes.Stage[] stages, Submodel[]? submodels = null) =>
        new("Net", null, default, default, null, new(sizes), new(stages), new(submodels ?? []));

    /// <summary>The chain's current output; null if a parameter is not used yet.</summary>
    private static Shape? Last(Architecture model) => ModelChecker.Check(model).Stages[^1]?.Output;

    /// <summary>The output shapes of a stage's layers.</summary>
    private static List<Shape>? Shapes(Size[] sizes, Shapes.Stage[] stages, Submodel[] submodels, string stage) =>
        ModelChecker.Check(Model(sizes, stages, submodels)).Stages.First(candidate => candidate!.Name == stage) is { } found ? [.. found.Layers.Select(layer => layer.Output)] : null;

    /// <summary>A shape as it can be declared; null if an axis is not a polynomial.</summary>
    private static object?[]? Written(Shape shape) => shape.Axes.Select(Written).ToArray() is var axes && axes.Contains(null) ? null : axes;

    private static object? Written(SizeExpression axis) => axis.Constant is { } number ? number : $"{axis}".Contains('⌊') ? null : $"{axis}";

    private static long Elements(Size[] sizes, Shape shape) => shape.Size.Evaluate(name => sizes.First(size => size.Name == name) is var size ? SizeSamples.Of(size).Max() : 1);

    private static List<string> Points(Architecture model) =>
    [
        .. model.Stages[^1].Parameters.Select(parameter => parameter.Name),
        .. model.Stages[^1].Layers.Where(layer => layer.Kind == "Mark").Select(layer => (string)layer.Arguments[0].Values[0]!),
        .. model.Stages[^1].Layers.Where(layer => layer.Kind == "Call").SelectMany(layer => layer.Find("As") is { } names ? names.Values.Cast<string>() : model.Stages[0].Outputs),
    ];

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];
}
