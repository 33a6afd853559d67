namespace ModelDsl.Generator.Shapes;

/// <summary>The reason why a class cannot be what its attribute states.</summary>
/// <param name="Fault">The end of a sentence that begins with the class: <c>is a record: write class</c>.</param>
/// <param name="Repair">The repair; null if unknown.</param>
internal sealed record Impediment(string Fault, Repair? Repair = null)
{
    /// <summary>An impediment that is removed by replacing a keyword of the class's header, or deleting it if <paramref name="instead"/> is empty.</summary>
    public static Impediment Keyword(string fault, string keyword, string instead) =>
        new(fault, Repair.Of(EditKind.SetKeyword, new(PlaceKind.Model, Argument: keyword), instead));
}
