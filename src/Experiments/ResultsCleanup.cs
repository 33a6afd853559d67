using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Execution;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Files;

namespace ModelDsl.Experiments;

/// <summary>Deletes an experiment's report and the results of its jobs.</summary>
/// <param name="arguments">The experiment and the folder of results.</param>
/// <param name="catalogue">The models, data sets and evaluators that it can name.</param>
/// <param name="log">The output.</param>
/// <param name="results">The lock on the results.</param>
internal sealed class ResultsCleanup(Arguments arguments, Catalogue catalogue, RunLog log, ResultsLock results)
{
    private readonly ExperimentSpec _spec = ExperimentSpec.Read(arguments.Spec);

    private string Folder => Path.Combine(arguments.Results, _spec.Name);

    /// <summary>Deletes the results.</summary>
    /// <exception cref="CodedException">The experiment is invalid, or a file cannot be deleted.</exception>
    /// <exception cref="OperationCanceledException">The run was canceled.</exception>
    public void Run(CancellationToken cancellation)
    {
        var grid = Grid.Of(_spec, catalogue);
        using var context = RunContext.Of(arguments, grid, null, cancellation);
        using var lockHandle = results.Acquire(arguments.Results, log, cancellation);
        CancelTasks(cancellation);

        // Includes the jobs that ran on the fallback.
        var replaced = Grid.Of(DatasetFallback.Apply(_spec, Grid.WithAddressed(_spec, catalogue).Datasets, isMissing: _ => true, isAvailable: _ => true), catalogue);
        var jobs = grid.Jobs.Concat(replaced.Jobs).DistinctBy(job => context.Lookup.Folder(job).Path).ToList();
        foreach (var job in jobs)
            context.Store.Delete(job);
        if (Directory.Exists(Folder))
            CodedFile.Write(Folder, () => Directory.Delete(Folder, recursive: true));
        log.Table($"Deleted the results of {_spec.Name}: its report and {jobs.Count} jobs");
    }

    private void CancelTasks(CancellationToken cancellation)
    {
        try
        {
            Slurm.CancelAsync(Folder, cancellation).GetAwaiter().GetResult();
        }
        catch (CodedException error) when (error.Code == ExperimentErrorCodes.SlurmMissing)
        {
            log.Warning(_spec.Place(new(error.Code, "Slurm's commands are not available here. Tasks of this experiment that still run on the cluster write their results again. Cancel them on the cluster with scancel.", error)));
        }
    }
}
