namespace ModelDsl.Generator.Shapes;

/// <summary>Tries repairs before they are proposed: applies each to the declaration and checks it again. Only mistaken models are tried.</summary>
/// <param name="model">The declaration.</param>
/// <param name="errors">Its mistakes.</param>
/// <param name="others">The other models of the project, which may use the same blocks. They are read only if a repair changes a block.</param>
internal sealed class RepairTrial(Architecture model, IReadOnlyList<DeclarationError> errors, Lazy<IReadOnlyList<Architecture>> others)
{
    /// <summary>The rules whose message ends in the advice of their repair. It is omitted if the repair does not work.</summary>
    private static readonly RuleId[] s_endInAdvice =
    [
        RuleId.GridAxes, RuleId.UnflattenAxes, RuleId.UnflattenProduct, RuleId.NoOutput, RuleId.OutputPadding, RuleId.StridedSamePadding,
        RuleId.IndivisibleChannels, RuleId.PoolPadding, RuleId.WidePadding, RuleId.NoSuchAxis, RuleId.Permutation,
    ];

    /// <summary>The mistakes with the repairs that work: none of them causes another mistake.</summary>
    public IReadOnlyList<DeclarationError> Resolve() => [.. errors.Select(Resolve)];

    private DeclarationError Resolve(DeclarationError error)
    {
        var repairs = error.Repairs.Where(repair => Works(repair, error)).ToList();
        if (repairs.Count == 0 && error.Repairs.Count > 0 && s_endInAdvice.Contains(error.Rule))
            error = error with { Message = new(error.Message.Take(error.Message.Count - 1).Append("")) };
        if (error.Proposals is not { } proposals)
            return error with { Repairs = new(repairs) };
        var working = proposals.GroupBy(proposal => proposal.Repair).Select(alike => alike.First()).Where(proposal => Works(proposal.Repair, error)).ToList();
        return (error with { Repairs = new(repairs) }).Proposing(working);
    }

    /// <summary>True if the mistakes after the repair are the others, or if the repair changes what the check does not see.</summary>
    private bool Works(Repair repair, DeclarationError error)
    {
        var editor = new DeclarationEditor(model);
        Architecture? repaired;
        try
        {
            if (!editor.Apply(repair, out repaired))
                return false;
        }
        catch (OverflowException)
        {
            return false;
        }

        return (repaired is null || !Causes(repaired, errors.Where(other => !ReferenceEquals(other, error))))
            && (editor.Blocks.Count == 0 || !others.Value.Any(other => Breaks(editor.Blocks, other)));
    }

    /// <summary>True if changes of blocks cause a mistake in another model that uses them.</summary>
    private static bool Breaks(IReadOnlyList<BlockEdit> blocks, Architecture other)
    {
        var repaired = blocks.Aggregate(other, (changed, block) => block.ApplyTo(changed));
        return !ReferenceEquals(repaired, other) && Causes(repaired, ModelChecker.Check(other).Errors);
    }

    /// <summary>True if a repaired model has a mistake that is not among the known ones.</summary>
    private static bool Causes(Architecture repaired, IEnumerable<DeclarationError> known)
    {
        var remaining = known.ToList();
        return !ModelChecker.Check(repaired).Errors.All(after => remaining.RemoveAll(before => before.Rule == after.Rule && before.Message.Equals(after.Message)) > 0);
    }
}
