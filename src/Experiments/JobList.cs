using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments;

/// <summary>Prints an experiment's jobs, each with the reason why it would run, without running them.</summary>
internal static class JobList
{
    public static void Print(ExperimentSpec spec, Grid grid, JobLookup lookup, RunLog log)
    {
        log.Table(spec.Name);
        foreach (var (index, job) in grid.Jobs.Index())
        {
            var isPending = lookup.Find(job) is null;
            var (state, reason) = spec.Force ? ("to run", "  (forced)")
                : !isPending ? ("up to date", "")
                : (lookup.IsTrained(job) ? "to measure" : "to run", $"  ({lookup.ReasonToRun(job)})");
            log.Table($"{index + 1,4}  {state,-10}  {job.Key}{reason}");
        }
    }
}
