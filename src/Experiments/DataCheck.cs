using ModelDsl.Data;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments;

/// <summary>Loads the data sets of pending jobs before the jobs run: a missing or damaged data set is reported once, not once per job.</summary>
/// <param name="spec">The experiment, for the positions of errors.</param>
/// <param name="evaluators">The evaluators of the experiment.</param>
/// <param name="sizes">The data sets that this process has checked, which are not loaded again. The jobs read their files with all checks.</param>
/// <param name="search">Reports the data sets that are already known to be missing.</param>
/// <param name="options">The folder of data, and the progress of downloads.</param>
/// <param name="log">Receives errors and warnings.</param>
/// <param name="cancellation">Stops a download.</param>
internal sealed class DataCheck(ExperimentSpec spec, IReadOnlyList<IEvaluator> evaluators, IDictionary<(IDataset, DataFolder?), DataSize> sizes, DataSearch search, DataOptions options, RunLog log, CancellationToken cancellation)
{
    /// <summary>The number of data sets that are damaged or do not fit the experiment; missing data sets are warnings.</summary>
    public int Failures { get; private set; }

    /// <summary>The jobs whose data sets can be used.</summary>
    public List<(int Number, Job Job)> WithData(IReadOnlyList<(int Number, Job Job)> jobs)
    {
        var usable = jobs.Select(job => job.Job).GroupBy(job => job.Dataset).Where(group => IsUsable(group.Key, group)).Select(group => group.Key).ToHashSet();
        return [.. jobs.Where(job => usable.Contains(job.Job.Dataset))];
    }

    private bool IsUsable(IDataset dataset, IEnumerable<Job> jobs)
    {
        if (search.IsMissing(dataset, options))
            return false;
        try
        {
            DataSize size;
            // One experiment after the other: data sets of users need not support several threads, and large ones would take twice the memory.
            lock (sizes)
            {
                if (!sizes.TryGetValue((dataset, options.Folder), out size))
                    sizes[(dataset, options.Folder)] = size = Size(dataset);
            }

            CheckSize(dataset, size, jobs);
            return true;
        }
        catch (DatasetUnavailableException unavailable)
        {
            log.Warning(spec.Place(unavailable));
        }
        catch (CodedException error)
        {
            Failures++;
            log.Error(error.File is null ? spec.Place(error) : error);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Failures++;
            log.Details(error.ToString());
            log.Error(spec.Error(ExperimentErrorCodes.Unexpected, $"{dataset.Name} cannot be loaded: {error.Message} {log.DetailsPlace}"));
        }

        return false;
    }

    // Evaluators load all test images, as 32-bit numbers.
    private static void CheckMemory(IDataset dataset, Dataset content)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (content.Test.Stored is { } test && test.Pixels * sizeof(float) > memory)
            throw new CodedException(ErrorCodes.DataTooLarge, $"The {test.Count} test images of {dataset.Name} need {test.Pixels * sizeof(float) >> 20} MiB of memory, but this machine has {memory >> 20} MiB. Set TestImages to fewer.");
    }

    private DataSize Size(IDataset dataset)
    {
        var content = DatasetCheck.Of(dataset, dataset.LoadAsync(options, cancellation).GetAwaiter().GetResult());
        CheckMemory(dataset, content);
        return new DataSize(content.Train.Count, content.Test.Count);
    }

    private void CheckSize(IDataset dataset, DataSize size, IEnumerable<Job> jobs)
    {
        if (jobs.OfType<ModelJob>().FirstOrDefault(job => job.Training.ValidationImages >= size.Training) is { Training.ValidationImages: var set })
            throw spec.Error(ExperimentErrorCodes.InvalidSetting, $"{spec.SourceOf("ValidationImages")} sets ValidationImages to {set}, which leaves none of the {size.Training} images of {dataset.Name} to train on. Set fewer.", "ValidationImages");
        if (evaluators.FirstOrDefault(evaluator => evaluator.LeastTestImages > size.Test) is { } evaluator)
            throw spec.Error(ExperimentErrorCodes.IdleEvaluator, $"{spec.SourceOf("Evaluate")} names {evaluator.Name}, which needs at least {evaluator.LeastTestImages} test images, but {dataset.Name} has {size.Test}. Use more TestImages, or remove it from Evaluate.", "Evaluate");
        LastBatchCheck.Run(spec, jobs.OfType<ModelJob>(), size.Training);
    }
}

/// <summary>The number of images of a data set.</summary>
internal readonly record struct DataSize(int Training, int Test);
