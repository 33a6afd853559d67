namespace ModelDsl.Generator.Shapes;

/// <summary>Applies the layers of a stage one by one and follows their shapes.</summary>
/// <param name="stage">The stage's name.</param>
/// <param name="index">Its index.</param>
/// <param name="parameters">Its parameters.</param>
/// <param name="layers">Its layers.</param>
/// <param name="points">The parameters by name; the chain adds the marked points.</param>
/// <param name="domain">The model's sizes.</param>
/// <param name="stages">The other stages.</param>
internal sealed class LayerChain(
    string stage, int index, IReadOnlyList<Value> parameters, IReadOnlyList<ExpandedLayer> layers, Points points, SizeDomain domain, IStages stages)
{
    private readonly List<AppliedLayer> _layers = new(layers.Count);
    private readonly bool[] _readParameters = new bool[parameters.Count];
    private readonly bool[] _readLayers = new bool[layers.Count];
    private readonly List<int> _branchEnds = [];
    private readonly TargetFinder _targets = new(stages);
    private readonly LayerErrors _errors = new(index, domain);
    private Value _current = parameters[0];
    private bool _hasBranches;

    public IReadOnlyList<AppliedLayer> Layers => _layers;

    /// <summary>The current tensor, which is the stage's output after its last layer.</summary>
    public Value Current => _current;

    /// <summary>The mistake of a tensor that nothing reads: a parameter or the end of a branch; null if none.</summary>
    /// <param name="outputs">The tensors that the stage returns.</param>
    public DeclarationError? FindUnread(IReadOnlyList<Value> outputs)
    {
        foreach (var output in outputs)
            Read(output);
        for (var i = 0; i < parameters.Count; i++)
        {
            if (!_readParameters[i])
                return UnusedParameter(i);
        }

        // After the last layer comes the end of the stage, where only outputs are read.
        foreach (var end in _branchEnds.Append(_layers.Count - 1))
        {
            if (end < 0 || _readLayers[end])
                continue;
            return points.MarkOf(end) is { Mark: { } mark } point
                ? DeclarationError.Of(RuleId.UnreadPoint, mark with { Argument = "Name" }, point.Name, stage)
                : Lost(_layers[end], _layers[end].Place, $"the end of {stage}", "Mark it with the name of an output");
        }

        return null;
    }

    private DeclarationError UnusedParameter(int parameter) => DeclarationError
        .Of(RuleId.UnusedParameter, new(PlaceKind.Parameter, index, parameter), stage, points.Names("").ElementAtOrDefault(parameter) ?? "")
        .RepairedBy(_layers.Count > 0 && parameters.All(other => other.Shape.Rank == 1)
            ? Repair.Of(EditKind.InsertLayers, new(PlaceKind.Layer, index, 0), "Concat")
            : null);

    private static DeclarationError Lost(AppliedLayer layer, Place place, string before, string advice) => DeclarationError
        .Of(RuleId.LostLayers, place, layer.Kind.Name, before, advice) with { Related = place == layer.Place ? null : layer.Place.Outermost() };

    private void Read(Value value)
    {
        if (value.Layer >= 0)
            _readLayers[value.Layer] = true;
        else
            _readParameters[value.Parameter] = true;
    }

    /// <summary>Applies all layers. False means a mistake: the <paramref name="error"/>, or one that another place reports if that is null.</summary>
    public bool Apply(out DeclarationError? error)
    {
        error = null;
        foreach (var layer in layers)
        {
            if (!Apply(layer, out error))
                return false;
        }

        return true;
    }

    /// <summary>Applies the next layer. False means a mistake: the <paramref name="error"/>, or one that another place reports if that is null.</summary>
    private bool Apply(ExpandedLayer expanded, out DeclarationError? error)
    {
        error = null;
        var (declared, place) = (expanded.Declared, expanded.Place);
        if (declared.Kind is not { } name)
            return false;
        if (name == "Mark")
            return Mark(expanded, out error);
        var kind = LayerCatalogue.Find(name);
        if (kind is null && name != "From")
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

        if (kind is null)
            return Continue(expanded, out error);
        if (PortedLayer.IsPorted(declared, kind) && CheckPorted(expanded, kind) is { } ported)
        {
            error = ported;
            return false;
        }

        if (ReadArguments(declared, kind, expanded, out error) is not { } arguments
            || FindInputs(kind, arguments, expanded, out error) is not { } inputs)
            return false;

        var layer = new AppliedLayer(_layers.Count, kind, arguments, inputs, domain, place);
        try
        {
            return _targets.Find(ref layer, out error) && Append(layer, expanded.Use, out error);
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
                && FindInputs(kind, arguments, expanded, out _) is { } inputs
                && SizedArguments.Apply(new(_layers.Count, kind, arguments, inputs, domain, expanded.Place), _layers).Fault is null;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private bool Append(AppliedLayer layer, string use, out DeclarationError? error)
    {
        error = null;
        var result = SizedArguments.Apply(layer, _layers);
        if (result.Fault is { } fault)
        {
            error = _errors.Of(fault, layer, _layers);
            if (fault.Rule == RuleId.JoinedShapes)
                error = error with { Proposals = new(new JoinRepairs(layer, points, use).Find()) };
            return false;
        }

        if (!ReferenceEquals(layer.Output, result.Output))
            layer = layer with { Output = result.Output! };
        CheckFit(layer);
        foreach (var input in layer.Inputs)
            Read(input);
        _layers.Add(layer);
        _current = new(layer.Index, -1, layer.Output);
        error = layer.Callee is null ? null : points.AddOutputs(use, layer);
        return error is null;
    }

    /// <summary>Names the current tensor. A mark is not counted as a layer.</summary>
    private bool Mark(ExpandedLayer expanded, out DeclarationError? error)
    {
        if (ReadPoint(expanded, "Name", out error) is not { } name)
            return false;
        if (points.Add(expanded.Use, name, _current, expanded.Place))
            return true;
        error = DeclarationError.Of(RuleId.TakenName, expanded.Place with { Argument = "Name" }, name);
        return false;
    }

    /// <summary>Continues from a point. It is not counted as a layer either.</summary>
    private bool Continue(ExpandedLayer expanded, out DeclarationError? error)
    {
        if (ReadPoint(expanded, "Point", out error) is not { } name || FindPoint(name, expanded, expanded.Place with { Argument = "Point" }, out error) is not { } point)
            return false;

        // A marked tensor may be read later; another one no longer can.
        if (_current.Layer >= 0 && !_readLayers[_current.Layer])
        {
            if (points.MarkOf(_current.Layer) is null)
            {
                error = Lost(
                    _layers[_current.Layer], expanded.Place, $"[From({point.Written})]", "Write [Mark(\"main\")] after it and join it later, as in [Add(\"main\")]");
                return false;
            }

            _branchEnds.Add(_current.Layer);
        }

        _current = point.Value;
        _hasBranches = true;
        return true;
    }

    private static string? ReadPoint(ExpandedLayer expanded, string argument, out DeclarationError? error)
    {
        error = null;
        var value = expanded.Declared.Arguments.FirstOrDefault()?.Values[0];
        if (value is string { Length: > 0 } name)
            return name;
        if (value is not NoValue.Mistaken)
        {
            error = DeclarationError.Of(RuleId.UnsuitableArgument, expanded.Place with { Argument = argument }, $"{expanded.Declared.Kind}'s {argument}",
                value is null ? "null" : "empty", "a name, such as \"start\"");
        }

        return null;
    }

    private Point? FindPoint(string name, ExpandedLayer expanded, Place place, out DeclarationError? error)
    {
        var point = points.Find(expanded.Use, name);
        error = point is null ? UnknownPoint(name, expanded, place) : null;
        return point;
    }

    private DeclarationError UnknownPoint(string name, ExpandedLayer expanded, Place place)
    {
        if (layers.Any(layer => layer.Use == expanded.Use && layer.Declared is { Kind: "Mark" } mark && mark.Arguments.Any(argument => argument.Values[0] is string text && text == name)))
            return DeclarationError.Of(RuleId.UnknownPoint, place, stage, $"has no point '{name}' here", $" Its [Mark(\"{name}\")] comes later: write it before this layer.");
        var names = points.Names(expanded.Use).ToList();
        return DeclarationError.Of(RuleId.UnknownPoint, place, stage, $"has no point '{name}'",
                Suggestion.DidYouMean(name, names) is { Length: > 0 } nearest ? nearest : $" Name the tensor before this layer with [Mark(\"{name}\")].")
            .RepairedBy(Suggestion.Nearest(name, names) is { } other ? Repair.Set(place, points.Find(expanded.Use, other)!.Written) : null);
    }

    private object[]? ReadArguments(Layer declared, LayerKind kind, ExpandedLayer expanded, out DeclarationError? error)
    {
        error = null;
        if (kind.Parameters.Length == 0)
            return [];
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

    private EquatableArray<Value>? FindInputs(LayerKind kind, object[] arguments, ExpandedLayer expanded, out DeclarationError? error)
    {
        error = null;
        var isFirst = _layers.Count == 0 && !_hasBranches;
        switch (kind.Inputs)
        {
            case LayerInputs.Joined when arguments[kind.IndexOf("From")] is EquatableArray<string> { Count: > 0 } names:
                var inputs = new List<Value> { _current };
                for (var i = 0; i < names.Count; i++)
                {
                    if (FindPoint(names[i], expanded, expanded.Place with { Argument = "From", Element = i }, out error) is not { } point)
                        return null;
                    inputs.Add(point.Value);
                }

                return new(inputs);

            case LayerInputs.Joined when !isFirst || parameters.Count < 2:
                error = DeclarationError.Of(RuleId.UnknownPoint, expanded.Place, stage, $"has no tensor for {kind.Name} to join here",
                    $" Name a point, as in [{kind.Name}(\"start\")] after a [Mark(\"start\")]: only the first layer of a stage with several parameters joins these without a name.");
                return null;

            case LayerInputs.Joined:
            case LayerInputs.Forwarded when isFirst && parameters.Count > 1:
                return new(parameters);

            default:
                return new([_current]);
        }
    }

    /// <summary>Computes the values of the summary for the smallest sizes, so that an overflow is thrown here.</summary>
    private void CheckFit(AppliedLayer layer)
    {
        _ = domain.AtLeast(layer.Output.Size);
        _ = domain.AtLeast(layer.Weights);
        _ = domain.AtLeast(layer.MultiplyAdds);
    }
}
