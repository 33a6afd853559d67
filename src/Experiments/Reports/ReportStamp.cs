using System.Security.Cryptography;
using System.Text;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Files;

namespace ModelDsl.Experiments.Reports;

/// <summary>
/// The hashes of a report's inputs and files, stored beside the report. A report with the same inputs and intact files is not written again.
/// </summary>
/// <param name="folder">The report's folder.</param>
/// <param name="spec">The experiment.</param>
/// <param name="engine">The compute backend, in one line.</param>
/// <param name="evaluators">The evaluators of the experiment.</param>
/// <param name="jobs">The measured jobs.</param>
/// <param name="planned">The number of jobs of the grid.</param>
internal sealed class ReportStamp(string folder, ExperimentSpec spec, string engine, IReadOnlyList<IEvaluator> evaluators, IReadOnlyList<MeasuredJob> jobs, int planned)
{
    private readonly string _hash = Hash(spec, engine, evaluators, jobs, planned);

    /// <summary>True if the report in the folder has the same inputs, and its files are those that were written.</summary>
    /// <exception cref="CodedException">A file cannot be read.</exception>
    public bool IsUpToDate => File.Exists(PathIn(folder)) && CodedFile.Read(PathIn(folder), () => File.ReadAllText(PathIn(folder))) is var stamp
        // The hash of the inputs is compared first: it needs no other file.
        && stamp.StartsWith(_hash, StringComparison.Ordinal) && stamp == Text();

    /// <summary>Writes the stamp of a complete report.</summary>
    /// <exception cref="CodedException">The file cannot be written.</exception>
    public void Set() => AtomicFile.WriteText(PathIn(folder), Text());

    /// <summary>Invalidates the report before it is rewritten.</summary>
    /// <exception cref="CodedException">The file cannot be deleted.</exception>
    public static void Remove(string folder) => AtomicFile.Delete(PathIn(folder));

    private string Text() => _hash + "\n" + string.Concat(
        ExperimentReport.FilesIn(folder).Select(name => $"{FileHash.Of(Path.Combine(folder, name))}  {name}\n"));

    private static string PathIn(string folder) => Path.Combine(folder, ".stamp");

    private static string Hash(ExperimentSpec spec, string engine, IReadOnlyList<IEvaluator> evaluators, IReadOnlyList<MeasuredJob> jobs, int planned)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(Engine.Content(typeof(ReportStamp)));
        Add(spec.ToJson());
        Add(spec.PublishedPath is { } published && File.Exists(published) ? File.ReadAllText(published) : "");
        Add(engine);
        Add($"{planned} jobs");
        foreach (var job in jobs)
        {
            Add($"{job.Job.Key} {job.Result.Fingerprint} in {job.Folder.Path}");
            foreach (var evaluator in evaluators)
                Add($"{evaluator.Name} {job.Result.Evaluations.GetValueOrDefault(evaluator.Name)?.Fingerprint}");
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(string input) => hash.AppendData(Encoding.UTF8.GetBytes(input + '\n'));
    }
}
