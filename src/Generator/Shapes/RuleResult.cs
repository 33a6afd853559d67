namespace ModelDsl.Generator.Shapes;

/// <summary>The result of a shape rule: the output's shape or a fault.</summary>
internal readonly struct RuleResult
{
    public Shape? Output { get; private init; }

    public LayerFault? Fault { get; private init; }

    public static implicit operator RuleResult(Shape output) => new() { Output = output };

    public static implicit operator RuleResult(LayerFault fault) => new() { Fault = fault };
}

/// <summary>A rule that a layer breaks.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Argument">The argument at fault; null for the whole layer.</param>
/// <param name="Message">The arguments of the rule's message.</param>
internal sealed record LayerFault(RuleId Rule, string? Argument, params string[] Message)
{
    /// <summary>The layer at fault, if it is not the checked one.</summary>
    public AppliedLayer? Layer { get; init; }

    /// <summary>The layer that it contradicts; null for the layer before.</summary>
    public AppliedLayer? Related { get; init; }

    public Repair? Repair { get; init; }

    /// <summary>Repairs that are tried before one of them is proposed; null if none.</summary>
    public EquatableArray<Proposal>? Proposals { get; init; }

    /// <summary>The fault for values of the sizes, which the message names first.</summary>
    public LayerFault For(IReadOnlyDictionary<string, long> values) =>
        this with { Message = [$"For {SymbolicFault.Written(values)}, {Uncapitalized(Message[0])}", .. Message.Skip(1)] };

    // A layer's name keeps its capital.
    private static string Uncapitalized(string text) => text.StartsWith("The ", StringComparison.Ordinal) ? "t" + text.Substring(1) : text;
}
