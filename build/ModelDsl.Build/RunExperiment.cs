using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ModelDsl.Experiments.Contract;

namespace ModelDsl.Build;

/// <summary>Runs one experiment, or deletes its results. The runner skips jobs that are up to date.</summary>
[MSBuildMultiThreadableTask]
public sealed class RunExperiment : RunnerTask
{
    private ExperimentSpec _spec = null!;

    /// <summary>The specification that <see cref="PrepareExperiments"/> wrote.</summary>
    [Required] public string SpecFile { get; set; } = "";

    /// <summary>The folder for results.</summary>
    [Required] public string ResultsDirectory { get; set; } = "";

    /// <summary>A folder with results that count as done.</summary>
    public string Archive { get; set; } = "";

    /// <summary>True if <see cref="CheckExperiments"/> has looked up the data.</summary>
    public bool Checked { get; set; }

    /// <summary>The data sets that the check did not find, separated by <c>|</c>.</summary>
    public string Unavailable { get; set; } = "";

    /// <summary>The runner's command: <c>run</c> or <c>clean</c>.</summary>
    public string Verb { get; set; } = RunnerProtocol.RunVerb;

    private protected override string Subject => $"Experiment '{_spec.Name}'";

    private protected override SourcePosition Position => _spec.Position;

    private protected override string Title => _spec.Name;

    private protected override void Prepare() => _spec = ExperimentSpec.Read(SpecFile);

    private protected override IEnumerable<string> Arguments =>
    [
        Verb,
        RunnerProtocol.SpecOption, SpecFile,
        RunnerProtocol.ResultsOption, ResultsDirectory,
        .. Archive == "" ? Array.Empty<string>() : [RunnerProtocol.ArchiveOption, Archive],
        .. Checked ? [RunnerProtocol.UnavailableOption, Unavailable] : Array.Empty<string>(),
    ];

    /// <summary>Returns the project's folder, to which paths in items are relative.</summary>
    protected override string? GetWorkingDirectory() => Path.GetDirectoryName(_spec.ProjectFile);
}
