using System.Security.Cryptography;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Execution;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Tests;

/// <summary>A folder of results, and experiments that fill it.</summary>
internal sealed class ResultFolder : IDisposable
{
    // Without the files that depend on time and machine.
    private static readonly string[] Reproducible = ["result.json", "training.json", "weights.safetensors"];

    public string Path { get; } = Directory.CreateTempSubdirectory("modeldsl-").FullName;

    public string Jobs => System.IO.Path.Combine(Path, "jobs");

    /// <summary>The hashes of the reproducible files of all jobs.</summary>
    public SortedDictionary<string, string> Found => new(
        Reproducible.SelectMany(Files).ToDictionary(file => System.IO.Path.GetRelativePath(Jobs, file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))),
        StringComparer.Ordinal);

    /// <summary>All files with a name.</summary>
    public string[] Files(string name) => Directory.Exists(Jobs) ? Directory.GetFiles(Jobs, name, SearchOption.AllDirectories) : [];

    /// <summary>The only file with a name.</summary>
    public string Only(string name) => Files(name).Single();

    /// <summary>Runs an experiment in this process.</summary>
    public (int ExitCode, string[] Lines) Run(ExperimentSpec spec, IReadOnlyList<IEvaluator>? evaluators = null, Verb verb = Verb.Run, CancellationToken cancellation = default)
    {
        using var output = new StringWriter();
        var catalogue = Specs.Catalogue() with { Models = [.. Specs.Models, .. Interruptible.Models], Evaluators = [.. Evaluators.Known, .. evaluators ?? []] };
        var arguments = new Arguments(spec.Write(Directory.CreateDirectory(Path).FullName), Path) { Verb = verb };
        using var session = new BuildSession { Executor = (runner, given) => new InProcess(runner, given.Force) };
        var code = ExperimentRunner.Run(arguments, catalogue, new RunLog(output, output), session, cancellation);
        return (code, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
