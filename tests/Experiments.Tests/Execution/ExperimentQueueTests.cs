using System.Collections.Concurrent;
using ModelDsl.Experiments.Execution;
using ModelDsl.Experiments.Hosting;

namespace ModelDsl.Experiments.Tests.Execution;

public sealed class ExperimentQueueTests
{
    private static readonly string[] s_names = ["first", "second", "third", "alone", "last"];

    private readonly Cores _cores = new(2);
    private readonly ExperimentQueue _queue;
    private readonly ConcurrentQueue<string> _started = [];
    private readonly TaskCompletionSource _end = new();

    public ExperimentQueueTests()
    {
        _queue = new(_cores);
        _queue.Plan(s_names.Select(name => new PlannedExperiment(new Arguments(name, "results"), $"{name}.log", name != "alone")), planned =>
        {
            _started.Enqueue(planned.Arguments.Spec);
            planned.Start(Run, new RunLog(TextWriter.Null, TextWriter.Null));
        });
    }

    private int Run(Arguments arguments, RunLog log)
    {
        log.Table($"Runs {arguments.Spec} at place {arguments.Place}, {log.DetailsPlace}");
        _end.Task.Wait();
        return 7;
    }

    private PlannedExperiment? Request(string name) => _queue.Request(new Arguments(name, "results"));

    [Fact]
    public void A_build_without_a_check_has_no_planned_experiments()
    {
        var queue = new ExperimentQueue(_cores);
        Assert.True(queue.IsEmpty);
        Assert.Null(queue.Request(new Arguments("first", "results")));
        Assert.False(_queue.IsEmpty);
        Assert.Null(_queue.Request(new Arguments("first", "other results")));
    }

    [Fact]
    public async Task The_next_one_starts_while_cores_are_idle_and_keeps_its_output()
    {
        Assert.Null(Request("first")!.Started);
        using var job = await _cores.TakeAsync(0, 1, "a", default);
        Assert.Equal(["second"], _started);

        using var output = new StringWriter();
        var second = Request("second")!;
        Assert.NotNull(second.Started);
        _end.SetResult();
        Assert.Equal(7, second.Finish(new RunLog(output, TextWriter.Null)));
        Assert.Equal("##table Runs second at place 1, The details: second.log", output.ToString().Trim());
    }

    [Fact]
    public async Task Only_one_starts_before_it_has_jobs()
    {
        Request("first");
        using var job = await _cores.TakeAsync(0, 1, "a", default);
        _cores.Update();
        _cores.Update();
        Assert.Equal(["second"], _started);

        (await _cores.TakeAsync(1, 1, "b", default)).Dispose();
        Assert.Equal(["second", "third"], _started);
    }

    [Fact]
    public async Task The_next_one_starts_after_one_without_jobs()
    {
        Request("first");
        using var job = await _cores.TakeAsync(0, 1, "a", default);
        _end.SetResult();
        var third = await Started("third");
        Assert.Equal(7, await third.Started!);
    }

    [Fact]
    public async Task One_that_does_not_share_cores_and_those_after_it_wait_for_its_request()
    {
        Request("first");
        _end.SetResult();
        using var job = await _cores.TakeAsync(0, 1, "a", default);
        await (await Started("third")).Started!;
        _cores.Update();
        Assert.Equal(["second", "third"], _started);

        Assert.Null(Request("alone")!.Started);
        _cores.Update();
        Assert.Null(Request("last")!.Started);
    }

    [Fact]
    public void Nothing_starts_before_the_first_request()
    {
        Assert.Empty(_started);
        _end.SetResult();
        _queue.Wait();
        _cores.Update();
        Assert.Empty(_started);
    }

    private async Task<PlannedExperiment> Started(string name)
    {
        while (!_started.Contains(name))
            await Task.Delay(10);
        return Request(name)!;
    }
}
