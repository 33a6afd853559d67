namespace ModelDsl.Generator.Shapes;

/// <summary>A constant of an enum that is none of its members.</summary>
/// <param name="Text">The constant as text: <c>(Loss)7</c>.</param>
/// <param name="Members">The names of the members.</param>
/// <param name="First">The first member as C#: <c>Loss.MeanSquaredError</c>.</param>
internal sealed record UnknownMember(string Text, EquatableArray<string> Members, string First)
{
    /// <summary>The error of an argument with this value.</summary>
    public DeclarationError Error(string subject, Place place) =>
        DeclarationError.Of(RuleId.OutsideDomain, place, subject, Text, Members.Count == 1 ? Members[0] : $"one of {string.Join(", ", Members)}", $"Write {First}")
            .RepairedBy(Repair.Set(place, First));
}

/// <summary>An argument, of an attribute that is not a layer, whose values are limited.</summary>
/// <param name="Place">Its place, with the argument.</param>
/// <param name="Attribute">The attribute's name without its suffix.</param>
/// <param name="Value">A double or an <see cref="UnknownMember"/>.</param>
/// <param name="Domain">The allowed numbers.</param>
/// <param name="IsOptional">True if the attribute can be written without it.</param>
internal sealed record Setting(Place Place, string Attribute, object Value, ValueDomain Domain, bool IsOptional)
{
    /// <summary>The mistake; null if the value is allowed.</summary>
    public DeclarationError? Error => Value switch
    {
        UnknownMember member => member.Error(Subject, Place),
        double number when !Domain.Contains(number) => OutOfDomain(number),
        _ => null,
    };

    private string Subject => $"{Attribute}'s {Place.Argument}";

    private DeclarationError OutOfDomain(double number)
    {
        var nearest = Domain.Nearest(number) is { } value ? ValueDomain.Text(value) : null;
        var advice = (nearest, IsOptional) switch
        {
            (null, true) => "Remove it for the default",
            (null, false) => "Write another number",
            (_, true) => $"Write {nearest}, or remove it for the default",
            (_, false) => $"Write {nearest}",
        };
        return DeclarationError.Of(RuleId.OutsideDomain, Place, Subject, ValueDomain.Text(number), $"{Domain}", advice)
            .RepairedBy(
                nearest is null ? null : Repair.Set(Place, nearest),
                IsOptional ? Repair.Of(EditKind.RemoveArgument, Place, $"{Attribute} without {Place.Argument}") : null);
    }
}
