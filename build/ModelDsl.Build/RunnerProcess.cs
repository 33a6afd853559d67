using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Build.Framework;
using ModelDsl.Experiments.Contract;

namespace ModelDsl.Build;

/// <summary>
/// A runner, which executes the commands of all tasks of a build one after the other. Its start, with libtorch and the JIT compiler, takes about a second.
/// </summary>
internal sealed class RunnerProcess : IDisposable
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    private readonly string _key;
    private readonly Process _process;
    // The lines of the output streams; null at the end of a stream, which may be read after this object is disposed.
    private readonly Channel<(string? Text, bool IsError)> _lines = Channel.CreateUnbounded<(string? Text, bool IsError)>();

    private RunnerProcess(string key, ProcessStartInfo start)
    {
        _key = key;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => _lines.Writer.TryWrite((line.Data, false));
        _process.ErrorDataReceived += (_, line) => _lines.Writer.TryWrite((line.Data, true));
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Stops the process, and with it the command that it executes.</summary>
    /// <param name="grace">The time that it has to save its state.</param>
    public void Cancel(TimeSpan grace)
    {
        try
        {
            if (!_process.HasExited && !(Signal.TryTerminate(_process) && _process.WaitForExit(grace)))
                _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // The process has ended.
        }
    }

    /// <summary>Takes the runner that another task of the build has returned, or else starts one. No other task uses it before it is returned.</summary>
    public static RunnerProcess Take(IBuildEngine4 engine, ProcessStartInfo start)
    {
        var key = $"{nameof(RunnerProcess)} {start.FileName} {start.Arguments} {start.WorkingDirectory} {start.Environment[RunnerProtocol.TerminalVariable]}";
        if (engine.UnregisterTaskObject(key, RegisteredTaskObjectLifetime.Build) is RunnerProcess waiting)
        {
            if (!waiting._process.HasExited)
                return waiting;
            waiting.Dispose();
        }

        start.RedirectStandardInput = true;
        return new RunnerProcess(key, start);
    }

    /// <summary>Lets other tasks use the runner. The end of the build disposes it.</summary>
    public void Return(IBuildEngine4 engine)
    {
        // Another task may have started a second one meanwhile.
        if (_process.HasExited || engine.GetRegisteredTaskObject(_key, RegisteredTaskObjectLifetime.Build) is not null)
            Dispose();
        else
            engine.RegisterTaskObject(_key, this, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
    }

    /// <summary>Executes a command.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="log">The path of the build's log.</param>
    /// <param name="show">Receives each line of output, and true for the error stream.</param>
    /// <returns>The exit code of the command; null if the process ended before the command did.</returns>
    public int? Run(IEnumerable<string> arguments, string log, Action<string, bool> show)
    {
        var request = new RunnerRequest(Guid.NewGuid().ToString("N"), [.. arguments], log);
        Send(request.ToLine());
        var end = $"{RunnerProtocol.End} {request.Id}";
        int? code = null;
        for (var open = 2; open > 0;)
        {
            var (text, isError) = _lines.Reader.ReadAsync().AsTask().GetAwaiter().GetResult();
            if (text is null || text.StartsWith(end, StringComparison.Ordinal))
            {
                open--;
                if (text is not null && !isError)
                    code = int.Parse(text.AsSpan(end.Length), CultureInfo.InvariantCulture);
            }
            else
            {
                show(text, isError);
            }
        }

        return code;
    }

    /// <summary>Waits for the end of the process.</summary>
    /// <returns>Its exit code.</returns>
    public int WaitForExit()
    {
        _process.WaitForExit();
        return _process.ExitCode;
    }

    private void Send(string line)
    {
        try
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // The process has ended.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
            if (!_process.WaitForExit(s_grace))
                _process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is IOException or InvalidOperationException)
        {
            // The process has ended.
        }

        _process.Dispose();
    }
}
