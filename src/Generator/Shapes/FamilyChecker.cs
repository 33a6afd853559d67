namespace ModelDsl.Generator.Shapes;

/// <summary>
/// Checks how stages fit each other and the objective. The interfaces say which parameters and results belong to one
/// space, such as images or codes: all that do have one shape.
/// </summary>
internal sealed class FamilyChecker(Architecture model, SizeDomain domain, IReadOnlyList<CheckedStage?> stages)
{
    /// <summary>Where a space's shape is first seen.</summary>
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
            // A missing method or another signature is the compiler's to report.
            var index = model.IndexOf(declared.Stage);
            if (index < 0 || stages[index] is not { } stage || stage.Inputs.Count != declared.Parameters.Count)
                continue;

            // One for each stage: parameters in the wrong order are all of another shape.
            if (Enumerable.Range(0, declared.Parameters.Count).Select(i => CheckInput(stage, index, i, declared.Parameters[i])).FirstOrDefault(error => error is not null) is { } misfit)
                errors.Add(misfit);

            if ((CheckShape(stage, index, declared) ?? CheckOutput(stage, index, declared.Output) ?? (missing is null ? CheckLink(stage, declared) ?? CheckBounds(stage, declared) : null)) is { } fault)
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

        // What gives the other shape may be what is wrong: a code of one number fits no decoder.
        var giver = origin.Verb == "gives" ? stages.FirstOrDefault(candidate => candidate?.Name == origin.Stage) : null;
        var repair = giver is null ? null : OutputRepair.Find(giver, shape);
        var written = Repairs.Written(origin.Shape);
        return new DeclarationError(
                RuleId.SpaceInput,
                place with { Element = OnlyDifference(shape, origin.Shape) },
                new([stage.Name, $"{shape}", origin.Stage, origin.Verb, $"{origin.Shape}", written, repair is null ? "" : $", or in {origin.Stage} {repair.Changed}"]),
                origin.Place)
            .RepairedBy(Repair.Set(place, written), repair?.Repair);
    }

    private DeclarationError? CheckOutput(CheckedStage stage, int index, string? space)
    {
        var place = stage.Layers.LastOrDefault()?.Place.Outermost() ?? new Place(PlaceKind.Stage, index);
        return space is null || First(space, new(stage.Name, "gives", stage.Output, place)) is not { } origin || domain.AreEqual(stage.Output, origin.Shape)
            ? null
            : OutputError(RuleId.SpaceOutput, stage, index, origin.Shape, $"where {origin.Stage} {origin.Verb} {origin.Shape}", origin.Place);
    }

    /// <summary>A discriminator gives one number.</summary>
    private DeclarationError? CheckShape(CheckedStage stage, int index, FamilyStage declared)
    {
        if (declared.Shape is not { } axes
            || new ArgumentReader(domain, Scope.Of(domain)).ReadShape(axes, new(PlaceKind.Stage, index), out _) is not { } shape
            || domain.AreEqual(stage.Output, shape))
            return null;
        return OutputError(RuleId.FamilyOutput, stage, index, shape, $"and {declared.Family} says {shape}", null);
    }

    private DeclarationError OutputError(RuleId rule, CheckedStage stage, int index, Shape target, string reason, Place? related)
    {
        // An assertion that holds is a second place to change: it is then the one to show.
        var repair = OutputRepair.Find(stage, target);
        var place = model.Stages[index].Returns is { } returns
            ? new Place(PlaceKind.Return, index, -1, returns.Name, OnlyDifference(stage.Output, target))
            : repair?.Place ?? new Place(PlaceKind.Stage, index);
        var changes = repair is null ? null : model.Stages[index].Returns is null ? repair.Repair
            : Repair.Of([.. repair.Repair.Edits, new(EditKind.SetArgument, new(PlaceKind.Return, index, Argument: "Axes"), Repairs.Written(target))]);
        return new DeclarationError(rule, place, new([stage.Name, $"{stage.Output}", reason, repair?.Explanation ?? "", repair?.Advice ?? ""]), related)
            .RepairedBy(changes);
    }

    /// <summary>What the likelihood applies to what Decode gives, Decode does not; nor Discriminate what makes probabilities of log-odds.</summary>
    private DeclarationError? CheckLink(CheckedStage stage, FamilyStage declared)
    {
        var (link, by) = declared.Stage switch
        {
            "Decode" when model.Objective is { Link: not null, Likelihood: { } likelihood } objective => (objective.Link, $"the likelihood {likelihood}"),
            "Discriminate" => ("Sigmoid", "the loss of a discriminator"),
            _ => (null, ""),
        };
        return LastOfValues(stage) is { } last && last.Kind.Name == link
            ? DeclarationError.Of(RuleId.DoubledLink, last.Place.Outermost(), stage.Name, link, by).RepairedBy(Repair.Of(EditKind.RemoveLayer, last.Place, link))
            : null;
    }

    /// <summary>A cross-entropy of pixels takes what is certain to be between 0 and 1; of what may be, nothing is said.</summary>
    private DeclarationError? CheckBounds(CheckedStage stage, FamilyStage declared) =>
        declared.Stage == "Decode" && model.Objective?.Likelihood == "BinaryCrossEntropy" && LastOfValues(stage) is { } last && GivesAnyValue(last.Kind)
            ? DeclarationError.Of(RuleId.Unbounded, last.Place.Outermost(), stage.Name, last.Kind.Name)
                .RepairedBy(Repair.Of(EditKind.AppendLayers, last.Place.Outermost(), "Sigmoid"))
            : null;

    private static bool GivesAnyValue(LayerKind kind) => kind.HasMatrix || kind.IsElementwise && kind.Name is not ("Sigmoid" or "Hardsigmoid" or "Hardtanh");

    /// <summary>The last layer that gives other values than it takes, and not the same in another shape.</summary>
    private static AppliedLayer? LastOfValues(CheckedStage stage) =>
        stage.Layers.LastOrDefault(layer => layer.Kind.Name is not ("Flatten" or "Unflatten" or "Reshape" or "Identity"));

    /// <summary>Where the space was seen before; null where this is the first time.</summary>
    private Origin? First(string space, Origin origin)
    {
        if (_spaces.TryGetValue(space, out var first))
            return first;
        _spaces.Add(space, origin);
        return null;
    }

    /// <summary>The one axis in which two shapes differ; −1 where they differ in more.</summary>
    private static int OnlyDifference(Shape left, Shape right)
    {
        if (left.Rank != right.Rank)
            return -1;
        var different = Enumerable.Range(0, left.Rank).Where(axis => !left[axis].Equals(right[axis])).ToList();
        return different.Count == 1 ? different[0] : -1;
    }
}
