using System.Text.RegularExpressions;
using System.Runtime.InteropServices;
using System.Text.Json;
using ModelDsl.Architectures;
using ModelDsl.Data;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Execution;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Weights;
using TorchSharp;

namespace ModelDsl.Experiments.Tests.Runs;

/// <summary>Runs experiments on small data in a temporary folder.</summary>
public abstract class ExperimentTest : IDisposable
{
    private protected static readonly StripedImages Gone = new("Gone", Failure: new DatasetUnavailableException("Gone is not available."));
    private protected static readonly StripedImages Bad = new("Bad", Failure: new CodedException(ErrorCodes.DataCorrupt, "Bad is damaged."));

    private protected readonly string _folder = Directory.CreateTempSubdirectory("modeldsl-").FullName;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected (int ExitCode, string[] Lines) Run(ExperimentSpec spec, IReadOnlyList<IDataset>? datasets = null, string? archive = null, IReadOnlyList<IEvaluator>? evaluators = null, CancellationToken cancellation = default)
    {
        using var output = new StringWriter();
        var arguments = new Arguments(spec.Write(_folder), _folder) { Archive = archive };
        using var session = new BuildSession { Executor = (runner, given) => new InProcess(runner, given.Force) };
        var code = ExperimentRunner.Run(arguments, Specs.Catalogue(datasets, evaluators), new RunLog(output, output, "/obj/test.log"), session, cancellation);
        return (code, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Returns the report of an experiment if it is up to date; otherwise null.</summary>
    private protected string? Finished(ExperimentSpec spec)
    {
        using var output = new StringWriter();
        using var session = new BuildSession();
        new ExperimentCheck(Specs.Catalogue(), new RunLog(output, output), session, default).Run([new Arguments(spec.Write(_folder), _folder)]);
        return output.ToString().StartsWith("##finished ", StringComparison.Ordinal) ? output.ToString().Trim().Split('|')[1] : null;
    }

    private protected JsonElement Results() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "test", "results.json"))).RootElement;

    private protected static JsonElement Error(JsonElement row) => row.GetProperty("metrics").GetProperty("ReconstructionMse");
}
