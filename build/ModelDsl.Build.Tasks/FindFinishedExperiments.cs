using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ModelDsl.Build;

/// <summary>
/// Asks a single runner which experiments are up to date and names their reports: to start one for each takes most of the time of a build that finds
/// nothing to do.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class FindFinishedExperiments : RunnerTask
{
    private const string Keyword = "##finished ";

    private readonly List<TaskItem> _finished = [];

    /// <summary>The specifications that <see cref="PrepareExperiments"/> wrote.</summary>
    [Required] public string[] SpecFiles { get; set; } = [];

    /// <summary>Where results go.</summary>
    [Required] public string ResultsDirectory { get; set; } = "";

    /// <summary>A folder with results that count as done.</summary>
    public string Archive { get; set; } = "";

    /// <summary>The reports of those that are up to date; their <c>SpecFile</c> is the specification.</summary>
    [Output] public ITaskItem[] Reports => [.. _finished];

    private protected override string Subject => "The check for what is up to date";

    private protected override SourcePosition Position => new(Runner, 1, 1);

    private protected override string Title => "up to date";

    private protected override void Describe(CommandLineBuilder line)
    {
        line.AppendSwitch("finished");
        line.AppendFileNameIfNotNull(ResultsDirectory);
        line.AppendSwitch($"\"{Archive}\"");
        line.AppendFileNamesIfNotNull(SpecFiles, " ");
    }

    /// <inheritdoc />
    protected override void LogEventsFromTextOutput(string singleLine, MessageImportance messageImportance)
    {
        if (!singleLine.StartsWith(Keyword, StringComparison.Ordinal) || singleLine[Keyword.Length..].Split('|') is not [var spec, var report])
        {
            base.LogEventsFromTextOutput(singleLine, messageImportance);
            return;
        }

        _finished.Add(new TaskItem(report, new Dictionary<string, string> { ["SpecFile"] = spec }));
        BuildEngine.LogMessageEvent(RunnerEvents.Table($"{(Live ? "  " : "")}{ExperimentSpec.Read(spec).Name} is up to date -> {report}"));
    }

    /// <summary>A runner that fails here fails again where each experiment is run, and says why there.</summary>
    protected override bool HandleTaskExecutionErrors() => !IsCancelled;
}
