using ModelDsl.Data;
using ModelDsl.Evaluation;

namespace ModelDsl.Experiments.Plan;

/// <summary>Determines what evaluators can measure. Those that need labels are left out for data sets that have none.</summary>
internal static class LabelNeeds
{
    /// <summary>True if an evaluator can measure on a data set.</summary>
    public static bool Measures(this IEvaluator evaluator, IDataset dataset) => !evaluator.NeedsLabels || dataset.Classes > 1;

    /// <summary>True if an evaluator can measure a model on a data set.</summary>
    public static bool CanMeasure(this IEvaluator evaluator, ImageModel model, IDataset dataset) =>
        evaluator.Measures(dataset) && evaluator.MeasuresTargets == model.Translates && evaluator.Measures(model);

    /// <summary>A sentence for each evaluator that is left out for a data set.</summary>
    public static IEnumerable<string> LeftOut(this Grid grid) =>
        from dataset in grid.Jobs.Select(job => job.Dataset).Distinct()
        from evaluator in grid.Evaluators
        where !evaluator.Measures(dataset)
        select $"{evaluator.Name} is left out for {dataset.Name}, whose images have no labels";
}
