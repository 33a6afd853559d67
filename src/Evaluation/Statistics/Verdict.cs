namespace ModelDsl.Evaluation;

/// <summary>What metrics say about a claim.</summary>
public enum Verdict
{
    /// <summary>The interval of the paired differences lies on the claim's side of 0.</summary>
    Holds,

    /// <summary>It lies on the other side.</summary>
    DoesNotHold,

    /// <summary>It contains 0, or there are too few seeds.</summary>
    NotResolved,
}

/// <summary>Judges claims of the form "the metric of this row is lower than of that one".</summary>
public static class Verdicts
{
    /// <summary>Fewer seeds resolve nothing.</summary>
    public const int LeastSeeds = 3;

    /// <summary>Judges the claim that one row's values are lower than another's. That they are higher is the claim that the other's are lower.</summary>
    /// <param name="lower">The values that are claimed to be lower, by seed.</param>
    /// <param name="than">The values of the other row, by seed.</param>
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
