using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Jobs;

/// <summary>
/// The jobs of all experiments, one folder a job: its key, then its fingerprint, so that runs with other settings stay beside each other.
/// </summary>
/// <param name="root">The store's folder.</param>
/// <param name="engine">What computes, on which fingerprints depend.</param>
/// <param name="archive">A folder of the same form with results that count as done, and are only read; null for none.</param>
internal sealed class JobStore(string root, Engine engine, string? archive = null)
{
    /// <summary>What a job's weights, or a baseline, depend on.</summary>
    public Fingerprint Fingerprint(Job job) => job is ModelJob model ? Jobs.Fingerprint.OfTraining(model, engine) : Jobs.Fingerprint.OfBaseline(job, engine);

    /// <summary>A job's folder.</summary>
    public JobFolder Folder(Job job) => Folder(root, job);

    /// <summary>Deletes the results of a job.</summary>
    /// <exception cref="CodedException">A file cannot be deleted.</exception>
    public void Delete(Job job) => Folder(job).Delete(root);

    /// <summary>Where a job's result may be: in the store, or in the archive.</summary>
    public IEnumerable<JobFolder> Places(Job job) => archive is null ? [Folder(job)] : [Folder(job), Folder(archive, job)];

    private JobFolder Folder(string above, Job job) => new(Path.Combine([above, .. job.Folders, Fingerprint(job).Hash[..12]]), Fingerprint(job));
}
