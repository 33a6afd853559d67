using ModelDsl.Generator.Shapes.Layers;

namespace ModelDsl.Generator.Shapes;

/// <summary>Follows shapes through the layers of a stage, up to the first mistake.</summary>
internal sealed class StageChecker(Architecture model, int index, SizeDomain domain, IStages stages)
{
    private readonly Stage _stage = model.Stages[index];
    private readonly Scope _scope = Scope.Of(domain);
    private readonly List<Value> _parameters = [];
    private readonly Points _points = new();

    /// <summary>The checked stage; null with the <paramref name="error"/>, or without one if the mistake is reported elsewhere.</summary>
    public CheckedStage? Check(out DeclarationError? error)
    {
        if (_stage.Form == StageForm.Unsuitable)
        {
            error = DeclarationError.Of(RuleId.UnsuitableStage, new(PlaceKind.Stage, index), _stage.Name).RepairedBy(_stage.Repair);
            return null;
        }

        if (_stage is { IsHandWritten: true, Layers.Count: > 0 })
        {
            var first = new Place(PlaceKind.Layer, index, 0);
            error = DeclarationError.Of(RuleId.LayersAndBody, first, _stage.Name).RepairedBy(
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
            error = DeclarationError.Of(RuleId.StageWithoutLayers, new(PlaceKind.Stage, index), _stage.Name);
            return null;
        }

        if (new BlockExpander(domain).Expand(_stage.Layers, i => new(PlaceKind.Layer, index, i), _scope, out error) is not { } layers)
        {
            error = error is null ? null : Outside(error);
            return null;
        }

        var chain = new LayerChain(_stage.Name, index, _parameters, layers, _points, domain, stages);
        if (!chain.Apply(out error))
        {
            error = error is null ? null : Outside(error);
            return null;
        }

        if (FindOutputs(chain.Current, out error) is not { } outputs)
            return null;
        if ((chain.FindUnread(outputs.Count == 0 ? [chain.Current] : [.. outputs.Select(output => output.Value)]) ?? EmbeddingRules.CheckReaders(chain.Layers) ?? CheckResult(chain.Layers.LastOrDefault())) is { } fault)
        {
            error = Outside(fault);
            return null;
        }

        var result = new CheckedStage(_stage.Name, Shapes(_parameters), chain.Layers, chain.Current.Shape)
        {
            ReturnsGaussian = _stage.Form == StageForm.Gaussian,
            Outputs = outputs,
            Last = chain.Current,
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
                error = DeclarationError.Of(RuleId.ParameterWithoutShape, place, _stage.Name, parameter.Name, known ?? "...")
                    .RepairedBy(known is null ? null : Repair.Of(EditKind.AnnotateParameter, place, $"[Shape({known})]"));
                return false;
            }

            if (new ArgumentReader(domain, _scope).ReadShape(declared, place, out error) is not { } shape)
                return false;
            _parameters.Add(new(-1, i, shape));
            _points.Add("", parameter.Name, _parameters[i], null);
        }

        return true;
    }

    /// <summary>The axes that the interfaces imply for a parameter, or for the result if it is −1; null if they imply none.</summary>
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
            if (other.Stage == _stage.Name || stages.Find(other.Stage, new(PlaceKind.Model), out _, out _) is not { Outputs.Count: 0 } found)
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
            error = DeclarationError.Of(RuleId.HandWrittenShape, place, _stage.Name, known ?? "...")
                .RepairedBy(known is null ? null : Repair.Of(EditKind.AnnotateResult, place, $"[return: Shape({known})]"));
            return null;
        }

        return new ArgumentReader(domain, _scope).ReadShape(returns, new(PlaceKind.Return, index), out error) is { } output
            ? new(_stage.Name, Shapes(_parameters), [], output) { IsHandWritten = true, ReturnsGaussian = _stage.Form == StageForm.Gaussian }
            : null;
    }

    /// <summary>Moves an error in a block to the use of the block; the layer in the block becomes an additional location.</summary>
    private DeclarationError Outside(DeclarationError error) => error.Place.Inside.Count == 0
        ? error with { Related = error.Related?.Outermost() }
        : error with
        {
            Place = error.Place.Outermost(),
            Related = error.Place,
            Repairs = default,
            Proposals = error.Proposals is { } proposals ? new(proposals.Select(proposal => proposal.In(BlockAt(error.Place)))) : null,
        };

    /// <summary>The name of the block that contains a place.</summary>
    private string BlockAt(Place place) =>
        place.Inside.Take(place.Inside.Count - 1).Aggregate(_stage.Layers[place.Index], (layer, inner) => layer.Block!.Layers[inner]).Block!.Name;

    /// <summary>
    /// The tensors that a stage with several outputs returns, none for one output: each is the point of its name, and one without a point is the
    /// last tensor. Null with the error.
    /// </summary>
    private IReadOnlyList<StageOutput>? FindOutputs(Value last, out DeclarationError? error)
    {
        error = null;
        if (_stage.Returns is not null && _stage.Outputs.Count > 0)
        {
            var place = new Place(PlaceKind.Return, index);
            error = DeclarationError.Of(RuleId.SeveralOutputs, place, _stage.Name, $"{_stage.Outputs.Count}").RepairedBy(Repair.Remove(place, "return: Shape"));
            return null;
        }

        if (_stage.Outputs.Count == 0)
            return [];
        var unmarked = _stage.Outputs.Where(name => _points.Find("", name) is null).ToList();
        if (unmarked.Count <= 1)
            return [.. _stage.Outputs.Select(name => new StageOutput(name, _points.Find("", name)?.Value ?? last))];
        error = DeclarationError.Of(RuleId.UnmarkedOutput, new(PlaceKind.Stage, index), _stage.Name, string.Join(" and ", unmarked), $"[Mark(\"{unmarked[0]}\")]");
        return null;
    }

    /// <summary>Checks that the method's return type is that of its last layer.</summary>
    private DeclarationError? CheckResult(AppliedLayer? last) =>
        (last?.ReturnsGaussian == true) == (_stage.Form == StageForm.Gaussian)
            ? null
            : _stage.Form == StageForm.Several ? DeclarationError.Of(RuleId.GaussianResult, new(PlaceKind.Stage, index), _stage.Name, "tensors", "a distribution", "Write Linear layers in its place")
            : new DeclarationError(RuleId.GaussianResult, new(PlaceKind.Stage, index), new(_stage.Form == StageForm.Gaussian
                    ? [_stage.Name, "Gaussian", "a tensor", $"{AsGaussian(last)}, or return Tensor"]
                    : [_stage.Name, "Tensor", "a distribution", "Return Gaussian"]), last?.Place.Outermost())
                .RepairedBy(_stage.Form != StageForm.Gaussian ? Repair.Of(EditKind.SetReturnType, new(PlaceKind.Stage, index), "Gaussian")
                    : last?.Kind.Name == "Linear" ? Repair.Rename(last, "Gaussian")
                    : null);

    /// <summary>The advice to end the stage in a distribution. A last Linear usually should be one.</summary>
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

        var (repair, difference) = (OutputRepair.Find(stage, asserted), ShapeDifference.Of(stage.Output, asserted, domain));
        return new DeclarationError(
                RuleId.AssertedOutput,
                repair?.Place ?? place,
                new([stage.Name, $"{difference.Left}{difference.Values}", difference.Right, repair?.Explanation ?? "", repair?.Advice ?? ""]),
                repair?.Place is null ? stage.Layers.LastOrDefault()?.Place.Outermost() : place)
            .RepairedBy(repair?.Repair, Repair.Set(place, Repairs.Written(stage.Output)));
    }
}
