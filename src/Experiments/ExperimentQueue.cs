using ModelDsl.Experiments.Execution;
using ModelDsl.Experiments.Hosting;

namespace ModelDsl.Experiments;

/// <summary>
/// The experiments that the build will request, one after the other. While cores are idle, the next one starts before its request: an experiment with few
/// jobs, or with one long job at its end, does not use all cores.
/// </summary>
internal sealed class ExperimentQueue
{
    private readonly Lock _sync = new();
    private readonly Cores _cores;
    private readonly List<PlannedExperiment> _planned = [];
    private Action<PlannedExperiment>? _start;
    private int _next;

    /// <summary>Creates an empty queue.</summary>
    /// <param name="cores">The cores that experiments share.</param>
    public ExperimentQueue(Cores cores)
    {
        _cores = cores;
        cores.Idle += StartNext;
    }

    /// <summary>True if no experiments are planned: only the requested one runs.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_sync)
                return _planned.Count == 0;
        }
    }

    /// <summary>Adds experiments.</summary>
    /// <param name="experiments">The experiments in the order of the requests.</param>
    /// <param name="start">Starts the run of one.</param>
    public void Plan(IEnumerable<PlannedExperiment> experiments, Action<PlannedExperiment> start)
    {
        lock (_sync)
        {
            (_start, _next) = (start, _planned.Count);
            foreach (var experiment in experiments)
            {
                experiment.Place = _planned.Count;
                _planned.Add(experiment);
            }
        }
    }

    /// <summary>Finds the planned experiment that the build requests; null if it is not planned. If it has not started, the caller runs it.</summary>
    public PlannedExperiment? Request(Arguments arguments)
    {
        lock (_sync)
        {
            var place = _planned.FindLastIndex(planned => planned.Arguments.Spec == arguments.Spec && planned.Arguments.Results == arguments.Results);
            _next = Math.Max(_next, place + 1);
            return place < 0 ? null : _planned[place];
        }
    }

    /// <summary>Waits for the end of the runs that have started.</summary>
    public void Wait()
    {
        lock (_sync)
            _next = _planned.Count;
        Task.WaitAll(_planned.Select(planned => planned.Started).OfType<Task>().ToArray());
    }

    /// <summary>Starts the next experiment, unless the previous one has not asked for cores yet.</summary>
    private void StartNext(int last)
    {
        lock (_sync)
        {
            if (_next == _planned.Count || !_planned[_next].SharesCores)
                return;
            if (_next > 0 && last < _next - 1 && _planned[_next - 1].Started is not { IsCompleted: true })
                return;
            var next = _planned[_next++];
            _start!(next);
            next.Started!.ContinueWith(_ => _cores.Update(), TaskScheduler.Default);
        }
    }
}
