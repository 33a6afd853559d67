using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ModelDsl.Experiments.Contract;

namespace ModelDsl.Build;

/// <summary>
/// Starts the runner, in a process of its own, so that a crash in native code, or a library that stays loaded, is the
/// runner's and not the build's. <see cref="RunnerProtocol"/> lists the lines of its standard output; its standard error, which user code prints to,
/// goes to the log only.
/// </summary>
public abstract partial class RunnerTask : ToolTask
{
    private const string WaitPolicy = "OMP_WAIT_POLICY";

    private static readonly Lock s_sync = new();

    private readonly Lock _showing = new();
    private readonly ManualResetEventSlim _canceled = new();
    private Throttle _progress = null!;
    private RunnerLog _log = null!;
    private string? _heldProgress;
    private volatile Process? _runner;

    /// <summary>The runner's assembly: the experiment project's own output.</summary>
    [Required] public string Runner { get; set; } = "";

    /// <summary>Where all that the runner prints is kept; another file beside it where another build writes this one.</summary>
    [Required] public string LogFile { get; set; } = "";

    /// <summary>True where progress overwrites itself; elsewhere each line stays, so that few are shown.</summary>
    public bool Live { get; set; }

    /// <summary>How long a canceled runner may take to save its state.</summary>
    public int GracePeriodSeconds { get; set; } = 5;

    /// <summary>The report, where the runner named one.</summary>
    [Output] public string Report { get; set; } = "";

    /// <summary>Creates the task.</summary>
    protected RunnerTask() => YieldDuringToolExecution = true;

    /// <summary>What times the progress.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What is run, to begin an error with: <c>Experiment 'first'</c>.</summary>
    private protected abstract string Subject { get; }

    /// <summary>Where an error about it belongs.</summary>
    private protected abstract SourcePosition Position { get; }

    /// <summary>What the live line begins with.</summary>
    private protected abstract string Title { get; }

    private TimeSpan ProgressInterval => Live ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    public override bool Execute()
    {
        try
        {
            Prepare();
            _progress = new(ProgressInterval, Clock);
            using (_log = new RunnerLog(LogFile))
            {
                LogFile = _log.Path;
                EnvironmentVariables = [$"{RunnerProtocol.LogVariable}={LogFile}"];
                // libtorch's threads wait for each other in a loop otherwise: many times slower where other programs need the cores.
                if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(WaitPolicy)))
                    EnvironmentVariables = [.. EnvironmentVariables, $"{WaitPolicy}=PASSIVE"];
                using var beat = Clock.CreateTimer(_ => ShowHeldProgress(), null, ProgressInterval, ProgressInterval);
                return base.Execute();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            Log.LogErrorAt("MDX0302", new(Runner, 1, 1), $"The runner could not be started: {e.Message}");
            return false;
        }
    }

    /// <summary>Reads what the runner is to be given.</summary>
    private protected virtual void Prepare() { }

    /// <summary>Shows that an experiment is up to date.</summary>
    private protected virtual void ShowFinished(string spec, string report) { }

    /// <summary>Remembers a data set that cannot be had.</summary>
    private protected virtual void ShowUnavailable(string dataset) { }

    /// <summary>Adds the runner's arguments.</summary>
    private protected abstract void Describe(CommandLineBuilder line);

    /// <inheritdoc />
    protected override string ToolName => OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    /// <inheritdoc />
    protected override string GenerateFullPathToTool() =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : ToolName;

    /// <inheritdoc />
    protected override string GenerateCommandLineCommands()
    {
        var line = new CommandLineBuilder();
        line.AppendSwitch("exec");
        line.AppendFileNameIfNotNull(Runner);
        Describe(line);
        return line.ToString();
    }

    /// <inheritdoc />
    protected override Encoding StandardOutputEncoding => Encoding.UTF8;

    /// <inheritdoc />
    protected override Encoding StandardErrorEncoding => Encoding.UTF8;

    /// <inheritdoc />
    protected override MessageImportance StandardOutputLoggingImportance => MessageImportance.Normal;

    /// <inheritdoc />
    protected override MessageImportance StandardErrorLoggingImportance => MessageImportance.Low;

    /// <inheritdoc />
    protected override void LogToolCommand(string message) => Log.LogCommandLine(MessageImportance.Low, message);

    /// <inheritdoc />
    protected override Process StartToolProcess(Process proc) => _runner = base.StartToolProcess(proc);

    /// <inheritdoc />
    protected override void LogEventsFromTextOutput(string singleLine, MessageImportance messageImportance)
    {
        if (!_log.TryWrite(singleLine))
            Log.LogWarning(null, "MDX0303", null, LogFile, 0, 0, 0, 0, "The log ends here: its disk is full, or it cannot be written any more. The experiment goes on.");
        if (messageImportance == StandardErrorLoggingImportance)
            Log.LogMessage(messageImportance, "{0}", singleLine);
        else if (After(RunnerProtocol.Progress) is { } progress)
            ShowProgress(progress);
        else if (After(RunnerProtocol.Table) is { } row)
            BuildEngine.LogMessageEvent(RunnerEvents.Table(Live ? "  " + row : row)); // the plain logger indents by itself
        else if (After(RunnerProtocol.Report) is { } report)
            Report = report;
        else if (After(RunnerProtocol.Finished)?.Split(RunnerProtocol.Separator) is [var spec, var page])
            ShowFinished(spec, page);
        else if (After(RunnerProtocol.Unavailable) is { } dataset)
            ShowUnavailable(dataset);
        else if (!RunnerDiagnostic().IsMatch(singleLine))
            Log.LogMessage(messageImportance, "{0}", singleLine);
        else if (!IsRepeatedWarning(singleLine))
            base.LogEventsFromTextOutput(singleLine, messageImportance);

        string? After(string keyword) =>
            singleLine == keyword ? ""
            : singleLine.StartsWith(keyword + " ", StringComparison.Ordinal) ? singleLine[(keyword.Length + 1)..].TrimEnd()
            : null;
    }

    /// <summary>Whether another runner of this build has given the same warning: where a data set cannot be had, all of its experiments say so.</summary>
    private bool IsRepeatedWarning(string line)
    {
        if (RunnerWarning().Match(line) is not { Success: true, Groups: [_, { Value: var warning }] })
            return false;
        lock (s_sync)
        {
            var key = $"{nameof(RunnerTask)}: {warning}";
            if (BuildEngine4.GetRegisteredTaskObject(key, RegisteredTaskObjectLifetime.Build) is not null)
                return true;
            BuildEngine4.RegisterTaskObject(key, warning, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
            return false;
        }
    }

    // What a user's code prints may look like an error to MSBuild: "mean error: 0.5".
    [GeneratedRegex(@": (error|warning) MDX\d{4}: ")]
    private static partial Regex RunnerDiagnostic();

    [GeneratedRegex(": (warning MDX.*)$")]
    private static partial Regex RunnerWarning();

    private void ShowProgress(string text)
    {
        lock (_showing)
        {
            _heldProgress = text;
            ShowHeldProgress();
        }
    }

    // What came too early is shown later: else the last word of an epoch that is over stands while something takes minutes.
    private void ShowHeldProgress()
    {
        lock (_showing)
        {
            if (_heldProgress is not { } text || !_progress.Passes())
                return;
            _heldProgress = null;
            BuildEngine.LogMessageEvent(RunnerEvents.Progress(Title, text));
        }
    }

    /// <summary>Ctrl-C: lets the runner save its state, and kills it where it takes too long.</summary>
    public override void Cancel()
    {
        _canceled.Set();
        try
        {
            if (_runner is { HasExited: false } runner && Signal.TryTerminate(runner)
                && runner.WaitForExit(TimeSpan.FromSeconds(GracePeriodSeconds)))
                return;
        }
        catch (InvalidOperationException)
        {
            // It ended meanwhile.
        }
        base.Cancel();
    }

    /// <inheritdoc />
    protected override bool HandleTaskExecutionErrors()
    {
        // Ctrl-C reaches the runner too, and its exit may be seen before MSBuild has canceled this task.
        if (_canceled.Wait(ExitCode == RunnerProtocol.Canceled ? TimeSpan.FromSeconds(2) : TimeSpan.Zero) || Log.HasLoggedErrors)
            return false;
        Log.LogErrorAt("MDX0301", Position, ExitCode == RunnerProtocol.Canceled
            ? $"{Subject} was interrupted. Run it again: finished jobs are kept. Its log: {LogFile}"
            : $"{Subject} {Signal.Describe(ExitCode)} and gave no reason. Its log: {LogFile}");
        return false;
    }
}
