using ModelDsl.Experiments.Hosting;

namespace ModelDsl.Experiments.Tests;

public class ArgumentsTests
{
    private static readonly Arguments s_run = new("spec.json", "results");

    [Fact]
    public void A_worker_receives_its_jobs_through_a_pipe()
    {
        var worker = Arguments.Parse([.. Arguments.OfWorker("results", "7")])!;
        Assert.Equal((Verb.Job, 0, "7", "results"), (worker.Verb, worker.Number, worker.Requests, worker.Results));
    }

    [Fact]
    public void A_task_of_Slurm_runs_one_job()
    {
        var job = Arguments.Parse([.. s_run.OfJob(), "3"])!;
        Assert.Equal((Verb.Job, 3, null, Path.GetFullPath("results")), (job.Verb, job.Number, job.Requests, job.Results));
    }

    [Theory]
    [InlineData("job"), InlineData("job", "--number", "3", "--requests", "7"), InlineData("job", "--number", "0"), InlineData("run", "--requests", "7")]
    public void Other_combinations_are_invalid(params string[] words) => Assert.Null(Arguments.Parse([.. words, "--spec", "spec.json", "--results", "results"]));

    [Theory]
    [InlineData(1, "exit code 1")]
    [InlineData(137, "exit code 137, signal 9")]
    [InlineData(200, "exit code 200")]
    [InlineData(unchecked((int)0xC0000005), "exit code 0xC0000005")]
    public void An_exit_code_is_described(int code, string text) => Assert.Equal(text, ExitCodes.Describe(code));
}
