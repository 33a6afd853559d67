using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Execution;

/// <summary>
/// Runs each job in a process of its own, several at once. Two trainings in one process would share libtorch's random numbers and its
/// threads; and a crash costs one job.
/// </summary>
/// <param name="arguments">What the jobs' processes are given.</param>
/// <param name="parallelism">How many at once.</param>
/// <param name="log">A job's own log.</param>
internal sealed class WorkerProcesses(Arguments arguments, int parallelism, Func<Job, JobLog> log) : IExecutor
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    // On Windows a process that waits for input cannot load a library that looks at the input's type: both wait for the same handle.
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
            // A job failed, and the experiment says to stop at the first failure.
        }
    }

    /// <returns>Whether others may still begin.</returns>
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
            // Ctrl-C in a terminal reaches the worker too, and its end may be seen before this process has heard of it.
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
        var reason = exitCode == ExitCodes.Canceled ? "was asked to stop by someone else" : $"ended with {ExitCodes.Describe(exitCode)}, and gave no reason";
        foreach (var line in errors)
            log(job).Write(line);
        log(job).Write($"The process {reason}");
        return new CodedException(ExperimentErrorCodes.WorkerLost,
            $"{job.Key}: its process {reason}. Run the build again: it goes on from the last epoch. "
            + $"Signal 9 often means that memory ran out: use fewer Jobs. The job's log: {log(job).Path}");
    }

    private Process Start(int number)
    {
        var start = new ProcessStartInfo(Program.Command[0], [.. Program.Command.Skip(1), .. arguments.OfJob(number, s_stopWithInput)])
        {
            // Where a worker stops when its input ends, it does so on request, and when this process is gone.
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

    /// <summary>Asks a worker to end, and ends it if it cannot be asked or takes too long.</summary>
    private static async Task StopAsync(Process worker)
    {
        using var patience = new CancellationTokenSource(s_stopWithInput ? Grace : TimeSpan.Zero);
        try
        {
            worker.StandardInput.Close();
            await worker.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            worker.Kill(entireProcessTree: true);
        }
    }
}
