using ModelDsl.Data;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Jobs;

/// <summary>Looks for data sets before jobs need them, for each once: that can be a download, or a wait for a network that does not answer.</summary>
/// <param name="reported">The data sets that the build's check did not find and has warned of; null if this process is to look itself.</param>
/// <param name="cancellation">Stops a download.</param>
internal sealed class DataSearch(IReadOnlyList<string>? reported, CancellationToken cancellation)
{
    private readonly Dictionary<(DataFolder? Folder, string Dataset), DatasetUnavailableException?> _found = [];

    /// <summary>Whether the build's check has looked, so that its warnings need not be repeated.</summary>
    public bool IsReported => reported is not null;

    /// <summary>Why data sets cannot be had, in the order in which they were looked for.</summary>
    public IEnumerable<DatasetUnavailableException> Missing => _found.Values.OfType<DatasetUnavailableException>();

    /// <summary>The data sets that were found in none of the folders that experiments name.</summary>
    public IEnumerable<string> MissingEverywhere => _found.GroupBy(found => found.Key.Dataset).Where(found => found.All(place => place.Value is not null)).Select(found => found.Key);

    /// <summary>Why a data set cannot be had; null if it can, or is damaged, which is for the run that loads it to say.</summary>
    public DatasetUnavailableException? FindMissing(IDataset dataset, DataOptions options)
    {
        var origin = dataset.Origin();
        if (reported is not null)
            return reported.Contains(origin.Name) ? new DatasetUnavailableException($"{origin.Name} cannot be had, as a warning says.") : null;

        var key = (options.Folder, origin.Name);
        if (!_found.TryGetValue(key, out var missing))
            _found.Add(key, missing = Look(origin, options));
        return missing;
    }

    /// <summary>Whether a data set is known to be missing, of which a warning was given.</summary>
    public bool IsMissing(IDataset dataset, DataOptions options) =>
        reported?.Contains(dataset.Origin().Name) ?? _found.GetValueOrDefault((options.Folder, dataset.Origin().Name)) is not null;

    private DatasetUnavailableException? Look(IDataset dataset, DataOptions options)
    {
        try
        {
            dataset.LoadAsync(options, cancellation).GetAwaiter().GetResult();
            return null;
        }
        catch (DatasetUnavailableException missing)
        {
            return missing;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return null;
        }
    }
}
