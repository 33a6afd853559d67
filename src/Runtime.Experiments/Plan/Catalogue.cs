using ModelDsl.Data;
using ModelDsl.Evaluation;

namespace ModelDsl.Experiments.Plan;

/// <summary>What an experiment can name.</summary>
/// <param name="Models">The declared models.</param>
/// <param name="Datasets">The data sets, the library's and the user's.</param>
/// <param name="Evaluators">The evaluators, likewise.</param>
internal sealed record Catalogue(IReadOnlyList<ModelEntry> Models, IReadOnlyList<IDataset> Datasets, IReadOnlyList<IEvaluator> Evaluators);
