using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ModelDsl.Experiments.Contract;

namespace ModelDsl.Build;

/// <summary>
/// Checks all experiments, looks up their data, and lists the experiments that are up to date, before any of them trains.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class CheckExperiments : RunnerTask
{
    private readonly List<TaskItem> _finished = [];
    private readonly List<TaskItem> _unavailable = [];

    /// <summary>The specifications that <see cref="PrepareExperiments"/> wrote.</summary>
    [Required] public string[] SpecFiles { get; set; } = [];

    /// <summary>The project that declares the experiments.</summary>
    [Required] public string ProjectFile { get; set; } = "";

    /// <summary>The folder for results.</summary>
    [Required] public string ResultsDirectory { get; set; } = "";

    /// <summary>A folder with results that count as done.</summary>
    public string Archive { get; set; } = "";

    /// <summary>The reports of the experiments that are up to date; the metadata <c>SpecFile</c> is the specification.</summary>
    [Output] public ITaskItem[] Reports => [.. _finished];

    /// <summary>The data sets that are not available, so that other runners do not search them again.</summary>
    [Output] public ITaskItem[] Unavailable => [.. _unavailable];

    private protected override string Subject => "The check of the experiments";

    private protected override SourcePosition Position => new(ProjectFile, 1, 1);

    private protected override string Title => "check";

    private protected override IEnumerable<string> Arguments =>
        [RunnerProtocol.CheckVerb, ResultsDirectory, Archive, .. SpecFiles];

    /// <inheritdoc />
    private protected override void ShowFinished(string spec, string report)
    {
        _finished.Add(new TaskItem(Escaping.Escape(report), new Dictionary<string, string> { ["SpecFile"] = Escaping.Escape(spec) }));
        BuildEngine.LogMessageEvent(RunnerEvents.Table($"{(Live ? "  " : "")}{NameOf(spec)} is up to date -> {report}"));
    }

    /// <inheritdoc />
    private protected override void ShowUnavailable(string dataset) => _unavailable.Add(new TaskItem(Escaping.Escape(dataset)));

    // The file name is NAME.HASH.spec.json.
    private static string NameOf(string spec) => Regex.Replace(Path.GetFileName(spec), @"\.[0-9a-f]+\.spec\.json$", "");

    /// <summary>Returns the project's folder, to which paths in items are relative.</summary>
    protected override string? GetWorkingDirectory() => Path.GetDirectoryName(ProjectFile);
}
