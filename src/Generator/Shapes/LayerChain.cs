using ModelDsl.Generator.Shapes.Layers;

namespace ModelDsl.Generator.Shapes;

/// <summary>Applies the layers of a stage one by one and follows their shapes.</summary>
/// <param name="stage">The stage's name.</param>
/// <param name="index">Its index.</param>
/// <param name="parameters">Its parameters.</param>
/// <param name="points">The parameters by name; the chain adds the marked points.</param>
/// <param name="domain">The model's sizes.</param>
/// <param name="stages">The other stages.</param>
internal sealed class LayerChain(
    string stage, int index, IReadOnlyList<Value> parameters, Dictionary<string, Value> points, SizeDomain domain, IStages stages)
{
    private readonly List<AppliedLayer> _layers = [];
    private readonly HashSet<int> _used = [0];
    private Value _current = parameters[0];

    /// <summary>All layers of the stage, for messages.</summary>
    public IReadOnlyList<ExpandedLayer> All { get; init; } = [];

    public IReadOnlyList<AppliedLayer> Layers => _layers;

    public Shape Output => _current.Shape;

    /// <summary>The first parameter that no layer reads; −1 if none.</summary>
    public int UnusedParameter => Enumerable.Range(0, parameters.Count).Where(i => !_used.Contains(i)).DefaultIfEmpty(-1).First();

    /// <summary>Applies the next layer. False means a mistake: the <paramref name="error"/>, or one that another place reports if that is null.</summary>
    public bool Apply(ExpandedLayer expanded, out DeclarationError? error)
    {
        error = null;
        var (declared, place) = (expanded.Declared, expanded.Place);
        if (declared.Kind is not { } name)
            return false;
        if (name == "Mark")
            return Mark(declared, place, out error);
        if (LayerCatalogue.Find(name) is not { } kind)
        {
            error = DeclarationError.Of(RuleId.UnknownLayer, place, name);
            return false;
        }

        if (_layers.Count > 0 && _layers[_layers.Count - 1] is { ReturnsGaussian: true } distribution)
        {
            error = new DeclarationError(RuleId.GaussianInside, place, new([distribution.Kind.Name, name]), distribution.Place)
                .RepairedBy(distribution.Kind.Name == "Gaussian" && name != "Gaussian" ? Repair.Of(EditKind.MoveLast, distribution.Place, "Gaussian") : null);
            return false;
        }

        if (PortedLayer.IsPorted(declared, kind) && CheckPorted(expanded, kind) is { } ported)
        {
            error = ported;
            return false;
        }

        if (ReadArguments(declared, kind, expanded, out error) is not { } arguments
            || FindInputs(kind, arguments, place, out error) is not { } inputs)
            return false;

        var layer = new AppliedLayer(_layers.Count, kind, arguments, inputs, domain, place);
        try
        {
            return Resolve(ref layer, out error) && Append(layer, out error);
        }
        catch (OverflowException)
        {
            error = DeclarationError.Of(RuleId.TooLarge, place, name, $"on {layer.Input} {ModelChecker.MoreThan64Bits}");
            return false;
        }
    }

    private DeclarationError? CheckPorted(ExpandedLayer expanded, LayerKind kind) =>
        PortedLayer.Check(expanded.Declared, kind, expanded.Place, _current.Shape, other => Fits(expanded with { Declared = other }, kind));

    /// <summary>True if the next layer could be this one.</summary>
    private bool Fits(ExpandedLayer expanded, LayerKind kind)
    {
        try
        {
            return ReadArguments(expanded.Declared, kind, expanded, out _) is { } arguments
                && FindInputs(kind, arguments, expanded.Place, out _) is { } inputs
                && kind.Rule(new(_layers.Count, kind, arguments, inputs, domain, expanded.Place), _layers).Fault is null;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private bool Append(AppliedLayer layer, out DeclarationError? error)
    {
        error = null;
        var result = layer.Kind.Rule(layer, _layers);
        if (result.Fault is { } fault)
        {
            error = Error(fault, layer);
            return false;
        }

        layer = layer with { Output = result.Output! };
        CheckFit(layer);
        foreach (var input in layer.Inputs)
            _used.Add(input.Parameter);
        _layers.Add(layer);
        _current = new(layer.Index, -1, layer.Output);
        return true;
    }

    /// <summary>Names the current tensor. A mark is not counted as a layer.</summary>
    private bool Mark(Layer declared, Place place, out DeclarationError? error)
    {
        error = null;
        if (declared.Arguments.FirstOrDefault()?.Values[0] is not string point)
            return false;
        if (points.ContainsKey(point))
        {
            error = DeclarationError.Of(RuleId.TakenName, place with { Argument = "Name" }, point);
            return false;
        }

        points[point] = _current;
        return true;
    }

    private object[]? ReadArguments(Layer declared, LayerKind kind, ExpandedLayer expanded, out DeclarationError? error)
    {
        error = null;
        var reader = new ArgumentReader(domain, expanded.Scope);
        var values = new object[kind.Parameters.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = kind.Parameters[i];
            var argument = declared.Find(parameter.Name);
            var value = argument is null || parameter.Type == ParameterType.Shape && argument.Values.Count == 0 && parameter.Default is not null
                ? parameter.Default
                : reader.Read(argument, parameter, kind.Name, expanded.Place, out error);
            if (value is null || error is not null)
                return null;
            values[i] = value;
        }

        return values;
    }

    private EquatableArray<Value>? FindInputs(LayerKind kind, object[] arguments, Place place, out DeclarationError? error)
    {
        error = null;
        var isFirst = _current.Parameter == 0 && _layers.Count == 0;
        switch (kind.Inputs)
        {
            case LayerInputs.Joined when arguments[kind.IndexOf("From")] is string { Length: > 0 } from:
                if (!points.TryGetValue(from, out var point))
                {
                    error = ComesLater(from)
                        ? DeclarationError.Of(RuleId.UnknownPoint, place with { Argument = "From" }, stage, $"has no point '{from}' before this layer",
                            $" [Mark(\"{from}\")] comes later: move it before a layer whose input is meant.")
                        : DeclarationError.Of(RuleId.UnknownPoint, place with { Argument = "From" }, stage, $"has no point '{from}'",
                            Suggestion.DidYouMean(from, points.Keys) is { Length: > 0 } nearest ? nearest : $" Name the tensor before this layer with [Mark(\"{from}\")].")
                        .RepairedBy(Suggestion.Nearest(from, points.Keys) is not { } other ? null
                            : Repair.Set(place with { Argument = "From" }, points[other].Parameter >= 0 ? $"nameof({other})" : $"\"{other}\""));
                    return null;
                }

                return new([_current, point]);

            case LayerInputs.Joined when !isFirst || parameters.Count < 2:
                error = DeclarationError.Of(RuleId.UnknownPoint, place, stage, $"has no tensor for {kind.Name} to join here",
                    $" Name a point, as in [{kind.Name}(\"start\")] after a [Mark(\"start\")]: only the first layer of a stage with several parameters joins these without a name.");
                return null;

            case LayerInputs.Joined:
            case LayerInputs.Forwarded when isFirst && parameters.Count > 1:
                return new(parameters);

            default:
                return new([_current]);
        }
    }

    /// <summary>True if a mark follows the layer that refers to it.</summary>
    private bool ComesLater(string point) =>
        All.Any(layer => layer.Declared is { Kind: "Mark" } mark && mark.Arguments.Count > 0 && mark.Arguments[0].Values[0] is string name && name == point);

    /// <summary>Finds the stage or the layer that a layer refers to.</summary>
    private bool Resolve(ref AppliedLayer layer, out DeclarationError? error)
    {
        error = null;
        switch (layer.Kind.Name)
        {
            case "Call":
                layer = Calling(layer, stages.Find(layer.Name("Stage"), layer.Place, out _, out error));
                return layer.Callee is not null;

            case "Use":
                layer = Calling(layer, stages.FindInSubmodel(layer.Name("Property"), layer.Name("Stage"), layer.Place, out error));
                return layer.Callee is not null;

            case "Tied":
                if (stages.Find(layer.Name("Stage"), layer.Place, out var sourceStage, out error) is not { } other)
                    return false;
                var source = other.Layers.ElementAtOrDefault((int)layer.Axes("Layer")[0]);
                if (source is null || !TiedSource(source))
                {
                    error = DeclarationError.Of(RuleId.NoTranspose, layer.Place with { Argument = "Layer" }, other.Name, $"{layer.Axes("Layer")}",
                            source is null ? "no layer" : source.Kind.Name, Transposable(other))
                        .RepairedBy(other.Layers.Count(TiedSource) == 1 ? Repair.Set(layer, "Layer", $"{other.Layers.Single(TiedSource).Index}") : null);
                    return false;
                }

                layer = layer with { Tied = new(sourceStage, source) };
                return true;

            default:
                return true;
        }
    }

    /// <summary>The layer with the stage that it runs. A stage with one parameter receives the first of several inputs.</summary>
    private static AppliedLayer Calling(AppliedLayer layer, CheckedStage? callee) => layer with
    {
        Callee = callee,
        Inputs = callee?.Inputs.Count == 1 ? new([layer.Inputs[0]]) : layer.Inputs,
    };

    private static bool TiedSource(AppliedLayer layer) => TiedRules.HasTranspose(layer);

    private static string Transposable(CheckedStage other)
    {
        var layers = other.Layers.Where(TiedSource).Select(layer => $"{layer.Index}").ToList();
        return layers.Count == 0 ? "" : $" In {other.Name}: {string.Join(", ", layers)}.";
    }

    /// <summary>Computes the values of the summary for the smallest sizes, so that an overflow is thrown here.</summary>
    private void CheckFit(AppliedLayer layer)
    {
        _ = domain.AtLeast(layer.Output.Size);
        _ = domain.AtLeast(layer.Weights);
        _ = domain.AtLeast(layer.MultiplyAdds);
    }

    private DeclarationError Error(LayerFault fault, AppliedLayer layer)
    {
        var related = fault.Related ?? (layer.Inputs[0].Layer >= 0 ? _layers[layer.Inputs[0].Layer] : null);
        return new DeclarationError(
                fault.Rule,
                (fault.Layer ?? layer).Place with { Argument = fault.Argument },
                new(fault.Message),
                related?.Place ?? new(PlaceKind.Parameter, index, Math.Max(layer.Inputs[0].Parameter, 0), "Axes"))
            .RepairedBy(fault.Rule == RuleId.SymbolicAxis ? AllowDefaults(layer) : fault.Repair);
    }

    /// <summary>The repair that allows the input's sizes only their defaults; null if that does not help.</summary>
    private Repair? AllowDefaults(AppliedLayer layer)
    {
        var names = layer.Input.Axes.SelectMany(axis => axis.Names).Distinct().ToList();
        return domain.WithDefaults(names) is { } few && layer.Kind.Rule(layer with { Sizes = few }, _layers).Fault is null
            ? domain.AllowDefaults(names)
            : null;
    }
}
