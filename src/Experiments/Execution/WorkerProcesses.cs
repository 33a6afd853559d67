using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Execution;

/// <summary>
/// Runs each job in a separate process, several in parallel. Trainings in one process would share libtorch's random number generator and
/// threads, and a crash would end all of them.
/// </summary>
/// <param name="arguments">The arguments for the processes.</param>
/// <param name="parallelism">The number of simultaneous jobs.</param>
/// <param name="log">Returns a job's log.</param>
internal sealed class WorkerProcesses(Arguments arguments, int parallelism, Func<Job, JobLog> log) : IExecutor
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    // On Windows, a pending read of the standard input blocks the loading of native libraries that query the input's type.
    private static readonly bool s_stopWithInput = !OperatingSystem.IsWindows();

    private readonly Lock _events = new();

    /// <inheritdoc/>
    public async Task RunAsync(IReadOnlyList<(int Number, Job Job)> jobs, IJobEvents events, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = stop.Token };
        try
        {
            await Parallel.ForEachAsync(jobs, options, async (job, token) =>
            {
                if (!await RunAsync(job.Number, job.Job, events, token))
                    await stop.CancelAsync();
            });
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // A job failed with FailFast.
        }
    }

    /// <returns>True if other jobs may start.</returns>
    private async Task<bool> RunAsync(int number, Job job, IJobEvents events, CancellationToken cancellation)
    {
        using var worker = Start(number);
        var output = new WorkerOutput(number, events);
        var errors = new ConcurrentQueue<string>();
        var reading = Task.WhenAll(
            ReadAsync(worker.StandardOutput, output.ProcessLine),
            ReadAsync(worker.StandardError, line => { errors.Enqueue(line); events.Logged(line); }));
        try
        {
            await worker.WaitForExitAsync(cancellation);
            // Ctrl-C in a terminal reaches the worker too. It may exit before this process receives the signal.
            if (worker.ExitCode == ExitCodes.Canceled)
                await Task.Delay(Grace, cancellation);
        }
        catch (OperationCanceledException)
        {
            await StopAsync(worker);
            throw;
        }

        await reading;
        lock (_events)
        {
            return worker.ExitCode == ExitCodes.Succeeded ? events.Finished(number) : events.Failed(number, output.Failure ?? Lost(job, worker.ExitCode, errors));
        }
    }

    private CodedException Lost(Job job, int exitCode, IEnumerable<string> errors)
    {
        var reason = exitCode == ExitCodes.Canceled ? "was canceled by another process" : $"ended with {ExitCodes.Describe(exitCode)} and did not report an error";
        foreach (var line in errors)
            log(job).Write(line);
        log(job).Write($"The process {reason}");
        return new CodedException(ExperimentErrorCodes.WorkerLost,
            $"{job.Key}: its process {reason}. Run the build again to resume from the last epoch. "
            + $"Signal 9 often means out of memory: use fewer Jobs. The job's log: {log(job).Path}");
    }

    private Process Start(int number)
    {
        var start = new ProcessStartInfo(Program.Command[0], [.. Program.Command.Skip(1), .. arguments.OfJob(number, s_stopWithInput)])
        {
            // With s_stopWithInput, the worker stops when this process closes the input or ends.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        return Process.Start(start)!;
    }

    private async Task ReadAsync(StreamReader reader, Action<string> handle)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_events)
                handle(line);
        }
    }

    /// <summary>Stops a worker; kills it after a timeout.</summary>
    private static async Task StopAsync(Process worker)
    {
        using var timeout = new CancellationTokenSource(s_stopWithInput ? Grace : TimeSpan.Zero);
        try
        {
            worker.StandardInput.Close();
            await worker.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            worker.Kill(entireProcessTree: true);
        }
    }
}
