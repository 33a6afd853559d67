namespace ModelDsl.Generator.Shapes;

/// <summary>
/// Checks that the stages fit each other and the objective. The interfaces state which parameters and results belong to one
/// space, such as images or codes. All members of a space have one shape.
/// </summary>
internal sealed class FamilyChecker(Architecture model, SizeDomain domain, IReadOnlyList<CheckedStage?> stages)
{
    /// <summary>The first occurrence of a space.</summary>
    private sealed record Origin(string Stage, string Verb, Shape Shape, Place Place);

    private readonly Dictionary<string, Origin> _spaces = [];

    public IReadOnlyList<DeclarationError> Check()
    {
        var errors = new List<DeclarationError>();
        var missing = CheckObjective();
        if (missing is not null)
            errors.Add(missing);

        foreach (var declared in model.FamilyStages)
        {
            // The compiler reports a missing method or another signature.
            var index = model.IndexOf(declared.Stage);
            if (index < 0 || stages[index] is not { Outputs.Count: 0 } stage || stage.Inputs.Count != declared.Parameters.Count)
                continue;

            // One error per stage: parameters in the wrong order all have another shape.
            if (Enumerable.Range(0, declared.Parameters.Count).Select(i => CheckInput(stage, index, i, declared.Parameters[i])).FirstOrDefault(error => error is not null) is { } misfit)
                errors.Add(misfit);

            if (CheckIntegers(stage, index, declared) is { } integers)
                errors.Add(integers);

            if ((CheckShape(stage, index, declared) ?? CheckOutput(stage, index, declared.Output) ?? (missing is null ? CheckLink(stage, declared) ?? CheckRange(stage, declared) : null)) is { } fault)
                errors.Add(fault);
        }

        return errors;
    }

    private DeclarationError? CheckObjective() =>
        model.Objective is { } objective && objective.Requirements.FirstOrDefault(requirement => !requirement.AnyOf.Any(model.Families.Contains)) is { } missing
            ? DeclarationError.Of(RuleId.ObjectiveFamily, new(PlaceKind.Objective), objective.Name, model.Name, string.Join(" or ", missing.AnyOf), missing.Fitting ?? missing.AnyOf[0])
                .RepairedBy(missing.Fitting is { } fitting ? Repair.Of(EditKind.AddInterface, new(PlaceKind.Model), fitting) : null)
            : null;

    private DeclarationError? CheckInput(CheckedStage stage, int index, int parameter, string? space)
    {
        var (shape, place) = (stage.Inputs[parameter], new Place(PlaceKind.Parameter, index, parameter, "Axes"));
        if (space is null || First(space, new(stage.Name, "takes", shape, place)) is not { } origin || domain.AreEqual(shape, origin.Shape))
            return null;

        // The stage that returns the other shape may be the mistaken one.
        var producer = origin.Verb == "returns" ? stages.FirstOrDefault(candidate => candidate?.Name == origin.Stage) : null;
        var repair = producer is null ? null : OutputRepair.Find(producer, shape);
        var written = Repairs.Written(origin.Shape);
        return new DeclarationError(
                RuleId.SpaceInput,
                place with { Element = OnlyDifference(shape, origin.Shape) },
                new([stage.Name, $"{shape}", origin.Stage, origin.Verb, $"{origin.Shape}", written, repair is null ? "" : $", or in {origin.Stage} {repair.Changed}"]),
                origin.Place)
            .RepairedBy(Repair.Set(place, written), repair?.Repair);
    }

    /// <summary>The images and codes of an interface are real numbers in training.</summary>
    private DeclarationError? CheckIntegers(CheckedStage stage, int index, FamilyStage declared)
    {
        if (model.Objective is not { PassesRealNumbers: true } objective)
            return null;
        foreach (var parameter in stage.IntegerInputs)
        {
            if (declared.Parameters[parameter] is null)
                continue;
            var reader = stage.Layers.First(layer => layer.Inputs.Any(input => input.Parameter == parameter));
            return DeclarationError.Of(RuleId.TrainedEmbedding, reader.Place.Outermost(), stage.Name, model.Stages[index].Parameters[parameter].Name, objective.Name);
        }

        return null;
    }

    private DeclarationError? CheckOutput(CheckedStage stage, int index, string? space)
    {
        var place = stage.Layers.LastOrDefault()?.Place.Outermost() ?? new Place(PlaceKind.Stage, index);
        return space is null || First(space, new(stage.Name, "returns", stage.Output, place)) is not { } origin || domain.AreEqual(stage.Output, origin.Shape)
            ? null
            : OutputError(RuleId.SpaceOutput, stage, index, origin.Shape, shape => $"but {origin.Stage} {origin.Verb} {shape}", origin.Place);
    }

    /// <summary>Checks the output that the interface requires: a discriminator returns one number.</summary>
    private DeclarationError? CheckShape(CheckedStage stage, int index, FamilyStage declared)
    {
        if (declared.Shape is not { } axes
            || new ArgumentReader(domain, Scope.Of(domain)).ReadShape(axes, new(PlaceKind.Stage, index), out _) is not { } shape
            || domain.AreEqual(stage.Output, shape))
            return null;
        return OutputError(RuleId.FamilyOutput, stage, index, shape, required => $"but {declared.Family} requires {required}", null);
    }

    private DeclarationError OutputError(RuleId rule, CheckedStage stage, int index, Shape target, Func<string, string> reason, Place? related)
    {
        // An assertion that holds must change too, so the error is shown there.
        var repair = OutputRepair.Find(stage, target);
        var place = model.Stages[index].Returns is { } returns
            ? new Place(PlaceKind.Return, index, -1, returns.Name, OnlyDifference(stage.Output, target))
            : repair?.Place ?? new Place(PlaceKind.Stage, index);
        var changes = repair is null ? null : model.Stages[index].Returns is null ? repair.Repair
            : Repair.Of([.. repair.Repair.Edits, new(EditKind.SetArgument, new(PlaceKind.Return, index, Argument: "Axes"), Repairs.Written(target))]);
        var difference = ShapeDifference.Of(stage.Output, target, domain);
        return new DeclarationError(rule, place, new([stage.Name, $"{difference.Left}{difference.Values}", reason(difference.Right), repair?.Explanation ?? "", repair?.Advice ?? ""]), related)
            .RepairedBy(changes);
    }

    /// <summary>Decode must not apply the link that the likelihood applies, and Discriminate no sigmoid: it returns log-odds.</summary>
    private DeclarationError? CheckLink(CheckedStage stage, FamilyStage declared)
    {
        var (link, by) = declared.Stage switch
        {
            "Decode" when model.Objective is { Link: not null, Likelihood: { } likelihood } objective => (objective.Link, $"the likelihood {likelihood}"),
            "Discriminate" => ("Sigmoid", "the loss of a discriminator"),
            _ => (null, ""),
        };
        return OutputRangeChecker.LastOf(stage) is { } last && last.Kind.Name == link
            ? DeclarationError.Of(RuleId.DoubledLink, last.Place.Outermost(), stage.Name, link, by).RepairedBy(Repair.Of(EditKind.RemoveLayer, last.Place, link))
            : null;
    }

    /// <summary>Checks the values that the objective requires of the stage, or else its interface.</summary>
    private DeclarationError? CheckRange(CheckedStage stage, FamilyStage declared) =>
        (model.Objective?.Outputs.FirstOrDefault(output => output.Stage == declared.Stage) ?? declared.Values) is { } required
            ? OutputRangeChecker.Check(stage, required)
            : null;

    /// <summary>The first occurrence of the space; null if this is it.</summary>
    private Origin? First(string space, Origin origin)
    {
        if (_spaces.TryGetValue(space, out var first))
            return first;
        _spaces.Add(space, origin);
        return null;
    }

    /// <summary>The only axis in which two shapes differ; −1 if they differ in several.</summary>
    private static int OnlyDifference(Shape left, Shape right)
    {
        if (left.Rank != right.Rank)
            return -1;
        var different = Enumerable.Range(0, left.Rank).Where(axis => !left[axis].Equals(right[axis])).ToList();
        return different.Count == 1 ? different[0] : -1;
    }
}
