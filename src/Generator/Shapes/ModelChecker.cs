namespace ModelDsl.Generator.Shapes;

/// <summary>Checks a declaration: its class, its sizes, each stage, and how the stages fit.</summary>
internal sealed class ModelChecker : IStages
{
    /// <summary>The fault of a layer or a model with too many values.</summary>
    public const string MoreThan64Bits = "has more values than 64 bits can count";

    private readonly Architecture _model;
    private readonly SizeDomain _domain;
    private readonly CheckedStage?[] _stages;
    private readonly DeclarationError?[] _stageErrors;
    private readonly bool[] _isChecked;
    private readonly List<int> _underCheck = [];
    private readonly Dictionary<string, CheckedModel> _submodels = [];

    private ModelChecker(Architecture model)
    {
        (_model, _domain) = (model, new(model.Sizes));
        (_stages, _stageErrors, _isChecked) = (new CheckedStage?[model.Stages.Count], new DeclarationError?[model.Stages.Count], new bool[model.Stages.Count]);
    }

    /// <summary>Checks a declaration. Its repairs are not tried.</summary>
    public static CheckedModel Check(Architecture model) => new ModelChecker(model).Check();

    /// <summary>The mistakes of a declaration, with the repairs that work.</summary>
    /// <param name="model">The declaration.</param>
    /// <param name="others">Reads the other models of the project, in which a repair of a block must not cause mistakes.</param>
    public static IReadOnlyList<DeclarationError> Diagnose(Architecture model, Func<IReadOnlyList<Architecture>> others) =>
        Check(model).Errors is { Count: > 0 } errors ? new RepairTrial(model, errors, new(others, isThreadSafe: false)).Resolve() : [];

    private CheckedModel Check()
    {
        var errors = new List<DeclarationError>();
        if (_model.Impediment is { } impediment)
            errors.Add(DeclarationError.Of(RuleId.UnsuitableModel, new(PlaceKind.Model), _model.Name, impediment.Fault).RepairedBy(impediment.Repair));
        if (_model.Objective is { Impediment: { } hidden } objective)
            errors.Add(DeclarationError.Of(RuleId.NotConstructible, new(PlaceKind.Objective), objective.Name, hidden.Fault));
        if (_model.RequiredMember is { } required)
            errors.Add(DeclarationError.Of(RuleId.NotConstructible, new(PlaceKind.Member, Argument: required), _model.Name, $"has the required member {required}: write an initializer in place of required"));
        errors.AddRange(_model.Settings.Select(setting => setting.Error).OfType<DeclarationError>());
        if (_model.LayerOnClass is >= 0 and var stray)
            errors.Add(DeclarationError.Of(RuleId.LayerOnClass, new(PlaceKind.Block, Index: stray), _model.Name, "Write it on a stage, or remove it"));
        if (_model.Objective is { Other: { } other } first)
        {
            var second = new Place(PlaceKind.Objective, Index: 1);
            errors.Add(DeclarationError.Of(RuleId.SeveralObjectives, second, _model.Name, first.Name, other).RepairedBy(Repair.Remove(second, other)));
        }

        if (_model.Stages.Count == 0)
            errors.Add(DeclarationError.Of(RuleId.NoStages, new(PlaceKind.Model), _model.Name));
        errors.AddRange(new PropertyChecker(_model).Check());

        for (var i = 0; i < _model.Stages.Count; i++)
        {
            // Weights and summaries are named by the stage, so overloads would collide.
            if (PropertyChecker.TakenNames.Contains(_model.Stages[i].Name) || _model.IndexOf(_model.Stages[i].Name) < i)
                errors.Add(DeclarationError.Of(RuleId.TakenName, new(PlaceKind.Stage, i), _model.Stages[i].Name));
            CheckStage(i);
        }

        errors.AddRange(_stageErrors.Where(error => error is not null).Select(error => error!));
        if (_stages.FirstOrDefault() is { } start && !TotalsFitIn64Bits())
            errors.Add(DeclarationError.Of(RuleId.TooLarge, new(PlaceKind.Model), _model.Name, $"on {start.Input} {MoreThan64Bits}"));
        errors.AddRange(new FamilyChecker(_model, _domain, _stages).Check());
        return new(_stages, errors);
    }

    private void CheckStage(int index)
    {
        if (_isChecked[index])
            return;
        _isChecked[index] = true;
        _underCheck.Add(index);
        _stages[index] = new StageChecker(_model, index, _domain, this).Check(out _stageErrors[index]);
        _underCheck.RemoveAt(_underCheck.Count - 1);
    }

    CheckedStage? IStages.Find(string stage, Place caller, out int index, out DeclarationError? error)
    {
        error = null;
        index = _model.IndexOf(stage);
        if (index < 0)
        {
            error = Unknown(caller with { Argument = "Stage" }, stage, $"stage of {_model.Name}", [.. _model.Stages.Select(candidate => candidate.Name)], Identifiers.NameOf);
            return null;
        }

        var start = _underCheck.IndexOf(index);
        if (start >= 0)
        {
            var path = _underCheck.Skip(start).Append(index).Select(i => _model.Stages[i].Name).ToList();
            error = DeclarationError.Of(RuleId.Recursion, caller, stage, string.Join(" runs ", path), path.Count > 2 ? "one of these" : "it").RepairedBy(Repair.Remove(caller, "Call"));
            return null;
        }

        CheckStage(index);
        return _stages[index];
    }

    CheckedStage? IStages.FindInSubmodel(string property, string stage, Place caller, out DeclarationError? error)
    {
        error = null;
        if (_model.Submodels.FirstOrDefault(candidate => candidate.Property == property) is not { } submodel)
        {
            error = Unknown(caller with { Argument = "Property" }, property, $"partial property of {_model.Name} with a model as its type",
                [.. _model.Submodels.Select(candidate => candidate.Property)], Identifiers.NameOf);
            return null;
        }

        // A mistake of the submodel is reported at its declaration; only that of a compiled one is reported here.
        if (submodel.Architecture is not { } architecture)
            return null;
        if (CheckSubmodel(property, architecture) is not { IsValid: true } check)
        {
            // It compiled without error, so a stage refers to a hidden member.
            error = submodel.IsCompiled
                ? DeclarationError.Of(RuleId.UnknownTarget, caller with { Argument = "Property" }, property, "model that another assembly can use",
                    $" In the project of {architecture.Name}, declare as public each stage and model that its stages refer to.")
                : null;
            return null;
        }

        // Without a stage's name, the model's forward.
        if (stage.Length == 0 && architecture.Autoencoder is { } autoencoder)
        {
            var decode = check.Stages[autoencoder.Decode]!;
            return Translated(architecture, check, new("forward", check.Stages[autoencoder.Encode]!.Inputs, [], decode.Output)
            {
                MultiplyAdds = check.Stages[autoencoder.Encode]!.MultiplyAdds + decode.MultiplyAdds,
                IntegerInputs = check.Stages[autoencoder.Encode]!.IntegerInputs,
            });
        }

        var found = stage.Length == 0 ? architecture.Stages.Count == 1 ? 0 : -1 : architecture.IndexOf(stage);
        if (found < 0)
        {
            var names = architecture.Stages.Select(candidate => candidate.Name).ToList();
            error = stage.Length == 0
                ? DeclarationError.Of(RuleId.UnknownTarget, caller, property, "model with one stage or with a forward", $" Name one of its stages: [Use(nameof({property}), \"{names.FirstOrDefault()}\")].")
                : Unknown(caller with { Argument = "Stage" }, stage, $"stage of {architecture.Name}", names, name => $"\"{name}\"");
            return null;
        }

        return Translated(architecture, check, check.Stages[found]!);
    }

    private static DeclarationError Unknown(Place place, string name, string kind, IReadOnlyList<string> names, Func<string, string> written) =>
        DeclarationError.Of(RuleId.UnknownTarget, place, name, kind, Suggestion.DidYouMean(name, names))
            .RepairedBy(Suggestion.Nearest(name, names) is { } nearest ? Repair.Set(place, written(nearest)) : null);

    /// <summary>The stage in this model's sizes. Sizes of the same name are passed on; the others have their defaults.</summary>
    private CheckedStage Translated(Architecture submodel, CheckedModel check, CheckedStage stage)
    {
        var weights = check.Stages.SelectMany(other => other!.Layers).Aggregate(SizeExpression.Zero, (sum, layer) => sum + layer.Weights);
        return stage.For(
            name => _domain.Names.Contains(name) ? SizeExpression.Of(name) : submodel.Sizes.First(size => size.Name == name).Value ?? 1,
            weights);
    }

    private CheckedModel CheckSubmodel(string property, Architecture architecture) =>
        _submodels.TryGetValue(property, out var check) ? check : _submodels[property] = Check(architecture);

    /// <summary>True if the model's weights and multiply-adds fit in 64 bits; those of each layer do.</summary>
    private bool TotalsFitIn64Bits()
    {
        try
        {
            var (weights, multiplyAdds) = (0L, 0L);
            foreach (var stage in _stages)
            {
                for (var i = 0; i < stage?.Layers.Count; i++)
                {
                    weights = checked(weights + _domain.AtLeast(stage.Layers[i].Weights));
                    multiplyAdds = checked(multiplyAdds + _domain.AtLeast(stage.Layers[i].MultiplyAdds));
                }
            }

            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }
}
