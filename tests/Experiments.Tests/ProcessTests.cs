using System.Diagnostics;
using System.Globalization;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Tests;

/// <summary>The runner and its job processes: failures, signals, full disks, concurrent runs.</summary>
public sealed class ProcessTests : IDisposable
{
    /// <summary>The number of kills in the long test: <c>MODELDSL_KILLS=50 dotnet test tests/Experiments.Tests -p:LongTests=true --filter Killed_at_any_moment</c>.</summary>
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("MODELDSL_KILLS") ?? "10", CultureInfo.InvariantCulture);

    private readonly ResultFolder _results = new();
    private readonly ResultFolder _straight = new();

    public void Dispose()
    {
        _results.Dispose();
        _straight.Dispose();
    }

    private static ExperimentSpec Grid(string seeds, params (string, string)[] settings) =>
        Specs.Of([("Models", "DenseAutoencoder;Vae"), ("Latent", "4"), ("Seeds", seeds), ("Epochs", "8"), ("ValidationImages", "32"), ("Jobs", "2"), .. settings]);

    [Fact]
    public void Jobs_in_one_process_have_the_same_results_as_in_separate_processes()
    {
        var spec = Grid("1", ("Jobs", "1"));

        Assert.Equal(0, HostProcess.Run(spec, _results.Path).ExitCode);
        Assert.All([2, 3, 4], number => Assert.Equal(0, HostProcess.RunJob(spec, _straight.Path, number)));
        // One job is left, which runs in the process of the experiment.
        Assert.Equal(0, HostProcess.Run(spec, _straight.Path).ExitCode);

        Assert.Equal(4, _straight.Files("result.json").Length);
        Assert.Equal(_straight.Found, _results.Found);
    }

    [Fact, Trait("Category", "Long")]
    public void Killed_at_any_moment_a_run_leaves_no_process_and_resumes_to_the_same_bits()
    {
        var spec = Grid("1;2", ("Models", "DenseAutoencoder;Vae;Avae"));
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, HostProcess.Run(spec, _straight.Path).ExitCode);
        var longest = (int)watch.ElapsedMilliseconds;
        var random = new Random(20261121);

        for (var kill = 0; kill < Kills; kill++)
        {
            using var build = HostProcess.Start(spec, _results.Path, "build");
            Thread.Sleep(random.Next(100, longest));
            var alive = HostProcess.Alive(_results.Path);
            // The build, the run, a job, or all at once.
            var victims = random.Next(4) switch
            {
                0 => alive.Where(process => process.Verb == "build"),
                1 => alive.Where(process => process.Verb == "run"),
                2 => alive.Where(process => process.Verb == "job").Take(1),
                _ => alive,
            };
            var signal = new[] { "INT", "TERM", "KILL" }[random.Next(3)];
            foreach (var victim in victims.ToList())
                HostProcess.Signal(victim.Id, signal);

            build.WaitForExit();
            AssertNoneIsLeft();
            if (_results.Found.Count == _straight.Found.Count)
            {
                Assert.Equal(_straight.Found, _results.Found);
                Directory.Delete(_results.Jobs, recursive: true);
            }
        }

        var (code, lines) = HostProcess.Run(spec, _results.Path);
        Assert.True(code == 0, string.Join('\n', lines));
        Assert.Equal(8, _straight.Files("result.json").Length);
        Assert.Equal(_straight.Found, _results.Found);
    }

    [Theory]
    [InlineData("TERM", 130), InlineData("KILL", 137)]
    public void A_killed_run_ends_its_jobs_and_releases_the_lock(string signal, int exitCode) => EndsItsJobs(signal, exitCode);

    [Fact, Trait("Category", "Long")]
    public void An_interrupted_run_ends_its_jobs_and_releases_the_lock() => EndsItsJobs("INT", 130);

    private void EndsItsJobs(string signal, int exitCode)
    {
        var spec = Grid("1;2", ("Epochs", "100000"));
        using var run = HostProcess.Start(spec, _results.Path);
        Assert.True(run.WaitFor("##progress"), string.Join('\n', run.Lines));

        HostProcess.Signal(run.Id, signal);

        Assert.Equal(exitCode, run.WaitForExit());
        AssertNoneIsLeft();
        using var output = new StringWriter();
        new ResultsLock().Acquire(_results.Path, new RunLog(output, output), CancellationToken.None).Dispose();
        Assert.Equal("", output.ToString());
    }

    [Fact]
    public void A_zombie_build_ends_the_run()
    {
        // The build's parent becomes a program that does not reap children, as in a container without an init process.
        using var parent = HostProcess.Start(Grid("1;2", ("Epochs", "100000")), _results.Path, "build", "bash", "-c", "\"$@\" & exec sleep 1000", "bash");
        Assert.True(parent.WaitFor("##progress"), string.Join('\n', parent.Lines));

        HostProcess.Signal(HostProcess.Alive(_results.Path).Single(process => process.Verb == "build").Id, "KILL");

        AssertNoneIsLeft();
        HostProcess.Signal(parent.Id, "KILL");
        parent.WaitForExit();
    }

    [Fact]
    public void A_killed_job_is_an_error_and_the_others_finish() => TheOthersFinish(jobs: "2");

    [Fact, Trait("Category", "Long")]
    public void A_killed_job_without_others_at_the_same_time_is_an_error() => TheOthersFinish(jobs: "1");

    private void TheOthersFinish(string jobs)
    {
        using var run = HostProcess.Start(Grid("1;2", ("Models", "DenseAutoencoder"), ("Epochs", "100"), ("Jobs", jobs)), _results.Path);
        // The two baselines run first. Killed at its end, one may have written its result but not yet reported it, so only a training is killed.
        var started = 2 + int.Parse(jobs, CultureInfo.InvariantCulture);
        Assert.True(SpinWait.SpinUntil(() => _results.Files("job.log").Length == started, TimeSpan.FromMinutes(1)), string.Join('\n', run.Lines));

        HostProcess.Signal(HostProcess.Alive(_results.Path).First(process => process.Verb == "job").Id, "KILL");

        Assert.Equal(1, run.WaitForExit());
        var error = Assert.Single(run.Lines.Coded());
        Assert.Contains("error MDX0316: ", error, StringComparison.Ordinal);
        Assert.Contains("exit code 137, signal 9", error, StringComparison.Ordinal);
        Assert.True(File.Exists(error.Split("The job's log: ")[1]), error);
        Assert.Equal(3, _results.Files("result.json").Length);
    }

    [Theory]
    [InlineData("true", 1, 2), InlineData("false", 4, 4)]
    public void The_first_failure_stops_the_others_only_with_FailFast(string failFast, int least, int most)
    {
        // A learning rate that overflows single precision.
        var (code, lines) = HostProcess.Run(Grid("1;2", ("LearningRate", "1e38"), ("FailFast", failFast)), _results.Path);

        Assert.Equal(1, code);
        var errors = lines.Coded();
        Assert.InRange(errors.Count, least, most);
        Assert.All(errors, error => Assert.True(File.Exists(error.Split("The job's log: ")[1]), error));
    }

    [Fact]
    public void A_second_run_waits_for_the_first_and_has_nothing_to_do()
    {
        using var first = HostProcess.Start(Grid("1;2"), _results.Path);
        Assert.True(first.WaitFor("##progress"), string.Join('\n', first.Lines));

        using var second = HostProcess.Start(Grid("1;2"), _results.Path);

        Assert.Equal(0, second.WaitForExit());
        Assert.Equal(0, first.WaitForExit());
        Assert.Contains("##table Another build is running experiments here. Waiting until it is done.", second.Lines);
        Assert.Contains("##table 6 of 6 jobs up to date", second.Lines);
        Assert.DoesNotContain(second.Lines, line => line.StartsWith("##progress", StringComparison.Ordinal));
    }

    [Fact]
    public void An_invalid_experiment_is_reported_without_waiting_for_the_lock()
    {
        using var lockHandle = new ResultsLock().Acquire(_results.Path, new RunLog(TextWriter.Null, TextWriter.Null), CancellationToken.None);

        var (code, lines) = HostProcess.Run(Grid("1", ("Device", "abacus")), _results.Path);

        Assert.Equal(1, code);
        Assert.Contains("/project/Test.csproj(12,5): error MDX0205: There is no device 'abacus' here", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact, Trait("Category", "Long")]
    public void A_full_disk_is_an_error_and_results_are_kept()
    {
        Assert.Equal(0, HostProcess.Run(Grid("1"), _results.Path).ExitCode);
        var before = _results.Found;

        // A small file system in a mount namespace of the run, with a copy of the results.
        var small = Directory.CreateDirectory($"{_results.Path}/small").FullName;
        var script = $"""
            mount -t tmpfs -o size=8m none '{small}' && cp -r '{_results.Jobs}' '{small}'
            "$@"
            code=$?
            rm -r '{_results.Jobs}' && cp -r '{small}/jobs' '{_results.Path}' && exit $code
            """;
        var (code, lines) = HostProcess.Run(Grid("1;2"), small, "unshare", "--map-root-user", "--mount", "bash", "-c", script, "bash");

        Assert.Equal(1, code);
        Assert.Contains(lines, line => line.StartsWith("/project/Test.csproj(12,5): error MDX0106: ", StringComparison.Ordinal) && line.Contains("the disk or your quota is full", StringComparison.Ordinal));
        Assert.All(before, file => Assert.Equal(file.Value, _results.Found[file.Key]));

        Assert.Equal(0, HostProcess.Run(Grid("1;2"), _results.Path).ExitCode);
        Assert.Equal(0, HostProcess.Run(Grid("1;2"), _straight.Path).ExitCode);
        Assert.Equal(_straight.Found, _results.Found);
    }

    [Fact]
    public void A_read_only_folder_is_an_error_and_results_are_kept()
    {
        Assert.Equal(0, HostProcess.Run(Grid("1", ("Models", "DenseAutoencoder"), ("Jobs", "1")), _results.Path).ExitCode);
        var before = _results.Found;
        Shell($"chmod -R a-w '{_results.Jobs}'");

        // Root needs its privilege to write everywhere removed.
        string[] unprivileged = Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] : [];
        var (code, lines) = HostProcess.Run(Grid("1;2", ("Models", "DenseAutoencoder")), _results.Path, unprivileged);
        Shell($"chmod -R u+w '{_results.Jobs}'");

        Assert.Equal(1, code);
        Assert.Contains(lines, line => line.StartsWith("/project/Test.csproj(12,5): error MDX0107: ", StringComparison.Ordinal) && line.Contains("cannot be written", StringComparison.Ordinal));
        Assert.Equal(before, _results.Found);
    }

    [Fact]
    public void Missing_Slurm_is_one_error()
    {
        var (code, lines) = HostProcess.Run(Grid("1;2", ("Executor", "slurm")), _results.Path, "env", "PATH=/nonexistent");

        Assert.Equal(1, code);
        Assert.Contains("/project/Test.csproj(12,5): error MDX0320: Jobs run through Slurm, but squeue cannot be started here", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Results_can_be_deleted_without_Slurm()
    {
        var submission = Directory.CreateDirectory(Path.Combine(_results.Path, "test", "slurm", "20261122-000000-000")).FullName;
        File.WriteAllText(Path.Combine(submission, "submission.json"), """{ "array": "7", "jobs": { "1": "/elsewhere" } }""");
        using var clean = HostProcess.Start(Grid("1"), _results.Path, "clean", "env", "PATH=/nonexistent");

        Assert.Equal(0, clean.WaitForExit());
        Assert.Contains("warning MDX0320: ", clean.Lines[0], StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_results.Path, "test")));
    }

    private void AssertNoneIsLeft()
    {
        // Jobs finish their step first, and the run waits four seconds for them.
        var watch = Stopwatch.StartNew();
        while (HostProcess.Alive(_results.Path).Count > 0 && watch.Elapsed < TimeSpan.FromMinutes(1))
            Thread.Sleep(50);
        Assert.Empty(HostProcess.Alive(_results.Path));
    }

    private static int Shell(string command)
    {
        using var shell = Process.Start("bash", ["-c", command]);
        shell.WaitForExit();
        return shell.ExitCode;
    }
}
