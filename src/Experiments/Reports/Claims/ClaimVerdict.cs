using System.Globalization;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports.Tables;

namespace ModelDsl.Experiments.Reports.Claims;

/// <summary>The judgment of a claim on one data set, at one choice of sizes, by one metric.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Dataset">The data set's name.</param>
/// <param name="Sizes">The sizes of both models, as text; empty where neither has any.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Subject">What the claim's subject measured, by seed.</param>
/// <param name="Than">What the other model measured, by seed.</param>
/// <param name="Unreliable">Why one of the two is not to be relied on, which leaves the claim open; null where both are.</param>
internal sealed record ClaimVerdict(
    ClaimSpec Claim, string Dataset, string Sizes, Metric Metric, IReadOnlyDictionary<int, double> Subject, IReadOnlyDictionary<int, double> Than,
    string? Unreliable)
{
    /// <summary>The seeds that both have.</summary>
    public IReadOnlyList<int> Seeds { get; } = [.. Subject.Keys.Where(Than.ContainsKey).Order()];

    /// <summary>The mean difference of the seeds that both have, with its interval; null where there are fewer than two.</summary>
    public PairedDifference? Difference { get; } = PairedDifference.OverSeeds(Subject, Than);

    /// <summary>
    /// The difference over the test images of the first common seed, with the bootstrap's interval. It leaves the claim open, as another seed need not
    /// agree. Null where there are enough seeds, or the images' values were not kept.
    /// </summary>
    public PairedDifference? WithinSeed { get; init; }

    /// <summary>The judgment.</summary>
    public Verdict Verdict => Unreliable is not null ? Verdict.NotResolved
        : Claim.Lower is not null ? Verdicts.Of(Subject, Than) : Verdicts.Of(Than, Subject);

    /// <summary>Why, in a sentence.</summary>
    public string Reason
    {
        get
        {
            if (Seeds.Count == 0)
                return "The two models share no seed that was measured.";
            if (Unreliable is not null)
                return $"Not to be relied on: {Unreliable}.";
            var count = $"{Seeds.Count} seed{(Seeds.Count == 1 ? "" : "s")}";
            var mean = $"{Claim.Subject} − {Claim.Than} = {Numbers.Signed(Seeds.Average(seed => Subject[seed] - Than[seed]), Metric)}";
            return Difference is { Pairs: >= Verdicts.LeastSeeds } difference
                ? $"{mean}, 95 % interval [{Numbers.Signed(difference.Low, Metric)}, {Numbers.Signed(difference.High, Metric)}] over {count}."
                    + (Verdict == Verdict.NotResolved ? " It contains 0." : "")
                : $"{mean} over {count}; at least {Verdicts.LeastSeeds} are needed.{Within()}";
        }
    }

    private string Within() => WithinSeed is not { } images ? ""
        : string.Create(CultureInfo.InvariantCulture,
            $" Within seed {Seeds[0]}, over its {images.Pairs:N0} test images: 95 % interval [{Numbers.Signed(images.Low, Metric)}, {Numbers.Signed(images.High, Metric)}] (bootstrap).");
}
