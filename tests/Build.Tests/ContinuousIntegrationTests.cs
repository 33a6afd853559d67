using System.Runtime.Versioning;
using ModelDsl.Build.Tests.Support;

namespace ModelDsl.Build.Tests;

/// <summary>Runs .ci/run with a build.sh that writes the given result files and returns the given exit code, and with a script in place of dotnet.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ContinuousIntegrationTests : IDisposable
{
    private readonly TemporaryFolder _checkout = new();

    public void Dispose() => _checkout.Dispose();

    [Theory]
    [InlineData(0, "3 passed, 0 failed", "passed='1' failed='0'", "passed='2' failed='0'")]
    [InlineData(1, "3 passed, 2 failed", "passed='1' failed='1'", "passed='2' failed='0' error='0' timeout='0' aborted='1'")]
    [InlineData(1, "0 passed, 1 failed")]
    [InlineData(1, "1 passed, 1 failed", "passed='1' failed='0'")]
    [InlineData(0, "0 passed, 1 failed", "passed='0' failed='0'")]
    public void The_last_line_sums_all_projects(int exitCode, string lastLine, params string[] counters)
    {
        var run = Run(exitCode, counters);
        Assert.Equal(lastLine, run.Output.TrimEnd().Split('\n')[^1]);
        Assert.Equal(!lastLine.EndsWith(" 0 failed", StringComparison.Ordinal), run.ExitCode != 0);
    }

    [Fact]
    public void Results_of_an_earlier_run_do_not_count()
    {
        Run(0, "passed='5' failed='0'");
        Assert.Contains("0 passed, 1 failed", Run(1).Output, StringComparison.Ordinal);
    }

    /// <summary>Otherwise a caller that reads the output of the run would wait for the server to exit.</summary>
    [Fact]
    public void The_compilers_server_is_stopped()
    {
        Run(0, "passed='1' failed='0'");
        Assert.Equal("build-server shutdown --vbcscompiler\n", File.ReadAllText(_checkout["calls"]));
    }

    private ShellResult Run(int exitCode, params string[] counters)
    {
        var results = counters.Select((c, i) => $"""
            mkdir -p artifacts/test-results/{i}
            echo '<TestRun><Counters total="9" {c.Replace('\'', '"')} /></TestRun>' > artifacts/test-results/{i}/a.trx
            """);
        _checkout.WriteScript("build.sh", string.Join('\n', [.. results, $"exit {exitCode}"]));
        _checkout.Write(".ci/run", File.ReadAllText(Path.Combine(MiniSolution.Repository, ".ci/run")));
        _checkout.WriteScript("bin/dotnet", "echo \"$*\" >> calls");
        return Shell.Run("/", "bash", [_checkout[".ci/run"]], ("PATH", $"{_checkout["bin"]}:/usr/bin:/bin"));
    }
}
