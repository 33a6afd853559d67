using System.Security.Cryptography;
using System.Text;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Files;

namespace ModelDsl.Experiments.Reports;

/// <summary>A hash of a report's inputs, stored beside the report. An up-to-date report is not written again.</summary>
/// <param name="folder">The report's folder.</param>
/// <param name="spec">The experiment.</param>
/// <param name="engine">The compute backend, in one line.</param>
/// <param name="evaluators">The evaluators of the experiment.</param>
/// <param name="jobs">The measured jobs.</param>
/// <param name="planned">The number of jobs of the grid.</param>
internal sealed class ReportStamp(string folder, ExperimentSpec spec, string engine, IReadOnlyList<IEvaluator> evaluators, IReadOnlyList<MeasuredJob> jobs, int planned)
{
    private readonly string _hash = Hash(spec, engine, evaluators, jobs, planned);

    /// <summary>True if the report in the folder has the same inputs.</summary>
    public bool IsUpToDate => ExperimentReport.Files.All(name => File.Exists(Path.Combine(folder, name))) && File.Exists(PathIn(folder)) && File.ReadAllText(PathIn(folder)) == _hash;

    /// <summary>Writes the stamp of a complete report.</summary>
    /// <exception cref="CodedException">The file cannot be written.</exception>
    public void Set() => AtomicFile.WriteText(PathIn(folder), _hash);

    /// <summary>Invalidates the report before it is rewritten.</summary>
    /// <exception cref="CodedException">The file cannot be deleted.</exception>
    public static void Remove(string folder) => AtomicFile.Delete(PathIn(folder));

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
