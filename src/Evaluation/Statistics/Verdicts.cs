namespace ModelDsl.Evaluation;

/// <summary>Decides claims of the form "the metric of one model is lower than that of another".</summary>
internal static class Verdicts
{
    /// <summary>The least number of common seeds that resolves a claim.</summary>
    public const int LeastSeeds = 3;

    /// <summary>Decides the claim that one model's values are lower than another's. For "higher", swap the arguments.</summary>
    /// <param name="lower">The values that are claimed to be lower, by seed.</param>
    /// <param name="than">The other model's values, by seed.</param>
    public static Verdict Of(IReadOnlyDictionary<int, double> lower, IReadOnlyDictionary<int, double> than) =>
        PairedDifference.OverSeeds(lower, than) switch
        {
            { Pairs: >= LeastSeeds, High: < 0 } => Verdict.Holds,
            { Pairs: >= LeastSeeds, Low: > 0 } => Verdict.DoesNotHold,
            _ => Verdict.NotResolved,
        };

    /// <summary>The verdict in words: <c>does not hold</c>.</summary>
    public static string ToText(this Verdict verdict) => verdict switch
    {
        Verdict.Holds => "holds",
        Verdict.DoesNotHold => "does not hold",
        _ => "not resolved",
    };
}
