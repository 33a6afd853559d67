using ModelDsl.Experiments.Hosting;

namespace ModelDsl.Experiments.Tests;

public class ArgumentsTests
{
    private static readonly Arguments s_run = new("spec.json", "results");

    [Fact]
    public void A_job_stops_with_its_input()
    {
        var job = Arguments.Parse([.. s_run.OfJob(3, stopsWithInput: true)])!;
        Assert.Equal((Verb.Job, 3, true, null), (job.Verb, job.Number, job.StopsWithInput, job.Parent));
    }

    [Fact]
    public void A_job_without_input_watches_its_parent_process()
    {
        var job = Arguments.Parse([.. s_run.OfJob(3, stopsWithInput: false)])!;
        Assert.Equal((Verb.Job, 3, false, $"{Environment.ProcessId}"), (job.Verb, job.Number, job.StopsWithInput, job.Parent));
    }

    [Theory]
    [InlineData(1, "exit code 1")]
    [InlineData(137, "exit code 137, signal 9")]
    [InlineData(200, "exit code 200")]
    [InlineData(unchecked((int)0xC0000005), "exit code 0xC0000005")]
    public void An_exit_code_is_described(int code, string text) => Assert.Equal(text, ExitCodes.Describe(code));
}
