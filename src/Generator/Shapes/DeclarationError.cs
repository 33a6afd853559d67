namespace ModelDsl.Generator.Shapes;

/// <summary>A broken rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Place">The place of the mistake.</param>
/// <param name="Message">The arguments of the rule's message.</param>
/// <param name="Related">The place that it contradicts; null if none.</param>
internal sealed record DeclarationError(RuleId Rule, Place Place, EquatableArray<string> Message, Place? Related = null)
{
    /// <summary>The repairs; the first is the one in the message.</summary>
    public EquatableArray<Repair> Repairs { get; init; }

    /// <summary>Repairs that are tried: the advice of the first that works is the message's last argument.</summary>
    public EquatableArray<Proposal>? Proposals { get; init; }

    /// <summary>The same with repairs, without those that are null or in a block's layers.</summary>
    public DeclarationError RepairedBy(params Repair?[] repairs) =>
        this with { Repairs = new(repairs.Where(repair => repair?.IsOutsideBlocks == true).Select(repair => repair!)) };

    /// <summary>The same with proposals that work.</summary>
    public DeclarationError Proposing(IReadOnlyList<Proposal> working) => this with
    {
        Message = new(Message.Append(working.FirstOrDefault()?.Advice ?? "")),
        Repairs = new(Repairs.Concat(working.Where(proposal => proposal.IsOffered).Select(proposal => proposal.Repair))),
        Proposals = null,
    };

    public static DeclarationError Of(RuleId rule, Place place, params string[] message) => new(rule, place, new(message));
}
