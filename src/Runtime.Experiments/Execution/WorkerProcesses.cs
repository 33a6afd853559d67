using System.Diagnostics;
using System.Text;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Execution;

/// <summary>
/// Runs each job in a process of its own, several at once. Two trainings in one process would share libtorch's random numbers and its
/// threads; and a crash costs one job.
/// </summary>
/// <param name="arguments">What this process was given, to be handed on.</param>
/// <param name="parallelism">How many at once.</param>
internal sealed class WorkerProcesses(Arguments arguments, int parallelism) : IExecutor
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

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
        CodedException? failure = null;
        var output = ReadAsync(worker.StandardOutput, line =>
        {
            switch (WorkerMessage.Parse(line))
            {
                case { Progress: { } progress }:
                    events.Progressed(number, progress);
                    break;
                case { Warning: { } warning }:
                    events.Warned(warning.ToException());
                    break;
                case { Error: { } error }:
                    failure = error.ToException();
                    break;
                default:
                    events.Logged(line);
                    break;
            }
        });
        var errors = ReadAsync(worker.StandardError, events.Logged);
        try
        {
            await worker.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            await StopAsync(worker);
            throw;
        }

        await Task.WhenAll(output, errors);
        lock (_events)
        {
            if (worker.ExitCode == 0)
            {
                events.Finished(number);
                return true;
            }

            return events.Failed(number, failure ?? new CodedException(ErrorCodes.WorkerLost,
                $"{job.Key}: its process ended with exit code {worker.ExitCode}{(worker.ExitCode > 128 ? $", signal {worker.ExitCode - 128}" : "")}, and gave no reason. "
                + "Run the build again: it goes on from the last epoch. Signal 9 often means that memory ran out: use fewer Jobs."));
        }
    }

    private Process Start(int number)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            // A worker stops when its input ends: on request, and when this process is gone.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // Under `dotnet exec`, the program is the assembly.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add("exec");
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        }

        foreach (var argument in arguments.OfJob(number))
            start.ArgumentList.Add(argument);
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

    /// <summary>Asks a worker to end, and ends it where it takes too long.</summary>
    private static async Task StopAsync(Process worker)
    {
        using var patience = new CancellationTokenSource(Grace);
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
