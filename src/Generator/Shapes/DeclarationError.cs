namespace ModelDsl.Generator.Shapes;

/// <summary>A broken rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Place">Where the mistake is.</param>
/// <param name="Message">What the rule's message is filled with.</param>
/// <param name="Related">What the mistake contradicts; null where there is no such place.</param>
internal sealed record DeclarationError(RuleId Rule, Place Place, EquatableArray<string> Message, Place? Related = null)
{
    /// <summary>What would repair it; the first is what the message says.</summary>
    public EquatableArray<Repair> Repairs { get; init; }

    /// <summary>The same with repairs; those that are null or in a block's layers are left out.</summary>
    public DeclarationError RepairedBy(params Repair?[] repairs) =>
        this with { Repairs = new(repairs.Where(repair => repair?.IsOutsideBlocks == true).Select(repair => repair!)) };

    public static DeclarationError Of(RuleId rule, Place place, params string[] message) => new(rule, place, new(message));
}
