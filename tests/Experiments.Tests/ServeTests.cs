using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Hosting;

namespace ModelDsl.Experiments.Tests;

/// <summary>Several experiments of a build in one runner.</summary>
public sealed class ServeTests : IDisposable
{
    private static readonly ExperimentSpec s_first = Specs.Of(("Models", "DenseAutoencoder"), ("Seeds", "1;2"), ("Jobs", "2"));
    private static readonly ExperimentSpec s_second = Specs.Of(("Models", "Vae;Avae"), ("Seeds", "3"), ("Jobs", "2"));
    private static readonly ExperimentSpec s_endless = Specs.Of(("Models", "DenseAutoencoder"), ("Seeds", "4;5"), ("Jobs", "2"), ("Epochs", "100000"));

    private readonly ResultFolder _results = new();
    private readonly ResultFolder _separate = new();

    public void Dispose()
    {
        _results.Dispose();
        _separate.Dispose();
    }

    private IEnumerable<int> Workers => HostProcess.Alive(_results.Path).Select(process => process.Id).Order();

    [Fact]
    public void Experiments_use_the_same_processes_with_the_same_results_as_in_separate_ones()
    {
        using var runner = HostProcess.Serve();
        Assert.Equal(0, runner.WaitForEnd(runner.Request(s_first, _results.Path)));
        var workers = Workers.ToList();
        Assert.Equal(0, runner.WaitForEnd(runner.Request(s_second, _results.Path)));

        Assert.Equal(2, workers.Count);
        Assert.Equal(workers, Workers);
        Assert.All([s_first, s_second], spec => Assert.Equal(0, HostProcess.Run(spec, _separate.Path).ExitCode));
        Assert.NotEmpty(_separate.Found);
        Assert.Equal(_separate.Found, _results.Found);

        runner.EndRequests();
        Assert.Equal(0, runner.WaitForExit());
        Assert.Empty(Workers);
    }

    [Fact]
    public void A_killed_job_does_not_affect_the_next_experiment()
    {
        using var runner = HostProcess.Serve();
        var request = runner.Request(s_endless with { Settings = new Dictionary<string, IReadOnlyList<string>>(s_endless.Settings) { ["FailFast"] = ["true"] } }, _results.Path);
        Assert.True(runner.WaitFor("##progress"), string.Join('\n', runner.Lines));

        HostProcess.Signal(Workers.First(), "KILL");

        Assert.Equal(1, runner.WaitForEnd(request));
        Assert.Equal(0, runner.WaitForEnd(runner.Request(s_second, _results.Path)));
    }

    [Fact]
    public void An_experiment_with_an_error_does_not_affect_the_next()
    {
        using var runner = HostProcess.Serve();
        Assert.Equal(1, runner.WaitForEnd(runner.Request(Specs.Of(("Models", "Nothing")), _results.Path)));
        Assert.Equal(0, runner.WaitForEnd(runner.Request(s_first, _results.Path)));
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public void A_terminated_runner_ends_its_processes(bool trains)
    {
        using var runner = HostProcess.Serve();
        Assert.Equal(0, runner.WaitForEnd(runner.Request(s_first, _results.Path)));
        if (trains)
        {
            runner.Request(s_endless, _results.Path);
            Assert.True(runner.WaitFor("of 100000"), string.Join('\n', runner.Lines));
        }

        HostProcess.Signal(runner.Id, "TERM");

        Assert.Equal(130, runner.WaitForExit());
        Assert.Empty(Workers);
    }

    [Fact]
    public void Processes_that_wait_for_long_are_stopped()
    {
        using var idle = new ManualResetEventSlim();
        using var input = new Input(idle);

        var request = new RequestReader(input, TimeSpan.FromMilliseconds(50), CancellationToken.None).Next(idle.Set);

        Assert.Equal("7", request!.Id);
    }

    /// <summary>Has a request after an event.</summary>
    private sealed class Input(ManualResetEventSlim start) : TextReader
    {
        public override string? ReadLine()
        {
            start.Wait();
            return new RunnerRequest("7", [], "").ToLine();
        }
    }
}
