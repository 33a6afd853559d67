using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Jobs;

/// <summary>
/// The folders of all experiments' jobs. A path contains the job's key and its fingerprint, so that results of different settings coexist.
/// </summary>
/// <param name="root">The store's folder.</param>
/// <param name="engine">The compute backend, which is part of fingerprints.</param>
/// <param name="archive">A second store that is only read; null for none.</param>
internal sealed class JobStore(string root, Engine engine, string? archive = null)
{
    /// <summary>The fingerprint of a job's weights, or of a baseline.</summary>
    public Fingerprint Fingerprint(Job job) => job is ModelJob model ? Jobs.Fingerprint.OfTraining(model, engine) : Jobs.Fingerprint.OfBaseline(job, engine);

    /// <summary>A job's folder.</summary>
    public JobFolder Folder(Job job) => Folder(root, job);

    /// <summary>Deletes the results of a job.</summary>
    /// <exception cref="CodedException">A file cannot be deleted.</exception>
    public void Delete(Job job) => Folder(job).Delete(root);

    /// <summary>The folders that may contain a job's result: in the store and in the archive.</summary>
    public IEnumerable<JobFolder> Places(Job job) => archive is null ? [Folder(job)] : [Folder(job), Folder(archive, job, isArchived: true)];

    /// <summary>The inputs of results with the same key and other fingerprints: of other settings, code or data.</summary>
    public IEnumerable<IReadOnlyDictionary<string, string>> OtherInputs(Job job) =>
        from place in Places(job)
        let folder = new DirectoryInfo(Path.GetDirectoryName(place.Path)!)
        where folder.Exists
        from other in folder.EnumerateDirectories()
        let inputs = new JobFolder(other.FullName, place.Fingerprint).FindConfiguration()
        where inputs is not null
        select inputs;

    private JobFolder Folder(string above, Job job, bool isArchived = false) =>
        new(Path.Combine([above, .. job.Folders, Fingerprint(job).Hash[..12]]), Fingerprint(job), isArchived);
}
