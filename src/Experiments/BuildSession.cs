using ModelDsl.Data;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Execution;
using ModelDsl.Experiments.Jobs;

namespace ModelDsl.Experiments;

/// <summary>What the experiments of a build share.</summary>
internal sealed class BuildSession : IDisposable
{
    /// <summary>Creates a session without planned experiments.</summary>
    public BuildSession() => Experiments = new(Cores);

    /// <summary>The experiments that the build will request.</summary>
    public ExperimentQueue Experiments { get; }

    /// <summary>The cores, shared by experiments that run at the same time.</summary>
    public Cores Cores { get; } = new(Environment.ProcessorCount);

    /// <summary>The processes that run jobs.</summary>
    public WorkerPool Workers { get; } = new();

    /// <summary>The data sets whose content has been checked, each with the folder that the user named.</summary>
    public Dictionary<(IDataset, DataFolder?), DataSize> UsableData { get; } = [];

    /// <summary>The lock on the results.</summary>
    public ResultsLock Results { get; } = new();

    /// <summary>Creates what runs the jobs of an experiment; null for the executor that the experiment sets.</summary>
    public Func<JobRunner, ExperimentSpec, IExecutor>? Executor { get; init; }

    /// <summary>Waits for the experiments that were started ahead, which the caller has canceled, and stops the processes.</summary>
    public void Dispose()
    {
        Experiments.Wait();
        Workers.Dispose();
    }
}
