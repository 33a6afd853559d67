namespace ModelDsl.Generator.Shapes;

/// <summary>What about a class keeps it from being what its attribute says.</summary>
/// <param name="Fault">The end of a sentence that begins with the class: <c>is a record: write class</c>.</param>
/// <param name="Repair">What would repair it; null where that is not known.</param>
internal sealed record Impediment(string Fault, Repair? Repair = null)
{
    /// <summary>An impediment that another keyword in the class's header removes, or none where <paramref name="instead"/> is empty.</summary>
    public static Impediment Keyword(string fault, string keyword, string instead) =>
        new(fault, Repair.Of(EditKind.SetKeyword, new(PlaceKind.Model, Argument: keyword), instead));
}
