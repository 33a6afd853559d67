using static System.FormattableString;

namespace ModelDsl.Generator.Shapes;

/// <summary>A model after the check: all its stages, or what keeps it from being generated.</summary>
/// <param name="Stages">The stages; null where one of them is mistaken.</param>
/// <param name="Errors">The mistakes that are ours to report; none where the compiler reports them.</param>
internal sealed record CheckedModel(IReadOnlyList<CheckedStage?> Stages, IReadOnlyList<DeclarationError> Errors)
{
    public bool IsValid { get; } = Errors.Count == 0 && Stages.All(stage => stage is not null);

    /// <summary>The layers with modules, in the order of the declaration.</summary>
    public IReadOnlyList<(int Stage, AppliedLayer Layer)> Modules { get; } = FindModules(Stages);

    private static List<(int Stage, AppliedLayer Layer)> FindModules(IReadOnlyList<CheckedStage?> stages)
    {
        var modules = new List<(int, AppliedLayer)>();
        for (var i = 0; i < stages.Count; i++)
        {
            foreach (var layer in stages[i]?.Layers ?? [])
            {
                if (layer.Kind.Module is not null)
                    modules.Add((i, layer));
            }
        }

        return modules;
    }
}

/// <summary>Checks a declaration: its class, its sizes, each stage, and how the stages fit.</summary>
internal sealed class ModelChecker : IStages
{
    /// <summary>The fault of a layer, or of all of them, whose values are too many.</summary>
    public const string MoreThan64Bits = "has more values than 64 bits can count";

    /// <summary>What the generated class and its constructor call their own.</summary>
    private static readonly string[] s_takenNames = ["forward", "call", "Summary", "InputShape", "RegisterComponents"];

    private static readonly string[] s_takenSizes = ["Device", "Dtype", .. s_takenNames];

    private readonly Architecture _model;
    private readonly SizeDomain _domain;
    private readonly CheckedStage?[] _stages;
    private readonly DeclarationError?[] _stageErrors;
    private readonly bool[] _isChecked;
    private readonly List<int> _underCheck = [];
    private readonly Dictionary<string, CheckedModel> _held = [];

    private ModelChecker(Architecture model)
    {
        (_model, _domain) = (model, new(model.Sizes));
        (_stages, _stageErrors, _isChecked) = (new CheckedStage?[model.Stages.Count], new DeclarationError?[model.Stages.Count], new bool[model.Stages.Count]);
    }

    public static CheckedModel Check(Architecture model) => new ModelChecker(model).Check();

    private CheckedModel Check()
    {
        var errors = new List<DeclarationError>();
        if (_model.Impediment is { } impediment)
            errors.Add(DeclarationError.Of(Rule.UnsuitableModel, new(PlaceKind.Model), _model.Name, impediment.Fault).RepairedBy(impediment.Repair));
        if (_model.Objective is { Impediment: { } hidden } objective)
            errors.Add(DeclarationError.Of(Rule.NotConstructible, new(PlaceKind.Objective), objective.Name, hidden.Fault));
        if (_model.LayerOnClass is >= 0 and var stray)
            errors.Add(DeclarationError.Of(Rule.LayerOnClass, new(PlaceKind.Block, Index: stray), _model.Name));
        if (_model.Objective is { Other: { } other } first)
        {
            var second = new Place(PlaceKind.Objective, Index: 1);
            errors.Add(DeclarationError.Of(Rule.SeveralObjectives, second, _model.Name, first.Name, other).RepairedBy(Repair.Remove(second, other)));
        }

        if (_model.Stages.Count == 0)
            errors.Add(DeclarationError.Of(Rule.NoStages, new(PlaceKind.Model), _model.Name));
        CheckSizes(errors);
        CheckHeld(errors);

        for (var i = 0; i < _model.Stages.Count; i++)
        {
            if (s_takenNames.Contains(_model.Stages[i].Name))
                errors.Add(DeclarationError.Of(Rule.TakenName, new(PlaceKind.Stage, i), _model.Stages[i].Name));
            CheckStage(i);
        }

        errors.AddRange(_stageErrors.Where(error => error is not null).Select(error => error!));
        if (_stages.FirstOrDefault() is { } start && !TotalsFitIn64Bits())
            errors.Add(DeclarationError.Of(Rule.TooLarge, new(PlaceKind.Model), _model.Name, $"on {start.Input} {MoreThan64Bits}"));
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
            error = Unknown(caller with { Argument = "Stage" }, stage, $"stage of {_model.Name}", [.. _model.Stages.Select(candidate => candidate.Name)], name => $"nameof({name})");
            return null;
        }

        var start = _underCheck.IndexOf(index);
        if (start >= 0)
        {
            var path = _underCheck.Skip(start).Append(index).Select(i => _model.Stages[i].Name);
            error = DeclarationError.Of(Rule.Recursion, caller, stage, string.Join(" runs ", path)).RepairedBy(Repair.Remove(caller, "Call"));
            return null;
        }

        CheckStage(index);
        return _stages[index];
    }

    CheckedStage? IStages.FindHeld(string property, string stage, Place caller, out DeclarationError? error)
    {
        error = null;
        if (_model.Held.FirstOrDefault(candidate => candidate.Property == property) is not { } held)
        {
            error = Unknown(caller with { Argument = "Property" }, property, $"partial property of {_model.Name} with a model as its type",
                [.. _model.Held.Select(candidate => candidate.Property)], name => $"nameof({name})");
            return null;
        }

        // What is wrong with the other model is reported there; only of a compiled one, here.
        if (held.Architecture is not { } architecture)
            return null;
        if (Held(property, architecture) is not { IsValid: true } check)
        {
            // Compiled it was without error: something that its stages name is hidden.
            error = held.IsCompiled
                ? DeclarationError.Of(Rule.UnknownTarget, caller with { Argument = "Property" }, property, "model that another assembly can use",
                    $" Make public, where {architecture.Name} is declared, each stage and model that its stages name.")
                : null;
            return null;
        }

        // Without a stage's name, the model as a whole: what its forward does.
        if (stage.Length == 0 && architecture.Autoencoder is { } autoencoder)
        {
            var decode = check.Stages[autoencoder.Decode]!;
            return Translated(architecture, check, new("forward", check.Stages[autoencoder.Encode]!.Inputs, [], decode.Output)
            {
                MultiplyAdds = check.Stages[autoencoder.Encode]!.MultiplyAdds + decode.MultiplyAdds,
            });
        }

        var found = stage.Length == 0 ? architecture.Stages.Count == 1 ? 0 : -1 : architecture.IndexOf(stage);
        if (found < 0)
        {
            var names = architecture.Stages.Select(candidate => candidate.Name).ToList();
            error = stage.Length == 0
                ? DeclarationError.Of(Rule.UnknownTarget, caller, property, "model with one stage or with a forward", $" Name one of its stages: [Use(nameof({property}), \"{names.FirstOrDefault()}\")].")
                : Unknown(caller with { Argument = "Stage" }, stage, $"stage of {architecture.Name}", names, name => $"\"{name}\"");
            return null;
        }

        return Translated(architecture, check, check.Stages[found]!);
    }

    private static DeclarationError Unknown(Place place, string name, string kind, IReadOnlyList<string> names, Func<string, string> written) =>
        DeclarationError.Of(Rule.UnknownTarget, place, name, kind, Suggestion.DidYouMean(name, names))
            .RepairedBy(Suggestion.Nearest(name, names) is { } nearest ? Repair.Set(place, written(nearest)) : null);

    /// <summary>The stage in this model's sizes: those of the same name are passed on, and the others have their defaults.</summary>
    private CheckedStage Translated(Architecture held, CheckedModel check, CheckedStage stage)
    {
        var weights = check.Stages.SelectMany(other => other!.Layers).Aggregate(SizeExpression.Zero, (sum, layer) => sum + layer.Weights);
        return stage.For(
            name => _domain.Names.Contains(name) ? SizeExpression.Of(name) : held.Sizes.First(size => size.Name == name).Value ?? 1,
            weights);
    }

    private CheckedModel Held(string property, Architecture architecture) =>
        _held.TryGetValue(property, out var check) ? check : _held[property] = Check(architecture);

    /// <summary>Whether the summary can count the model's weights and its multiply-adds, of which each layer's fit.</summary>
    private bool TotalsFitIn64Bits()
    {
        try
        {
            var (weights, multiplyAdds) = (0L, 0L);
            foreach (var layer in _stages.SelectMany(stage => stage?.Layers ?? []))
            {
                weights = checked(weights + _domain.AtLeast(layer.Weights));
                multiplyAdds = checked(multiplyAdds + _domain.AtLeast(layer.MultiplyAdds));
            }

            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private void CheckSizes(List<DeclarationError> errors)
    {
        for (var i = 0; i < _model.Sizes.Count; i++)
        {
            var (size, place) = (_model.Sizes[i], new Place(PlaceKind.Size, Index: i));
            if (!size.IsProperSize)
                errors.Add(DeclarationError.Of(Rule.ImproperSize, place, size.Name)
                    .RepairedBy(Repair.Of(EditKind.RewriteProperty, place, $"public partial int {size.Name} {{ get; }}")));
            else if (size.Value < 1)
                errors.Add(DeclarationError.Of(Rule.OutOfRange, place with { Argument = "Value" }, $"The size {size.Name}", Invariant($"{size.Value}"), "1", "", "")
                    .RepairedBy(Repair.Set(place with { Argument = "Value" }, Invariant($"{size.Least}"))));
            else if (s_takenSizes.Contains(size.Name, StringComparer.OrdinalIgnoreCase)
                || _model.Sizes.Take(i).Any(other => string.Equals(other.Name, size.Name, StringComparison.OrdinalIgnoreCase)))
                errors.Add(DeclarationError.Of(Rule.TakenName, place, size.Name));
            else if (CheckAllowed(size, place) is { } error)
                errors.Add(error);
        }
    }

    /// <summary>The allowed values are possible, and the default is one of them.</summary>
    private static DeclarationError? CheckAllowed(Size size, Place place)
    {
        return size switch
        {
            { AnyOf: not null } when size.Min is not null || size.Max is not null =>
                Error(size.Min is not null ? "Min" : "Max", "AnyOf names all values already", "Write AnyOf alone, or Min and Max alone"),
            { AnyOf.Count: 0 } => Error("AnyOf", "AnyOf is empty", "Write one value or more, as in AnyOf = new[] { 8, 16, 32 }"),
            { AnyOf: not null, Least: < 1 } => Error("AnyOf", Invariant($"AnyOf has {size.Least}"), "A size is at least 1"),
            { Min: < 1 } => Error("Min", Invariant($"Min is {size.Min}"), "A size is at least 1", 1),
            { Max: { } most } when most < size.Least =>
                Error("Max", Invariant($"Max is {most}"), $"Write Max = {size.Least} or more", Math.Max(size.Least, size.Value ?? 1)),
            { Value: { } value } when !size.Allows(value) => Error("Value", Invariant($"the default is {value}"), size.AnyOf is { } list
                ? $"Write one of {Text(list)}, or add {Invariant($"{value}")} to AnyOf"
                : $"Write one from {size.Least}{(size.Max is { } largest ? $" to {largest}" : " on")}", size.Nearest(value)),
            _ => null,
        };

        DeclarationError Error(string argument, string fault, string advice, int? value = null) =>
            DeclarationError.Of(Rule.AllowedValues, place with { Argument = argument }, size.Name, fault, advice)
                .RepairedBy(value is null ? null : Repair.Set(place with { Argument = argument }, $"{value}"));
    }

    /// <summary>Each held model takes the sizes that it shares with this one.</summary>
    private void CheckHeld(List<DeclarationError> errors)
    {
        for (var i = 0; i < _model.Held.Count; i++)
        {
            var (held, place) = (_model.Held[i], new Place(PlaceKind.Held, Index: i));
            if (!held.IsProper)
            {
                errors.Add(DeclarationError.Of(Rule.ImproperHeld, place, held.Property, held.Type).RepairedBy(held.IsAbstract ? null
                    : Repair.Of(EditKind.RewriteProperty, place, $"public partial {held.Type} {held.Property} {{ get; }}")));
                continue;
            }

            if (s_takenNames.Contains(held.Property))
                errors.Add(DeclarationError.Of(Rule.TakenName, place, held.Property));
            if (held.Architecture is not { } architecture)
            {
                errors.Add(DeclarationError.Of(Rule.Recursion, place, _model.Name, $"{_model.Name} holds {held.Property}, which is or holds {_model.Name}"));
                continue;
            }

            var own = _model.Sizes.FirstOrDefault(size => architecture.Sizes.FirstOrDefault(other => other.Name == size.Name) is { } other && !SizeDomain.IsWithin(size, other) && IsPossible(size));
            if (own is not null)
            {
                var allowed = architecture.Sizes.First(other => other.Name == own.Name);
                errors.Add(DeclarationError.Of(Rule.HeldSize, place, own.Name, architecture.Name, Written(allowed)).RepairedBy(AllowAs(own, allowed)));
            }
        }
    }

    /// <summary>Whether a size may have its own default: where not, that is the mistake to report.</summary>
    private static bool IsPossible(Size size) => size.Value is not { } value || size.Allows(value);

    /// <summary>The repair that allows a size the values of another; null where its default is none of them.</summary>
    private Repair? AllowAs(Size own, Size allowed) => own is { AnyOf: null, Min: null, Max: null, Value: { } value } && allowed.Allows(value)
        ? Repair.Of([.. AllowedValues(allowed).Select(argument => new Edit(
            EditKind.SetArgument, new(PlaceKind.Size, Index: _model.Sizes.ToList().IndexOf(own), Argument: argument.Name), argument.Value))])
        : null;

    /// <summary>The allowed values as a size attribute's arguments.</summary>
    private static string Written(Size size) => string.Join(", ", AllowedValues(size).Select(argument => $"{argument.Name} = {argument.Value}"));

    private static IEnumerable<(string Name, string Value)> AllowedValues(Size size)
    {
        if (size.AnyOf is { } list)
            yield return ("AnyOf", $"new[] {{ {Text(list)} }}");
        else if (size.Least > 1)
            yield return ("Min", $"{size.Least}");
        if (size.Max is { } most)
            yield return ("Max", $"{most}");
    }

    private static string Text(IEnumerable<int> values) => string.Join(", ", values.Select(value => Invariant($"{value}")));
}
