namespace ModelDsl.Generator.Shapes;

/// <summary>Other stages that a stage may run, with what keeps them from it.</summary>
internal interface IStages
{
    /// <summary>A stage of the model; null where it is mistaken, with an error only where that is its caller's mistake.</summary>
    CheckedStage? Find(string stage, Place caller, out int index, out DeclarationError? error);

    /// <summary>A stage of a held model, its forward where none is named; null as above.</summary>
    CheckedStage? FindHeld(string property, string stage, Place caller, out DeclarationError? error);
}

/// <summary>Follows shapes through the layers of a stage, up to the first mistake.</summary>
internal sealed class StageChecker(Architecture model, int index, SizeDomain domain, IStages stages)
{
    private readonly Stage _stage = model.Stages[index];
    private readonly Scope _scope = Scope.Of(domain);
    private readonly List<AppliedLayer> _layers = [];
    private readonly List<Value> _parameters = [];
    private readonly Dictionary<string, Value> _points = [];
    private readonly HashSet<int> _usedParameters = [0];

    /// <summary>The checked stage; null with the <paramref name="error"/>, or without where another place reports the mistake.</summary>
    public CheckedStage? Check(out DeclarationError? error)
    {
        if (_stage.Form == StageForm.Unsuitable)
        {
            error = DeclarationError.Of(Rule.UnsuitableStage, new(PlaceKind.Stage, index), _stage.Name).RepairedBy(_stage.Repair);
            return null;
        }

        if (_stage is { IsHandWritten: true, Layers.Count: > 0 })
        {
            var first = new Place(PlaceKind.Layer, index, 0);
            error = DeclarationError.Of(Rule.LayersAndBody, first, _stage.Name).RepairedBy(
                _stage.Layers.Count == 1 ? Repair.Remove(first, _stage.Layers[0].Kind ?? "") : null,
                Repair.Of(EditKind.RemoveBody, new(PlaceKind.Stage, index), ""));
            return null;
        }

        if (!ReadParameters(out error))
            return null;
        if (_stage.IsHandWritten)
            return HandWritten(out error);
        if (_stage.Layers.Count == 0)
        {
            error = DeclarationError.Of(Rule.StageWithoutLayers, new(PlaceKind.Stage, index), _stage.Name);
            return null;
        }

        if (new BlockExpander(domain).Expand(_stage.Layers, i => new(PlaceKind.Layer, index, i), _scope, out error) is not { } layers)
        {
            error = error is null ? null : Outside(error);
            return null;
        }

        var current = _parameters[0];
        foreach (var layer in layers)
        {
            if (Apply(layer, ref current, out error) is not true)
            {
                error = error is null ? null : Outside(error);
                return null;
            }
        }

        if ((CheckUse() ?? CheckResult()) is { } fault)
        {
            error = fault;
            return null;
        }

        var result = new CheckedStage(_stage.Name, Shapes(_parameters), _layers, current.Shape)
        {
            GivesGaussian = _stage.Form == StageForm.Gaussian,
        };
        error = CheckAssertion(result, out var isMistaken);
        return error is null && !isMistaken ? result : null;
    }

    private static IReadOnlyList<Shape> Shapes(IEnumerable<Value> values) => [.. values.Select(value => value.Shape)];

    private bool ReadParameters(out DeclarationError? error)
    {
        error = null;
        for (var i = 0; i < _stage.Parameters.Count; i++)
        {
            var (parameter, place) = (_stage.Parameters[i], new Place(PlaceKind.Parameter, index, i));
            if (parameter.Shape is not { } declared)
            {
                var known = FindKnown(i);
                error = DeclarationError.Of(Rule.ParameterWithoutShape, place, _stage.Name, parameter.Name, known ?? "...")
                    .RepairedBy(known is null ? null : Repair.Of(EditKind.AnnotateParameter, place, $"[Shape({known})]"));
                return false;
            }

            if (new ArgumentReader(domain, _scope).ReadShape(declared, place, out error) is not { } shape)
                return false;
            _parameters.Add(new(-1, i, shape));
            _points[parameter.Name] = _parameters[i];
        }

        return true;
    }

    /// <summary>The axes that the interfaces give a parameter, or the result where it is −1; null where they leave it open.</summary>
    private string? FindKnown(int parameter)
    {
        if (model.FamilyStages.FirstOrDefault(candidate => candidate.Stage == _stage.Name) is not { } declared || parameter >= declared.Parameters.Count)
            return null;
        var known = parameter < 0 && declared.Shape is { } stated
            ? new ArgumentReader(domain, _scope).ReadShape(stated, new(PlaceKind.Stage, index), out _)
            : (parameter < 0 ? declared.Output : declared.Parameters[parameter]) is { } space ? FindInSpace(space) : null;
        return known is null ? null : Repairs.Written(known);
    }

    /// <summary>The shape that another stage has in a space.</summary>
    private Shape? FindInSpace(string space)
    {
        foreach (var other in model.FamilyStages)
        {
            if (other.Stage == _stage.Name || stages.Find(other.Stage, new(PlaceKind.Model), out _, out _) is not { } found)
                continue;
            var parameter = other.Parameters.ToList().IndexOf(space);
            if (parameter >= 0 && parameter < found.Inputs.Count)
                return found.Inputs[parameter];
            if (other.Output == space)
                return found.Output;
        }

        return null;
    }

    private CheckedStage? HandWritten(out DeclarationError? error)
    {
        if (_stage.Returns is not { } returns)
        {
            var (known, place) = (FindKnown(-1), new Place(PlaceKind.Stage, index));
            error = DeclarationError.Of(Rule.HandWrittenShape, place, _stage.Name, known ?? "...")
                .RepairedBy(known is null ? null : Repair.Of(EditKind.AnnotateResult, place, $"[return: Shape({known})]"));
            return null;
        }

        return new ArgumentReader(domain, _scope).ReadShape(returns, new(PlaceKind.Return, index), out error) is { } output
            ? new(_stage.Name, Shapes(_parameters), [], output) { IsHandWritten = true, GivesGaussian = _stage.Form == StageForm.Gaussian }
            : null;
    }

    private bool Apply(ExpandedLayer expanded, ref Value current, out DeclarationError? error)
    {
        error = null;
        var (declared, place) = (expanded.Declared, expanded.Place);
        if (declared.Kind is not { } name)
            return false;
        if (name == "Mark")
            return Mark(declared, place, current, out error);
        if (LayerCatalogue.Find(name) is not { } kind)
        {
            error = DeclarationError.Of(Rule.UnknownLayer, place, name);
            return false;
        }

        if (_layers.Count > 0 && _layers[_layers.Count - 1] is { GivesGaussian: true } distribution)
        {
            error = new DeclarationError(Rule.GaussianInside, place, new([distribution.Kind.Name, name]), distribution.Place)
                .RepairedBy(distribution.Kind.Name == "Gaussian" && name != "Gaussian" ? Repair.Of(EditKind.MoveLast, distribution.Place, "Gaussian") : null);
            return false;
        }

        error = PortedLayer.Check(declared, kind, place);
        if (error is not null)
            return false;
        if (ReadArguments(declared, kind, expanded, out error) is not { } arguments
            || FindInputs(kind, arguments, place, current, out error) is not { } inputs)
            return false;

        var layer = new AppliedLayer(_layers.Count, kind, arguments, inputs, domain, place);
        try
        {
            return Resolve(ref layer, out error) && Apply(layer, ref current, out error);
        }
        catch (OverflowException)
        {
            error = DeclarationError.Of(Rule.TooLarge, place, name, $"on {layer.Input} {ModelChecker.MoreThan64Bits}");
            return false;
        }
    }

    private bool Apply(AppliedLayer layer, ref Value current, out DeclarationError? error)
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
            _usedParameters.Add(input.Parameter);
        _layers.Add(layer);
        current = new(layer.Index, -1, layer.Output);
        return true;
    }

    /// <summary>Gives what flows here a name. It is no layer: it has no number.</summary>
    private bool Mark(Layer declared, Place place, Value current, out DeclarationError? error)
    {
        error = null;
        if (declared.Arguments.FirstOrDefault()?.Values[0] is not string point)
            return false;
        if (_points.ContainsKey(point))
        {
            error = DeclarationError.Of(Rule.TakenName, place with { Argument = "Name" }, point);
            return false;
        }

        _points[point] = current;
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

    private EquatableArray<Value>? FindInputs(
        LayerKind kind, object[] arguments, Place place, Value current, out DeclarationError? error)
    {
        error = null;
        var isFirst = current.Parameter == 0 && _layers.Count == 0;
        switch (kind.Inputs)
        {
            case LayerInputs.Joined when arguments[kind.IndexOf("From")] is string { Length: > 0 } from:
                if (!_points.TryGetValue(from, out var point))
                {
                    error = DeclarationError.Of(Rule.UnknownPoint, place with { Argument = "From" }, _stage.Name, $"has no point '{from}'",
                            Suggestion.DidYouMean(from, _points.Keys) is { Length: > 0 } nearest ? nearest : $" Write [Mark(\"{from}\")] where it is, before this.")
                        .RepairedBy(Suggestion.Nearest(from, _points.Keys) is not { } other ? null
                            : Repair.Set(place with { Argument = "From" }, _points[other].Parameter >= 0 ? $"nameof({other})" : $"\"{other}\""));
                    return null;
                }

                return new([current, point]);

            case LayerInputs.Joined when !isFirst || _parameters.Count < 2:
                error = DeclarationError.Of(Rule.UnknownPoint, place, _stage.Name, $"has nothing for {kind.Name} to join here",
                    $" Name a point, as in [{kind.Name}(\"start\")] after a [Mark(\"start\")]: only the first layer of a stage with several parameters joins these without a name.");
                return null;

            case LayerInputs.Joined:
            case LayerInputs.Forwarded when isFirst && _parameters.Count > 1:
                return new(_parameters);

            default:
                return new([current]);
        }
    }

    /// <summary>Finds the stage or the layer that a layer names.</summary>
    private bool Resolve(ref AppliedLayer layer, out DeclarationError? error)
    {
        error = null;
        switch (layer.Kind.Name)
        {
            case "Call":
                layer = Calling(layer, stages.Find(layer.Name("Stage"), layer.Place, out _, out error));
                return layer.Callee is not null;

            case "Use":
                layer = Calling(layer, stages.FindHeld(layer.Name("Property"), layer.Name("Stage"), layer.Place, out error));
                return layer.Callee is not null;

            case "Tied":
                if (stages.Find(layer.Name("Stage"), layer.Place, out var stage, out error) is not { } other)
                    return false;
                var source = other.Layers.ElementAtOrDefault((int)layer.Axes("Layer")[0]);
                if (source is null || !TiedSource(source))
                {
                    error = DeclarationError.Of(Rule.NoTranspose, layer.Place with { Argument = "Layer" }, other.Name, $"{layer.Axes("Layer")}",
                            source is null ? "no layer" : source.Kind.Name, Transposable(other))
                        .RepairedBy(other.Layers.Count(TiedSource) == 1 ? Repair.Set(layer, "Layer", $"{other.Layers.Single(TiedSource).Index}") : null);
                    return false;
                }

                layer = layer with { Tied = new(stage, source) };
                return true;

            default:
                return true;
        }
    }

    /// <summary>The layer with the stage that it runs: one with a single parameter gets the first of several.</summary>
    private static AppliedLayer Calling(AppliedLayer layer, CheckedStage? callee) => layer with
    {
        Callee = callee,
        Inputs = callee?.Inputs.Count == 1 ? new([layer.Inputs[0]]) : layer.Inputs,
    };

    private static bool TiedSource(AppliedLayer layer) => Layers.TiedRules.HasTranspose(layer);

    private static string Transposable(CheckedStage stage)
    {
        var layers = stage.Layers.Where(TiedSource).Select(layer => $"{layer.Index}").ToList();
        return layers.Count == 0 ? "" : $" In {stage.Name}: {string.Join(", ", layers)}.";
    }

    /// <summary>Computes what the summary holds, at its least, so that an overflow is thrown here.</summary>
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
            .RepairedBy(fault.Rule == Rule.SymbolicAxis ? AllowDefaults(layer) : fault.Repair);
    }

    /// <summary>The repair that gives the input's sizes their defaults alone; null where that does not help.</summary>
    private Repair? AllowDefaults(AppliedLayer layer)
    {
        var names = layer.Input.Axes.SelectMany(axis => axis.Names).Distinct().ToList();
        return domain.WithDefaults(names) is { } few && layer.Kind.Rule(layer with { Sizes = few }, _layers).Fault is null
            ? domain.AllowDefaults(names)
            : null;
    }

    /// <summary>An error in a block is shown where the block is used, and the layer in the block as an additional place.</summary>
    private static DeclarationError Outside(DeclarationError error) => error.Place.Inside.Count == 0
        ? error with { Related = error.Related?.Outermost() }
        : error with { Place = error.Place.Outermost(), Related = error.Place, Repairs = default };

    private DeclarationError? CheckUse()
    {
        var unused = Enumerable.Range(0, _parameters.Count).Where(i => !_usedParameters.Contains(i)).DefaultIfEmpty(-1).First();
        return unused < 0 ? null : DeclarationError.Of(
                Rule.UnusedParameter, new(PlaceKind.Parameter, index, unused), _stage.Name, _stage.Parameters[unused].Name)
            .RepairedBy(_stage.Layers.Count > 0 && _parameters.All(parameter => parameter.Shape.Rank == 1)
                ? Repair.Of(EditKind.InsertLayers, new(PlaceKind.Layer, index, 0), "Concat")
                : null);
    }

    /// <summary>The method returns what its last layer gives.</summary>
    private DeclarationError? CheckResult()
    {
        var last = _layers.LastOrDefault();
        return (last?.GivesGaussian == true) == (_stage.Form == StageForm.Gaussian)
            ? null
            : new DeclarationError(Rule.GaussianResult, new(PlaceKind.Stage, index), new(_stage.Form == StageForm.Gaussian
                    ? [_stage.Name, "Gaussian", "a tensor", $"{AsGaussian(last)}, or return Tensor"]
                    : [_stage.Name, "Tensor", "a distribution", "Return Gaussian"]), last?.Place.Outermost())
                .RepairedBy(_stage.Form != StageForm.Gaussian ? Repair.Of(EditKind.SetReturnType, new(PlaceKind.Stage, index), "Gaussian")
                    : last?.Kind.Name == "Linear" ? Repair.Rename(last, "Gaussian")
                    : null);
    }

    /// <summary>What makes the stage end in a distribution: a last Linear was most often meant as one.</summary>
    private static string AsGaussian(AppliedLayer? last) => last?.Kind.Name == "Linear"
        ? $"Write Gaussian({Repairs.Written(last.Size("Features"))}) in place of Linear({Repairs.Written(last.Size("Features"))})"
        : "End it with a layer such as [Gaussian(10)]";

    private DeclarationError? CheckAssertion(CheckedStage stage, out bool isMistaken)
    {
        isMistaken = false;
        if (_stage.Returns is not { } returns)
            return null;

        var place = new Place(PlaceKind.Return, index, Argument: returns.Name);
        if (new ArgumentReader(domain, _scope).ReadShape(returns, place, out var error) is not { } asserted)
        {
            isMistaken = true;
            return error;
        }

        if (domain.AreEqual(asserted, stage.Output))
            return null;

        var repair = OutputRepair.Find(stage, asserted);
        return new DeclarationError(
                Rule.AssertedOutput,
                repair?.Place ?? place,
                new([stage.Name, $"{stage.Output}", $"{asserted}", repair?.Explanation ?? "", repair?.Advice ?? ""]),
                repair?.Place is null ? stage.Layers.LastOrDefault()?.Place.Outermost() : place)
            .RepairedBy(repair?.Repair, Repair.Set(place, Repairs.Written(stage.Output)));
    }
}
