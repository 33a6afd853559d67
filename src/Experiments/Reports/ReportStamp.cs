using System.Security.Cryptography;
using System.Text;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Files;

namespace ModelDsl.Experiments.Reports;

/// <summary>What a report was made of, as a hash beside it: while it is right, the report need not be written again.</summary>
/// <param name="folder">The report's folder.</param>
/// <param name="spec">The experiment.</param>
/// <param name="engine">The tensor engine, in a line.</param>
/// <param name="evaluators">What the experiment asks for.</param>
/// <param name="jobs">The jobs that were measured.</param>
/// <param name="planned">How many jobs the grid has.</param>
internal sealed class ReportStamp(string folder, ExperimentSpec spec, string engine, IReadOnlyList<IEvaluator> evaluators, IReadOnlyList<MeasuredJob> jobs, int planned)
{
    private readonly string _hash = Hash(spec, engine, evaluators, jobs, planned);

    /// <summary>Whether the report in the folder was made of the same.</summary>
    public bool IsUpToDate => ExperimentReport.Files.All(name => File.Exists(Path.Combine(folder, name))) && File.Exists(PathIn(folder)) && File.ReadAllText(PathIn(folder)) == _hash;

    /// <summary>Says that the report in the folder was made of this.</summary>
    /// <exception cref="CodedException">The file cannot be written.</exception>
    public void Set() => AtomicFile.WriteText(PathIn(folder), _hash);

    /// <summary>Says that what is in the folder is no report: it is going to be written.</summary>
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
