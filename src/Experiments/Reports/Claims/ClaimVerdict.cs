using System.Globalization;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports.Tables;

namespace ModelDsl.Experiments.Reports.Claims;

/// <summary>The verdict on a claim for one data set, one pair of sizes and one metric.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Dataset">The data set's name.</param>
/// <param name="Sizes">The sizes of both models, as text; empty if neither has any.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Subject">The values of the claim's subject, by seed.</param>
/// <param name="Than">The values of the other model, by seed.</param>
/// <param name="Unreliable">The reason why a value is unreliable, which leaves the claim unresolved; null if both are reliable.</param>
internal sealed record ClaimVerdict(
    ClaimSpec Claim, string Dataset, string Sizes, Metric Metric, IReadOnlyDictionary<int, double> Subject, IReadOnlyDictionary<int, double> Than,
    string? Unreliable)
{
    /// <summary>The common seeds.</summary>
    public IReadOnlyList<int> Seeds { get; } = [.. Subject.Keys.Where(Than.ContainsKey).Order()];

    /// <summary>The mean difference over the common seeds, with its interval; null for fewer than two.</summary>
    public PairedDifference? Difference { get; } = PairedDifference.OverSeeds(Subject, Than);

    /// <summary>
    /// The difference over the test images of the first common seed, with its bootstrap interval. It does not resolve the claim, because other seeds
    /// may differ. Null if there are enough seeds, or if the values of images are not stored.
    /// </summary>
    public PairedDifference? WithinSeed { get; init; }

    /// <summary>The verdict.</summary>
    public Verdict Verdict => Unreliable is not null ? Verdict.NotResolved
        : Claim.Lower is not null ? Verdicts.Of(Subject, Than) : Verdicts.Of(Than, Subject);

    /// <summary>The reason for the verdict, in one sentence.</summary>
    public string Reason
    {
        get
        {
            if (Seeds.Count == 0)
                return "The two models have no measured seed in common.";
            if (Unreliable is not null)
                return $"Unreliable: {Unreliable}.";
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
