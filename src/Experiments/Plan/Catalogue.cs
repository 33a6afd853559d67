using ModelDsl.Data;
using ModelDsl.Evaluation;

namespace ModelDsl.Experiments.Plan;

/// <summary>What an experiment can name.</summary>
/// <param name="Models">The declared models.</param>
/// <param name="Datasets">The data sets, the library's and the user's; the derived ones are added for each origin.</param>
/// <param name="Evaluators">The evaluators, likewise.</param>
internal sealed record Catalogue(IReadOnlyList<ModelEntry> Models, IReadOnlyList<IDataset> Datasets, IReadOnlyList<IEvaluator> Evaluators)
{
    /// <summary>The data sets, and the derived ones for each origin.</summary>
    public IReadOnlyList<IDataset> Datasets { get; } = Datasets.WithCounterparts();
}
