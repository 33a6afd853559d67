namespace ModelDsl.Generator.Shapes;

/// <summary>A repair with its advice. It is proposed only if the declaration is valid with it.</summary>
/// <param name="Advice">The end of the message.</param>
/// <param name="Repair">The repair.</param>
/// <param name="IsOffered">True if an editor offers it too.</param>
internal sealed record Proposal(string Advice, Repair Repair, bool IsOffered = true)
{
    /// <summary>The same with the advice of another proposal as an alternative.</summary>
    public Proposal Or(Proposal other) => this with { Advice = $"{Advice.TrimEnd('.')}, or {char.ToLowerInvariant(other.Advice[1])}{other.Advice.Substring(2)}" };

    /// <summary>The same with advice for a block's layers: the message is at a use of the block.</summary>
    public Proposal In(string block) => Repair.IsOutsideBlocks ? this : this with { Advice = $" In {block}, {char.ToLowerInvariant(Advice[1])}{Advice.Substring(2)}" };
}
