using static System.FormattableString;

namespace ModelDsl.Generator.Shapes;

/// <summary>Checks the properties of a model: its sizes and its submodels.</summary>
internal sealed class PropertyChecker(Architecture model)
{
    /// <summary>The members that every generated class declares.</summary>
    private static readonly string[] s_declared = ["Summary", "InputShape", "RegisterComponents"];

    /// <summary>The reserved member names of the generated class.</summary>
    public static readonly string[] TakenNames = ["forward", "call", .. s_declared];

    /// <summary>The reserved names of sizes, which are the constructor's parameters.</summary>
    private static readonly string[] s_takenSizes = ["Device", "Dtype", .. TakenNames];

    private readonly List<DeclarationError> _errors = [];

    public IReadOnlyList<DeclarationError> Check()
    {
        // The user's own forward replaces the generated one.
        foreach (var member in model.OwnMembers.Where(s_declared.Contains))
            _errors.Add(DeclarationError.Of(RuleId.TakenName, new(PlaceKind.Member, Argument: member), member));
        if (TakenNames.Contains(model.Name))
            _errors.Add(DeclarationError.Of(RuleId.TakenName, new(PlaceKind.Model), model.Name));
        CheckSizes();
        CheckSubmodels();
        return _errors;
    }

    private void CheckSizes()
    {
        for (var i = 0; i < model.Sizes.Count; i++)
        {
            var (size, place) = (model.Sizes[i], new Place(PlaceKind.Size, Index: i));
            if (!size.IsProperSize)
                _errors.Add(DeclarationError.Of(RuleId.ImproperSize, place, size.Name)
                    .RepairedBy(Repair.Of(EditKind.RewriteProperty, place, $"public partial int {size.Name} {{ get; }}")));
            else if (size.Value < 1)
                _errors.Add(DeclarationError.Of(RuleId.OutOfRange, place with { Argument = "Value" }, $"The size {size.Name}", Invariant($"{size.Value}"), "1", "", "", "")
                    .RepairedBy(Repair.Set(place with { Argument = "Value" }, Invariant($"{size.Least}"))));
            else if (s_takenSizes.Contains(size.Name, StringComparer.OrdinalIgnoreCase)
                || model.Sizes.Take(i).Any(other => string.Equals(other.Name, size.Name, StringComparison.OrdinalIgnoreCase)))
                _errors.Add(DeclarationError.Of(RuleId.TakenName, place, size.Name));
            else if (CheckAllowed(size, place) is { } error)
                _errors.Add(error);
        }
    }

    /// <summary>Checks that the allowed values are consistent and include the default.</summary>
    private static DeclarationError? CheckAllowed(Size size, Place place)
    {
        return size switch
        {
            { AnyOf: not null } when size.Min is not null || size.Max is not null =>
                Error(size.Min is not null ? "Min" : "Max", "AnyOf names all values already", "Write only AnyOf, or only Min and Max"),
            { AnyOf.Count: 0 } => Error("AnyOf", "AnyOf is empty", "Write one value or more, as in AnyOf = new[] { 8, 16, 32 }"),
            { AnyOf: not null, Least: < 1 } => Error("AnyOf", Invariant($"AnyOf has {size.Least}"), "A size is at least 1"),
            { Min: < 1 } => Error("Min", Invariant($"Min is {size.Min}"), "A size is at least 1", 1),
            { Max: { } most } when most < size.Least =>
                Error("Max", Invariant($"Max is {most}"), $"Write Max = {size.Least} or more", Math.Max(size.Least, size.Value ?? 1)),
            { Value: { } value } when !size.Allows(value) => Error("Value", Invariant($"the default is {value}"), size.AnyOf is { } list
                ? $"Write one of {Text(list)}, or add {Invariant($"{value}")} to AnyOf"
                : size.Max is { } largest ? $"Write a number from {size.Least} to {largest}" : $"Write {size.Least} or more", size.Nearest(value)),
            _ => null,
        };

        DeclarationError Error(string argument, string fault, string advice, int? value = null) =>
            DeclarationError.Of(RuleId.AllowedValues, place with { Argument = argument }, size.Name, fault, advice)
                .RepairedBy(value is null ? null : Repair.Set(place with { Argument = argument }, $"{value}"));
    }

    /// <summary>Checks that each submodel allows the sizes that it shares with this model.</summary>
    private void CheckSubmodels()
    {
        for (var i = 0; i < model.Submodels.Count; i++)
        {
            var (submodel, place) = (model.Submodels[i], new Place(PlaceKind.Submodel, Index: i));
            if (!submodel.IsProper)
            {
                _errors.Add(DeclarationError.Of(RuleId.ImproperSubmodel, place, submodel.Property, submodel.Type).RepairedBy(submodel.IsAbstract ? null
                    : Repair.Of(EditKind.RewriteProperty, place, $"public partial {submodel.Type} {submodel.Property} {{ get; }}")));
                continue;
            }

            if (TakenNames.Contains(submodel.Property))
                _errors.Add(DeclarationError.Of(RuleId.TakenName, place, submodel.Property));
            if (submodel.Architecture is not { } architecture)
            {
                _errors.Add(DeclarationError.Of(RuleId.Recursion, place, model.Name, $"{model.Name} holds {submodel.Property}, which is or holds {model.Name}", submodel.Property));
                continue;
            }

            var own = model.Sizes.FirstOrDefault(size => architecture.Sizes.FirstOrDefault(other => other.Name == size.Name) is { } other && !SizeDomain.IsWithin(size, other) && IsPossible(size));
            if (own is not null)
            {
                var allowed = architecture.Sizes.First(other => other.Name == own.Name);
                _errors.Add(DeclarationError.Of(RuleId.SubmodelSize, place, own.Name, architecture.Name, Written(allowed)).RepairedBy(AllowAs(own, allowed)));
            }
        }
    }

    /// <summary>True if a size allows its default. Otherwise only that mistake is reported.</summary>
    private static bool IsPossible(Size size) => size.Value is not { } value || size.Allows(value);

    /// <summary>The repair that allows a size the values of another; null if its default is not among them.</summary>
    private Repair? AllowAs(Size own, Size allowed) => own is { AnyOf: null, Min: null, Max: null, Value: { } value } && allowed.Allows(value)
        ? Repair.Of([.. AllowedValues(allowed).Select(argument => new Edit(
            EditKind.SetArgument, new(PlaceKind.Size, Index: model.Sizes.ToList().IndexOf(own), Argument: argument.Name), argument.Value))])
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
