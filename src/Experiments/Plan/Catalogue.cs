using ModelDsl.Data;
using ModelDsl.Evaluation;

namespace ModelDsl.Experiments.Plan;

/// <summary>The models, data sets and evaluators that an experiment can name.</summary>
/// <param name="Models">The declared models.</param>
/// <param name="Datasets">The data sets of the library and of the user.</param>
/// <param name="Evaluators">The evaluators of the library and of the user.</param>
internal sealed record Catalogue(IReadOnlyList<ModelEntry> Models, IReadOnlyList<IDataset> Datasets, IReadOnlyList<IEvaluator> Evaluators)
{
    /// <summary>The data sets, with the derived ones for each origin.</summary>
    public IReadOnlyList<IDataset> Datasets { get; } = Datasets.WithCounterparts();

    /// <summary>The data sets that experiments named by paths so far, each by everything that it depends on.</summary>
    public IDictionary<string, IDataset> Addressed { get; init; } = new Dictionary<string, IDataset>();
}
