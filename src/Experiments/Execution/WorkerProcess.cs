using System.Diagnostics;
using System.IO.Pipes;
using System.Text;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Execution;

/// <summary>
/// A process that runs one job after the other. It receives requests through a pipe, and stops when the pipe is closed or this process
/// ends. It also ends after a failed job, because the failure may have left native code in an invalid state.
/// </summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(4);

    // A pipe and not the standard input: on Windows, a pending read of the standard input blocks native libraries that query its type while they load.
    private readonly AnonymousPipeServerStream _requests = new(PipeDirection.Out, HandleInheritability.Inheritable);
    private readonly Process _process;
    private readonly Task _reading;
    private readonly Task _exit;
    private readonly Lock _events;

    // The state of the current job.
    private readonly List<string> _errors = [];
    private WorkerOutput? _output;
    private TaskCompletionSource _end = new();

    /// <summary>Starts the process.</summary>
    /// <param name="results">The folder of results.</param>
    /// <param name="events">Held while an event is reported.</param>
    public WorkerProcess(string results, Lock events)
    {
        (Results, _events) = (results, events);
        var start = new ProcessStartInfo(Program.Command[0], [.. Program.Command.Skip(1), .. Arguments.OfWorker(results, _requests.GetClientHandleAsString())])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // TorchSharp 0.107 does not keep a scalar alive during the call that reads it: a collection at that moment frees it. With a first
        // generation of 64 MiB instead of about 2 MiB, a job has few collections or none.
        start.Environment.TryAdd("DOTNET_GCgen0size", "4000000");
        _process = Process.Start(start)!;
        _requests.DisposeLocalCopyOfClientHandle();
        _process.StandardInput.Close();
        _exit = _process.WaitForExitAsync();
        _reading = Task.WhenAll(ReadAsync(_process.StandardOutput, isError: false), ReadAsync(_process.StandardError, isError: true));
    }

    /// <summary>The folder of results.</summary>
    public string Results { get; }

    /// <summary>True if the process can run another job.</summary>
    public bool IsRunning => !_process.HasExited;

    /// <summary>Runs a job.</summary>
    /// <param name="request">The job's place in its experiment.</param>
    /// <param name="job">The job.</param>
    /// <param name="log">The job's log.</param>
    /// <param name="events">Receives progress.</param>
    /// <param name="cancellation">Ends the wait for the job.</param>
    /// <returns>The job's error; null if it is done.</returns>
    public async Task<CodedException?> RunAsync(WorkerRequest request, Job job, JobLog log, IJobEvents events, CancellationToken cancellation)
    {
        var output = new WorkerOutput(request.Number, events);
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_events)
        {
            (_output, _end) = (output, end);
            _errors.Clear();
        }

        Send(request);
        await Task.WhenAny(end.Task, _exit).WaitAsync(cancellation);
        if (!output.IsDone)
        {
            await _exit.WaitAsync(cancellation);
            await _reading;
        }

        if (output.IsDone)
            return null;
        // Ctrl-C in a terminal reaches this process and its child. The child may exit before this process receives the signal.
        if (_process.ExitCode == ExitCodes.Canceled)
            await Task.Delay(s_grace, cancellation);
        return output.Failure ?? Lost(job, log);
    }

    /// <summary>Stops the process; kills it after a timeout.</summary>
    public async Task StopAsync()
    {
        try
        {
            _requests.Dispose();
            await _exit.WaitAsync(s_grace);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _requests.Dispose();
        _process.Dispose();
    }

    private void Send(WorkerRequest request)
    {
        try
        {
            _requests.Write(Encoding.UTF8.GetBytes(request.ToLine() + "\n"));
        }
        catch (IOException)
        {
            // The process has ended.
        }
    }

    private async Task ReadAsync(StreamReader reader, bool isError)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_events)
            {
                if (isError)
                    _errors.Add(line);
                _output?.ProcessLine(line);
                if (_output is { IsDone: true } or { Failure: not null })
                    _end.TrySetResult();
            }
        }
    }

    private CodedException Lost(Job job, JobLog log)
    {
        var exitCode = _process.ExitCode;
        var reason = exitCode == ExitCodes.Canceled ? "was canceled by another process" : $"ended with {ExitCodes.Describe(exitCode)} and did not report an error";
        foreach (var line in _errors)
            log.Write(line);
        log.Write($"The process {reason}");
        return new CodedException(ExperimentErrorCodes.WorkerLost,
            $"{job.Key}: its process {reason}. Run the build again to resume from the last epoch. "
            + $"Signal 9 often means out of memory: use fewer Jobs. The job's log: {log.Path}");
    }
}
