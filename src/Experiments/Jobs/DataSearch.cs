using ModelDsl.Data;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Jobs;

/// <summary>Looks for data sets before jobs need them. Each is looked for once, because a download or a network timeout takes long.</summary>
/// <param name="reported">The missing data sets that the build's check has warned about; null if this process looks for them itself.</param>
/// <param name="cancellation">Stops a download.</param>
internal sealed class DataSearch(IReadOnlyList<string>? reported, CancellationToken cancellation)
{
    private readonly Dictionary<(DataFolder? Folder, string Dataset), DatasetUnavailableException?> _found = [];

    /// <summary>True if the build's check has already warned about missing data sets.</summary>
    public bool IsReported => reported is not null;

    /// <summary>The errors of the missing data sets, in the order of the search.</summary>
    public IEnumerable<DatasetUnavailableException> Missing => _found.Values.OfType<DatasetUnavailableException>();

    /// <summary>The data sets that are missing in all folders that experiments set.</summary>
    public IEnumerable<string> MissingEverywhere => _found.GroupBy(found => found.Key.Dataset).Where(found => found.All(place => place.Value is not null)).Select(found => found.Key);

    /// <summary>Returns the error of a missing data set; null if it exists. A damaged one exists: the run that loads it reports the damage.</summary>
    public DatasetUnavailableException? FindMissing(IDataset dataset, DataOptions options)
    {
        var origin = dataset.Origin();
        if (reported is not null)
            return reported.Contains(origin.Name) ? new DatasetUnavailableException($"{origin.Name} is missing; see the warning.") : null;

        var key = (options.Folder, origin.Name);
        if (!_found.TryGetValue(key, out var missing))
            _found.Add(key, missing = Look(origin, options));
        return missing;
    }

    /// <summary>True if a data set is known to be missing and a warning was reported.</summary>
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
