using ModelDsl.Evaluation;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports.Tables;

namespace ModelDsl.Experiments.Reports.Verdicts;

/// <summary>What the measurements say to a claim.</summary>
internal enum Outcome
{
    /// <summary>The interval of the differences lies on the side that the claim says.</summary>
    Holds,

    /// <summary>It lies on the other side.</summary>
    DoesNotHold,

    /// <summary>It contains 0, or there are too few seeds to say.</summary>
    NotResolved,
}

/// <summary>The judgement of a claim on one data set, at one choice of sizes, by one figure.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Dataset">The data set's name.</param>
/// <param name="Sizes">The sizes of both models, as text; empty where neither has any.</param>
/// <param name="Figure">The figure.</param>
/// <param name="Differences">The claim's subject less the other model, for each seed that both have.</param>
internal sealed record ClaimVerdict(ClaimSpec Claim, string Dataset, string Sizes, Figure Figure, IReadOnlyList<double> Differences)
{
    /// <summary>With fewer, an interval says next to nothing.</summary>
    public const int LeastSeeds = 3;

    /// <summary>The 95 % interval of the mean difference; null with too few seeds.</summary>
    public TInterval? Interval { get; } = Differences.Count < LeastSeeds ? null : TInterval.Of(Differences);

    /// <summary>The judgement.</summary>
    public Outcome Outcome => Interval switch
    {
        { High: < 0 } => Claim.Lower is not null ? Outcome.Holds : Outcome.DoesNotHold,
        { Low: > 0 } => Claim.Lower is not null ? Outcome.DoesNotHold : Outcome.Holds,
        _ => Outcome.NotResolved,
    };

    /// <summary>The judgement in words.</summary>
    public string OutcomeText => Outcome switch
    {
        Outcome.Holds => "holds",
        Outcome.DoesNotHold => "does not hold",
        _ => "not resolved",
    };

    /// <summary>Why, in a sentence.</summary>
    public string Reason
    {
        get
        {
            var seeds = $"{Differences.Count} seed{(Differences.Count == 1 ? "" : "s")}";
            if (Differences.Count == 0)
                return "The two models share no seed that was measured.";
            var mean = $"{Claim.Subject} − {Claim.Than} = {Numbers.Signed(Differences.Average(), Figure)}";
            return Interval is { } interval
                ? $"{mean}, 95 % interval [{Numbers.Signed(interval.Low, Figure)}, {Numbers.Signed(interval.High, Figure)}] over {seeds}."
                    + (Outcome == Outcome.NotResolved ? " It contains 0." : "")
                : $"{mean} over {seeds}; at least {LeastSeeds} are needed.";
        }
    }
}
