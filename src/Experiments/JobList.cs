using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments;

/// <summary>Prints an experiment's jobs without running them.</summary>
internal static class JobList
{
    public static void Print(ExperimentSpec spec, Grid grid, JobLookup lookup, RunLog log)
    {
        log.Table(spec.Name);
        foreach (var (index, job) in grid.Jobs.Index())
            log.Table($"{index + 1,4}  {State(job),-10}  {job.Key}");

        string State(Job job) => spec.Force ? "to run" : lookup.Find(job) is not null ? "up to date" : lookup.IsTrained(job) ? "to measure" : "to run";
    }
}
