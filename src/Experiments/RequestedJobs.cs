using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Execution;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments;

/// <summary>Finds the jobs that are requested of this process. It keeps the services and the data of the last experiment.</summary>
/// <param name="arguments">The folder of results.</param>
/// <param name="catalogue">The models, data sets and evaluators that experiments can name.</param>
/// <param name="cancellation">Stops jobs.</param>
internal sealed class RequestedJobs(Arguments arguments, Catalogue catalogue, CancellationToken cancellation) : IDisposable
{
    private (string Path, DateTime Written) _file;
    private ExperimentSpec? _spec;
    private Grid? _grid;
    private RunContext? _context;

    /// <summary>Returns a job, the runner of its experiment, and whether stored results are discarded.</summary>
    public (Job Job, JobRunner Runner, bool Force) Find(WorkerRequest request)
    {
        var file = (request.Spec, File.GetLastWriteTimeUtc(request.Spec));
        if (_file != file)
        {
            Open(request.Spec);
            _file = file;
        }

        return (_grid!.Jobs[request.Number - 1], _context!.Runner, _spec!.Force);
    }

    private void Open(string path)
    {
        var spec = ExperimentSpec.Read(path);
        var grid = Grid.Of(spec, catalogue);
        var context = RunContext.Of(arguments, grid, null, cancellation);
        if (_context is { } earlier)
        {
            context.TakeData(earlier);
            earlier.Dispose();
        }

        (_spec, _grid, _context) = (spec, grid, context);
    }

    /// <inheritdoc/>
    public void Dispose() => _context?.Dispose();
}
