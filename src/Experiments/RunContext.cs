using ModelDsl.Data;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments;

/// <summary>The services of a process that runs jobs.</summary>
internal sealed class RunContext : IDisposable
{
    private readonly DataSource _data;

    private RunContext(Engine engine, DataOptions options, DataSource data, JobStore store, Grid grid)
    {
        (Engine, Options, _data, Store) = (engine, options, data, store);
        Lookup = new JobLookup(store, grid.Evaluators);
        Runner = new JobRunner(Lookup, engine, data, grid.Evaluators, grid.Execution.FailFast);
    }

    public Engine Engine { get; }

    public DataOptions Options { get; }

    public JobStore Store { get; }

    public JobLookup Lookup { get; }

    public JobRunner Runner { get; }

    /// <summary>Creates the services; loads nothing.</summary>
    public static RunContext Of(Arguments arguments, Grid grid, IProgress<DownloadProgress>? downloads, CancellationToken cancellation)
    {
        var engine = new Engine(grid.Device, grid.Threads);
        var options = DataOptions.FromEnvironment(grid.DataDir) with { Progress = downloads };
        var data = new DataSource(options, engine, cancellation);
        return new RunContext(engine, options, data, new JobStore(Path.Combine(arguments.Results, "jobs"), engine, arguments.Archive), grid);
    }

    /// <summary>Takes the data that another context has loaded, if this one can use them.</summary>
    public void TakeData(RunContext other) => _data.TakeFrom(other._data);

    /// <inheritdoc/>
    public void Dispose() => _data.Dispose();
}
