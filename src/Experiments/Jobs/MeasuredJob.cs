using ModelDsl.Evaluation;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Jobs;

/// <summary>A job with its metrics, which may be incomplete if an evaluator failed.</summary>
/// <param name="Job">The job.</param>
/// <param name="Result">The metrics.</param>
/// <param name="Folder">The files.</param>
internal sealed record MeasuredJob(Job Job, JobResult Result, JobFolder Folder)
{
    /// <summary>True if the evaluator has a record for the job; the record is empty if it does not measure the model.</summary>
    public bool Has(IEvaluator evaluator) => Result.Evaluations.ContainsKey(evaluator.Name);
}
