using ModelDsl.Data;
using ModelDsl.Experiments.Execution;

namespace ModelDsl.Experiments;

/// <summary>What the experiments of a build share, because it takes long to start or to load.</summary>
internal sealed class BuildSession : IDisposable
{
    /// <summary>The processes that run jobs.</summary>
    public WorkerPool Workers { get; } = new();

    /// <summary>The data sets whose content has been checked, each with the folder that the user named.</summary>
    public Dictionary<(IDataset, DataFolder?), DataSize> UsableData { get; } = [];

    /// <inheritdoc/>
    public void Dispose() => Workers.Dispose();
}
