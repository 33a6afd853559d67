using ModelDsl.Data;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments;

/// <summary>An experiment after the search for its data.</summary>
/// <param name="Spec">The experiment, with the fallback in place of missing data sets.</param>
/// <param name="Warnings">The missing data sets and their replacements.</param>
/// <param name="IsAvailable">True if at least one of the needed data sets is available, or none is needed.</param>
internal sealed record ExperimentData(ExperimentSpec Spec, IReadOnlyList<CodedException> Warnings, bool IsAvailable)
{
    /// <summary>Looks for an experiment's data.</summary>
    /// <param name="spec">The experiment.</param>
    /// <param name="datasets">The data sets that it can name.</param>
    /// <param name="needed">The data sets of the pending jobs.</param>
    /// <param name="findMissing">Returns the reason why a data set is unavailable; null if it is available.</param>
    public static ExperimentData Find(ExperimentSpec spec, IReadOnlyList<IDataset> datasets, IReadOnlyList<IDataset> needed, Func<IDataset, DatasetUnavailableException?> findMissing)
    {
        var missing = needed.Where(dataset => findMissing(dataset) is not null).ToList();
        var usable = DatasetFallback.Apply(spec, datasets, dataset => missing.Any(other => other.Name == dataset.Name), dataset => findMissing(dataset) is null);
        var skipped = missing.Where(dataset => !usable.Replaced.ContainsKey(dataset.Name)).ToList();
        var warnings =
            from dataset in missing
            group dataset by (dataset.Origin().Name, IsSkipped: skipped.Contains(dataset)) into origin
            let reason = findMissing(origin.First())!
            select origin.Key.IsSkipped ? spec.Place(reason) : Replaced(spec, datasets, origin.Key.Name, reason);
        return new(usable, [.. warnings], needed.Count == 0 || skipped.Count < needed.Count);
    }

    /// <summary>The error that no job of a command has data, with each missing data set.</summary>
    public static CodedException None(ExperimentSpec spec, IEnumerable<DatasetUnavailableException> missing) =>
        spec.Error(ExperimentErrorCodes.NothingRan, $"There are no data to train on. {string.Join(' ', missing.Select(reason => reason.Message))}");

    // The text names the original data set, not the derived ones, so that a build shows one warning for all experiments.
    private static CodedException Replaced(ExperimentSpec spec, IReadOnlyList<IDataset> datasets, string name, DatasetUnavailableException reason) => spec.Place(
        new CodedException(
            ExperimentErrorCodes.DatasetReplaced,
            $"The fallback {DatasetFallback.Of(spec, datasets)!.Name} replaces {name}: published {name} metrics do not apply. {reason.Message}",
            reason),
        DatasetFallback.Setting);
}
