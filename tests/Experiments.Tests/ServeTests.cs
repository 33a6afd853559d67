using ModelDsl.Architectures;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Hosting;

namespace ModelDsl.Experiments.Tests;

/// <summary>Several experiments of a build in one runner.</summary>
public sealed class ServeTests : IDisposable
{
    private static readonly ExperimentSpec s_first = Specs.Of(("Models", "DenseAutoencoder"), ("Seeds", "1;2"), ("Jobs", "2"));
    private static readonly ExperimentSpec s_second = Specs.Of(("Models", "Vae;Avae"), ("Seeds", "3"), ("Jobs", "2"));
    // They may run beside others, because they do not set Jobs.
    private static readonly ExperimentSpec s_one = Specs.Of(("Models", "DenseAutoencoder"), ("Seeds", "1"), ("Epochs", "100000"));
    private static readonly ExperimentSpec s_other = Specs.Of(("Models", "Vae"), ("Seeds", "3"));
    private static readonly ExperimentSpec s_diverging = Specs.Of(("Models", "Vae"), ("Seeds", "5"), ("LearningRate", "1E30"));

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

    [Fact]
    public void The_next_experiments_start_while_cores_are_idle_and_are_reported_when_requested()
    {
        using var runner = HostProcess.Serve();
        var files = runner.Check(_results.Path, s_one with { Settings = Epochs(s_one, "200") }, s_other, s_diverging, s_other with { Settings = Epochs(s_other, "2") });
        var first = runner.Request(files[0], _results.Path);
        Assert.True(runner.WaitFor("of 200"), string.Join('\n', runner.Lines));
        // On one core, the first experiment leaves none for others.
        if (Environment.ProcessorCount > 1)
            WaitUntil(() => _results.Files("result.json").Any(file => file.Contains($"{Path.DirectorySeparatorChar}Vae{Path.DirectorySeparatorChar}", StringComparison.Ordinal)));
        Assert.DoesNotContain(runner.Lines, line => line.Contains("Vae", StringComparison.Ordinal) || line.Contains("error", StringComparison.Ordinal));
        Assert.Equal(0, runner.WaitForEnd(first));

        Assert.Equal([0, 1, 0], files.Skip(1).Select(file => runner.WaitForEnd(runner.Request(file, _results.Path))!.Value));
        Assert.Contains(runner.Lines, line => line.StartsWith("##table 1/3  Vae/", StringComparison.Ordinal));
        Assert.Contains(runner.Lines, line => line.Contains("error MDX", StringComparison.Ordinal) && line.Contains("seed=5", StringComparison.Ordinal));
        Assert.Equal(0, HostProcess.Run(s_other, _separate.Path).ExitCode);
        Assert.All(_separate.Found, file => Assert.Equal(file.Value, _results.Found[file.Key]));
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public void The_end_of_a_build_ends_experiments_that_it_has_not_requested(bool isTerminated)
    {
        using var runner = HostProcess.Serve();
        var files = runner.Check(_results.Path, s_other, s_one);
        Assert.Equal(0, runner.WaitForEnd(runner.Request(files[0], _results.Path)));
        WaitUntil(() => _results.Files("checkpoint.state").Length > 0);

        if (isTerminated)
            HostProcess.Signal(runner.Id, "TERM");
        else
            runner.EndRequests();

        Assert.Equal(isTerminated ? 130 : 0, runner.WaitForExit());
        Assert.Empty(Workers);
    }

    [Theory]
    [InlineData("Jobs", "1"), InlineData("FailFast", "true")]
    public void An_experiment_that_limits_its_jobs_does_not_start_before_its_request(string setting, string value)
    {
        using var runner = HostProcess.Serve();
        var files = runner.Check(_results.Path, s_other, s_one with { Settings = new Dictionary<string, IReadOnlyList<string>>(s_one.Settings) { [setting] = [value] } });
        Assert.Equal(0, runner.WaitForEnd(runner.Request(files[0], _results.Path)));

        runner.EndRequests();
        Assert.Equal(0, runner.WaitForExit());
        Assert.DoesNotContain(_results.Files("job.log"), file => file.Contains(nameof(DenseAutoencoder), StringComparison.Ordinal));
    }

    private static Dictionary<string, IReadOnlyList<string>> Epochs(ExperimentSpec spec, string epochs) => new(spec.Settings) { ["Epochs"] = [epochs] };

    private static void WaitUntil(Func<bool> condition)
    {
        for (var start = DateTime.UtcNow; !condition(); Thread.Sleep(20))
            Assert.True(DateTime.UtcNow - start < TimeSpan.FromMinutes(1), "The condition was not met within a minute.");
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
