using ModelDsl.Data;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments;

/// <summary>What a process needs to run jobs: the engine, the data, the store.</summary>
internal sealed class RunContext : IDisposable
{
    private readonly DataSource _data;

    private RunContext(Engine engine, DataOptions options, DataSource data, JobRunner runner) =>
        (Engine, Options, _data, Runner) = (engine, options, data, runner);

    public Engine Engine { get; }

    public DataOptions Options { get; }

    public JobRunner Runner { get; }

    /// <summary>Settles where things are; nothing is loaded yet.</summary>
    public static RunContext Of(Arguments arguments, Grid grid, IProgress<DownloadProgress>? downloads, CancellationToken cancellation)
    {
        var engine = new Engine(grid.Device, grid.Threads);
        var options = DataOptions.FromEnvironment(grid.DataDir) with { Progress = downloads };
        var data = new DataSource(options, engine, cancellation);
        return new RunContext(engine, options, data, new JobRunner(new JobStore(Path.Combine(arguments.Results, "jobs"), engine, arguments.Archive), engine, data, grid.Evaluators, grid.Execution.FailFast));
    }

    /// <inheritdoc/>
    public void Dispose() => _data.Dispose();
}
