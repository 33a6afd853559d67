using ModelDsl.Experiments.Execution;

namespace ModelDsl.Experiments.Tests.Execution;

public sealed class CoresTests
{
    [Fact]
    public async Task Jobs_of_an_earlier_experiment_start_first()
    {
        var cores = new Cores(1);
        var running = await Take(cores, experiment: 1, folder: "a");
        var (late, later, early) = (Take(cores, 1, "b"), Take(cores, 2, "c"), Take(cores, 0, "d"));

        foreach (var next in new[] { early, late, later })
        {
            running.Dispose();
            running = await next;
        }
    }

    [Fact]
    public async Task Jobs_do_not_overtake_one_that_needs_more_cores()
    {
        var cores = new Cores(2);
        var running = await Take(cores, 0, "a");
        var (wide, narrow) = (Take(cores, 0, "b", threads: 2), Take(cores, 1, "c"));

        Assert.False(wide.IsCompleted || narrow.IsCompleted);
        running.Dispose();
        var second = await wide;
        Assert.False(narrow.IsCompleted);
        second.Dispose();
        await narrow;
    }

    [Fact]
    public async Task A_job_with_more_threads_than_there_are_cores_starts() => await Take(new Cores(2), 0, "a", threads: 8);

    [Fact]
    public async Task A_job_that_another_experiment_runs_waits_and_others_overtake_it()
    {
        var cores = new Cores(3);
        var running = await Take(cores, 0, "same");
        var same = Take(cores, 1, "same");
        await Take(cores, 1, "other");

        Assert.False(same.IsCompleted);
        running.Dispose();
        await same;
    }

    [Fact]
    public async Task A_canceled_job_does_not_start()
    {
        var cores = new Cores(1);
        var running = await Take(cores, 0, "a");
        using var cancellation = new CancellationTokenSource();
        var canceled = Take(cores, 0, "b", cancellation: cancellation.Token);
        var next = Take(cores, 1, "c");

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);
        running.Dispose();
        await next;
    }

    [Fact]
    public async Task Cores_that_no_job_can_use_are_reported()
    {
        var cores = new Cores(2);
        var reported = new List<int>();
        cores.Idle += reported.Add;

        var first = await Take(cores, 3, "a");
        Assert.Equal([3], reported);
        var second = await Take(cores, 4, "b");
        Assert.Equal([3], reported);
        var wide = Take(cores, 5, "c", threads: 2);
        first.Dispose();
        Assert.Equal([3], reported);
        second.Dispose();
        await wide;
        Assert.Equal([3], reported);
        (await wide).Dispose();
        Assert.Equal([3, 5], reported);
    }

    private static Task<IDisposable> Take(Cores cores, int experiment, string folder, int threads = 1, CancellationToken cancellation = default) =>
        cores.TakeAsync(experiment, threads, folder, cancellation).WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
}
