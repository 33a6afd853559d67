using System.Diagnostics;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Tests;

/// <summary>Experiments on a real Slurm: <c>tests/Slurm.Tests/slurm-loopback.sh dotnet test tests/Slurm.Tests</c>.</summary>
public sealed class SlurmTests : IDisposable
{
    private readonly ResultFolder _results = new();
    private readonly ResultFolder _straight = new();
    private readonly ResultFolder _programs = new();

    public void Dispose()
    {
        _results.Dispose();
        _straight.Dispose();
        _programs.Dispose();
    }

    private static ExperimentSpec Local(params (string, string)[] settings) =>
        Specs.Of([("Models", "DenseAutoencoder;Vae"), ("Latent", "4"), ("Seeds", "1;2"), ("Epochs", "10"), .. settings]);

    private static ExperimentSpec OnSlurm(params (string, string)[] settings) => Local([("Executor", "slurm"), .. settings]);

    private static string Ask(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true })!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return output.Trim();
    }

    private void AssertSameAsLocal(params (string, string)[] settings)
    {
        Assert.Equal(0, HostProcess.Run(Local(settings), _straight.Path).ExitCode);
        Assert.Equal(6, _straight.Files("result.json").Length);
        Assert.Equal(_straight.Found, _results.Found);
    }

    private string[] Submissions() => Directory.GetFiles(Path.Combine(_results.Path, "test", "slurm"), "submission.json", SearchOption.AllDirectories);

    [Fact]
    public void A_job_array_has_the_same_results_as_local_jobs()
    {
        var (code, lines) = HostProcess.Run(OnSlurm(), _results.Path);

        Assert.True(code == 0, string.Join('\n', lines));
        Assert.Contains(lines, line => line.StartsWith("##table 6 jobs submitted to Slurm as ", StringComparison.Ordinal));
        Assert.Equal(6, lines.Count(line => line.EndsWith(" s)", StringComparison.Ordinal)));
        Assert.StartsWith("##report ", lines[^1], StringComparison.Ordinal);
        Assert.Equal("", Ask("squeue --me --noheader"));
        AssertSameAsLocal();

        Assert.Contains("##table 6 of 6 jobs up to date", HostProcess.Run(OnSlurm(), _results.Path).Lines);
    }

    [Fact]
    public void The_reason_of_the_queue_is_shown_while_no_job_runs()
    {
        using var run = HostProcess.Start(OnSlurm(("SlurmOptions", "--begin=now+12"), ("Seeds", "1")), _results.Path);

        Assert.True(run.WaitFor("##progress 4 jobs in Slurm's queue: BeginTime"), string.Join('\n', run.Lines));
        Assert.Equal(0, run.WaitForExit());
        Assert.Single(run.Lines, line => line.Contains("in Slurm's queue", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("TERM"), InlineData("INT")]
    public void A_stopped_run_cancels_its_tasks_and_a_later_one_resumes_them(string signal)
    {
        using (var run = HostProcess.Start(OnSlurm(("Epochs", "300"), ("Seeds", "1")), _results.Path))
        {
            Assert.True(run.WaitFor("##progress"), string.Join('\n', run.Lines));
            HostProcess.Signal(run.Id, signal);
            Assert.Equal(130, run.WaitForExit());
        }

        while (Ask("squeue --me --noheader") != "")
            Thread.Sleep(200);
        Assert.Empty(HostProcess.Alive(_results.Path));
        Assert.NotEmpty(_results.Files("checkpoint.state"));

        Assert.Equal(0, HostProcess.Run(OnSlurm(("Epochs", "300"), ("Seeds", "1")), _results.Path).ExitCode);
        Assert.Equal(0, HostProcess.Run(Local(("Epochs", "300"), ("Seeds", "1")), _straight.Path).ExitCode);
        Assert.Equal(_straight.Found, _results.Found);
    }

    [Fact]
    public void A_run_that_does_not_wait_is_collected_by_a_later_one()
    {
        var (code, lines) = HostProcess.Run(OnSlurm(("Wait", "false"), ("Epochs", "100"), ("Jobs", "1")), _results.Path);
        Assert.True(code == 0, string.Join('\n', lines));
        Assert.Contains(lines, line => line.StartsWith("##table 6 jobs submitted to Slurm", StringComparison.Ordinal));

        (code, lines) = HostProcess.Run(OnSlurm(("Wait", "false"), ("Epochs", "100"), ("Jobs", "1")), _results.Path);
        Assert.True(code == 0, string.Join('\n', lines));
        Assert.Contains(lines, line => line.StartsWith("##table Still queued or running on Slurm from an earlier run: ", StringComparison.Ordinal));

        (code, lines) = HostProcess.Run(OnSlurm(("Epochs", "100")), _results.Path);
        Assert.True(code == 0, string.Join('\n', lines));
        Assert.Single(Submissions());
        AssertSameAsLocal(("Epochs", "100"));
    }

    [Fact]
    public void Deleting_results_cancels_running_tasks()
    {
        var spec = OnSlurm(("Wait", "false"), ("Epochs", "3000"));
        Assert.Equal(0, HostProcess.Run(spec, _results.Path).ExitCode);
        while (_results.Files("checkpoint.state").Length == 0)
            Thread.Sleep(200);

        using var clean = HostProcess.Start(spec, _results.Path, "clean");

        Assert.True(clean.WaitForExit() == 0, string.Join('\n', clean.Lines));
        Assert.Equal("", Ask("squeue --me --noheader"));
        Assert.False(Directory.Exists(Path.Combine(_results.Path, "test")));
        Assert.Empty(_results.Files("checkpoint.state"));
    }

    [Fact]
    public void A_failed_job_is_reported_with_its_cause_and_run_again_by_the_next_run()
    {
        // A learning rate that overflows single precision.
        for (var run = 0; run < 2; run++)
        {
            var (code, lines) = HostProcess.Run(OnSlurm(("LearningRate", "1e38"), ("Models", "DenseAutoencoder"), ("Seeds", "1")), _results.Path);
            Assert.Equal(1, code);
            var error = Assert.Single(lines, line => line.Contains("error MDX", StringComparison.Ordinal));
            Assert.Contains("error MDX0206: DenseAutoencoder/Stripes/Latent=4/seed=1", error, StringComparison.Ordinal);
            Assert.True(File.Exists(error.Split("The job's log: ")[1]), error);
            Assert.Equal(run + 1, Submissions().Length);
        }
    }

    [Fact]
    public void A_failure_after_a_run_without_waiting_is_reported_by_the_next_run()
    {
        var spec = OnSlurm(("Wait", "false"), ("LearningRate", "1e38"), ("Models", "DenseAutoencoder"), ("Seeds", "1"));
        Assert.Equal(0, HostProcess.Run(spec, _results.Path).ExitCode);
        while (Ask("squeue --me --noheader") != "")
            Thread.Sleep(200);

        var (code, lines) = HostProcess.Run(spec, _results.Path);

        Assert.Equal(1, code);
        Assert.Single(lines, line => line.Contains("error MDX0206", StringComparison.Ordinal));
        Assert.Single(Submissions());
    }

    [Fact]
    public void A_lost_task_is_submitted_once_more()
    {
        using var run = HostProcess.Start(OnSlurm(("Epochs", "300"), ("Seeds", "1")), _results.Path);
        Assert.True(run.WaitFor("##progress"), string.Join('\n', run.Lines));

        Ask("scancel $(squeue --me --noheader --array --states=RUNNING --format=%i | head -n 1)");

        Assert.True(run.WaitForExit() == 0, string.Join('\n', run.Lines));
        Assert.Contains(run.Lines, line => line.StartsWith("##table 1 job submitted to Slurm", StringComparison.Ordinal));
        Assert.Equal(0, HostProcess.Run(Local(("Epochs", "300"), ("Seeds", "1")), _straight.Path).ExitCode);
        Assert.Equal(_straight.Found, _results.Found);
    }

    [Fact]
    public void A_failed_resubmission_is_repeated_while_the_others_run()
    {
        var busy = Path.Combine(_straight.Path, "busy");
        using var run = WithSbatch($"if rm '{busy}' 2>/dev/null; then echo 'Socket timed out' >&2; exit 1; fi; exec SBATCH \"$@\"", OnSlurm(("Epochs", "300")));
        Assert.True(run.WaitFor("##progress"), string.Join('\n', run.Lines));

        File.WriteAllText(busy, "");
        Ask("scancel $(squeue --me --noheader --array --states=RUNNING --format=%i | head -n 1)");

        Assert.True(run.WaitForExit() == 0, string.Join('\n', run.Lines));
        Assert.False(File.Exists(busy));
        Assert.Contains(run.Lines, line => line.Contains("sbatch failed: Socket timed out", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.StartsWith("##table 1 job submitted to Slurm", StringComparison.Ordinal));
        AssertSameAsLocal(("Epochs", "300"));
    }

    [Fact]
    public void A_task_without_output_counts_as_done_by_its_result()
    {
        using var run = WithSbatch("exec SBATCH \"${@/--output=*/--output=/dev/null}\"", OnSlurm());

        Assert.True(run.WaitForExit() == 0, string.Join('\n', run.Lines));
        Assert.Equal(6, run.Lines.Count(line => line.EndsWith(" s)", StringComparison.Ordinal)));
        AssertSameAsLocal();
    }

    /// <summary>Starts a run with a substitute for sbatch: a line of bash, in which SBATCH is the path of the real one.</summary>
    private HostProcess WithSbatch(string line, ExperimentSpec spec)
    {
        var sbatch = Path.Combine(_programs.Path, "sbatch");
        File.WriteAllText(sbatch, $"#!/bin/bash\n{line.Replace("SBATCH", Ask("command -v sbatch"), StringComparison.Ordinal)}\n");
        Ask($"chmod +x '{sbatch}'");
        return HostProcess.Start(spec, _results.Path, "run", "env", $"PATH={_programs.Path}:{Environment.GetEnvironmentVariable("PATH")}");
    }

    [Fact]
    public void Rejected_options_are_one_error_with_Slurms_message()
    {
        var (code, lines) = HostProcess.Run(OnSlurm(("SlurmOptions", "--partition=nowhere --time=1:00")), _results.Path);

        Assert.Equal(1, code);
        var error = Assert.Single(lines, line => line.Contains("MDX", StringComparison.Ordinal));
        Assert.StartsWith("/project/Test.csproj(12,5): error MDX0321: sbatch failed: ", error, StringComparison.Ordinal);
        Assert.Contains("invalid partition", error, StringComparison.Ordinal);
    }
}
