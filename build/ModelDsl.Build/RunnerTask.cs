using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ModelDsl.Experiments.Contract;

namespace ModelDsl.Build;

/// <summary>
/// Executes a command of the runner, which is a separate process, so that native crashes and loaded libraries do not affect the build. The tasks of a build
/// use one process after the other. <see cref="RunnerProtocol"/> lists the lines of its standard output. Its standard error, which user code prints to, goes only to the log.
/// </summary>
public abstract partial class RunnerTask : ToolTask
{
    /// <summary>Environment variables of the runner and its workers that are set unless the build's environment sets them.</summary>
    private static readonly (string Name, string Value)[] s_variables =
    [
        // By default, libtorch's threads wait in busy loops, which is many times slower if other programs use the cores.
        ("OMP_WAIT_POLICY", "PASSIVE"),
        // These processes are short: profiles for the JIT and write-protected code take 12 to 20 % of the time of a small experiment.
        ("DOTNET_TieredPGO", "0"), ("DOTNET_EnableWriteXorExecute", "0"),
    ];

    private static readonly Lock s_sync = new();

    private readonly Lock _showing = new();
    private readonly ManualResetEventSlim _canceled = new();
    private Throttle _progress = null!;
    private RunnerLog _log = null!;
    private string? _heldProgress;
    private volatile RunnerProcess? _runner;

    /// <summary>The runner's assembly: the experiment project's own output.</summary>
    [Required] public string Runner { get; set; } = "";

    /// <summary>The log of the runner's output; another file beside it if another build writes this one.</summary>
    [Required] public string LogFile { get; set; } = "";

    /// <summary>True if progress is shown in place. Otherwise each progress line is permanent, and few are shown.</summary>
    public bool Live { get; set; }

    /// <summary>The time that a canceled runner has to save its state.</summary>
    public int GracePeriodSeconds { get; set; } = 5;

    /// <summary>The report, if the runner wrote one.</summary>
    [Output] public string Report { get; set; } = "";

    /// <summary>The clock that throttles progress.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The subject of error messages: <c>Experiment 'first'</c>.</summary>
    private protected abstract string Subject { get; }

    /// <summary>The position of errors.</summary>
    private protected abstract SourcePosition Position { get; }

    /// <summary>The prefix of progress.</summary>
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
                EnvironmentVariables =
                [
                    $"{RunnerProtocol.TerminalVariable}={(Live ? 1 : 0)}",
                    .. s_variables.Where(variable => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable.Name))).Select(variable => $"{variable.Name}={variable.Value}"),
                ];
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

    /// <summary>Reads the input of the task.</summary>
    private protected virtual void Prepare() { }

    /// <summary>Handles an experiment that is up to date.</summary>
    private protected virtual void ShowFinished(string spec, string report) { }

    /// <summary>Handles a data set that is not available.</summary>
    private protected virtual void ShowUnavailable(string dataset) { }

    /// <summary>The command line that the runner executes.</summary>
    private protected abstract IEnumerable<string> Arguments { get; }

    /// <inheritdoc />
    protected override string ToolName => OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    /// <inheritdoc />
    protected override string GenerateFullPathToTool() =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : ToolName;

    /// <inheritdoc />
    protected override string GenerateCommandLineCommands() => Escaping.CommandLine(["exec", Runner, RunnerProtocol.ServeVerb, Environment.ProcessId.ToString(CultureInfo.InvariantCulture)]);

    /// <inheritdoc />
    protected override Encoding StandardOutputEncoding => Encoding.UTF8;

    /// <inheritdoc />
    protected override Encoding StandardErrorEncoding => Encoding.UTF8;

    /// <inheritdoc />
    protected override MessageImportance StandardOutputLoggingImportance => MessageImportance.Normal;

    /// <inheritdoc />
    protected override MessageImportance StandardErrorLoggingImportance => MessageImportance.Low;

    /// <inheritdoc />
    protected override void LogToolCommand(string message) => Log.LogCommandLine(MessageImportance.Low, $"{message}: {Escaping.CommandLine(Arguments)}");

    /// <inheritdoc />
    protected override int ExecuteTool(string pathToTool, string responseFileCommands, string commandLineCommands)
    {
        BuildEngine3.Yield();
        try
        {
            _runner = RunnerProcess.Take(BuildEngine4, GetProcessStartInfo(pathToTool, commandLineCommands, responseFileCommands));
            if (_canceled.IsSet)
                _runner.Cancel(TimeSpan.Zero);
            var code = _runner.Run(Arguments, LogFile, (line, isError) => LogEventsFromTextOutput(line, isError ? StandardErrorLoggingImportance : StandardOutputLoggingImportance));
            if (code is null or RunnerProtocol.Canceled)
                return ExitCodeOf(_runner);
            _runner.Return(BuildEngine4);
            _runner = null;
            return code.Value;
        }
        finally
        {
            _runner?.Dispose();
            BuildEngine3.Reacquire();
        }
    }

    /// <inheritdoc />
    protected override void LogEventsFromTextOutput(string singleLine, MessageImportance messageImportance)
    {
        if (!_log.TryWrite(singleLine))
            Log.LogWarning(null, "MDX0303", null, LogFile, 0, 0, 0, 0, "The log can no longer be written, for example because the disk is full. The experiment continues. Free disk space.");
        if (messageImportance == StandardErrorLoggingImportance)
            Log.LogMessage(messageImportance, "{0}", singleLine);
        else if (After(RunnerProtocol.Progress) is { } progress)
            ShowProgress(progress);
        else if (After(RunnerProtocol.Table) is { } row)
            BuildEngine.LogMessageEvent(RunnerEvents.Table(Live ? "  " + row : row)); // other loggers indent messages themselves
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

    /// <summary>Returns true if another runner of this build has reported the same warning, such as a data set that is not available.</summary>
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

    // MSBuild would read output of user code, such as "mean error: 0.5", as an error.
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

    // Throttled progress is shown later; otherwise the last line of a finished epoch remains while a long evaluation runs.
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

    /// <summary>The exit code of a runner that ends without one of the command.</summary>
    private int ExitCodeOf(RunnerProcess runner)
    {
        var code = runner.WaitForExit();
        // User code can end the process.
        if (code == 0)
            Log.LogErrorAt("MDX0301", Position, $"{Subject} {Signal.Describe(code)} and did not report a reason. Log: {LogFile}");
        return code == 0 ? 1 : code;
    }

    /// <summary>Lets the runner save its state after Ctrl-C, and kills it after the grace period.</summary>
    public override void Cancel()
    {
        _canceled.Set();
        _runner?.Cancel(TimeSpan.FromSeconds(GracePeriodSeconds));
    }

    /// <inheritdoc />
    protected override bool HandleTaskExecutionErrors()
    {
        // Ctrl-C also reaches the runner, which may exit before MSBuild cancels this task.
        if (_canceled.Wait(ExitCode == RunnerProtocol.Canceled ? TimeSpan.FromSeconds(2) : TimeSpan.Zero) || Log.HasLoggedErrors)
            return false;
        Log.LogErrorAt("MDX0301", Position, ExitCode == RunnerProtocol.Canceled
            ? $"{Subject} was interrupted. Run it again: finished jobs are kept. Log: {LogFile}"
            : $"{Subject} {Signal.Describe(ExitCode)} and did not report a reason. Log: {LogFile}");
        return false;
    }
}
