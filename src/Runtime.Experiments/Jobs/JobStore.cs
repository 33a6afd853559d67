using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Jobs;

/// <summary>
/// The jobs of all experiments, one folder a job: its key, then its fingerprint, so that runs with other settings stay beside each other.
/// </summary>
/// <param name="root">The store's folder.</param>
/// <param name="engine">What computes, on which fingerprints depend.</param>
internal sealed class JobStore(string root, Engine engine)
{
    /// <summary>What a job's weights, or a control, depend on.</summary>
    public Fingerprint Fingerprint(Job job) => job is ModelJob model ? Jobs.Fingerprint.OfTraining(model, engine) : Jobs.Fingerprint.OfControl(job, engine);

    /// <summary>Where jobs are kept.</summary>
    public string Root => root;

    /// <summary>A job's folder.</summary>
    public JobFolder Folder(Job job) => new(Path.Combine([root, .. job.Key.Split('/'), Fingerprint(job).Hash[..12]]), Fingerprint(job));
}
