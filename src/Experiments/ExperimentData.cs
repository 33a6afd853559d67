using ModelDsl.Data;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments;

/// <summary>An experiment for which data were looked for.</summary>
/// <param name="Spec">The experiment, with the fallback in place of data sets that are missing.</param>
/// <param name="Warnings">What is missing, and what takes its place.</param>
/// <param name="IsAvailable">Whether any data can be had that its jobs need; true if they need none.</param>
internal sealed record ExperimentData(ExperimentSpec Spec, IReadOnlyList<CodedException> Warnings, bool IsAvailable)
{
    /// <summary>Looks for an experiment's data.</summary>
    /// <param name="spec">The experiment.</param>
    /// <param name="datasets">The data sets that it can name.</param>
    /// <param name="needed">Those that jobs need which are to run.</param>
    /// <param name="findMissing">Why a data set cannot be had; null if it can.</param>
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

    /// <summary>The error that no job of a command has data, with all that was looked for.</summary>
    public static CodedException None(ExperimentSpec spec, IEnumerable<DatasetUnavailableException> missing) =>
        spec.Error(ExperimentErrorCodes.NothingRan, $"There are no data to train on. {string.Join(' ', missing.Select(reason => reason.Message))}");

    // The same text for all experiments, whatever they compute from the data set: a build shows it once.
    private static CodedException Replaced(ExperimentSpec spec, IReadOnlyList<IDataset> datasets, string name, DatasetUnavailableException reason) => spec.Place(
        new CodedException(
            ExperimentErrorCodes.DatasetReplaced,
            $"The fallback {DatasetFallback.Of(spec, datasets)!.Name} takes the place of {name}: published {name} metrics do not apply. {reason.Message}",
            reason),
        DatasetFallback.Setting);
}
