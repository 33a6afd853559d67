using System.Diagnostics;
using System.Globalization;
using Microsoft.Build.Framework;
using ModelDsl.Build.Tests.Support;
using ModelDsl.Experiments.Contract;

namespace ModelDsl.Build.Tests;

public sealed class RunExperimentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeEngine _engine = new();

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Progress_and_tables_become_the_events_that_the_terminal_logger_shows()
    {
        Assert.True(Task("progress", "table").Execute());

        var progress = Assert.Single(_engine.Shown("TLTESTPASSED"));
        Assert.Equal("seed 1 epoch 1/2 loss 0.50 µ", progress.ExtendedMetadata!["displayName"]);
        Assert.Equal(("sample: seed 1 epoch 1/2 loss 0.50 µ", MessageImportance.High), (progress.Message, progress.Importance));
        var table = Assert.Single(_engine.Shown("TLTESTOUTPUT"));
        Assert.Equal(("  model  0.0121 ± 0.0003", MessageImportance.High), (table.Message, table.Importance));
    }

    [Fact]
    public void The_terminal_loggers_table_is_indented_as_the_plain_ones()
    {
        Assert.True(Task(["table"], live: true).Execute());
        Assert.Equal("    model  0.0121 ± 0.0003", Assert.Single(_engine.Shown("TLTESTOUTPUT")).Message);
    }

    [Theory]
    [InlineData(true, 33, 1)]
    [InlineData(true, 99, 2)]
    [InlineData(true, 100, 4)]
    [InlineData(false, 3_333, 1)]
    [InlineData(false, 9_999, 2)]
    [InlineData(false, 10_000, 4)]
    public void Progress_is_shown_more_often_in_a_live_line_than_in_permanent_lines(bool live, int millisecondsBetween, int shown)
    {
        Assert.True(Task(["progress", "progress", "progress", "progress"], live, new SteadyClock(millisecondsBetween)).Execute());
        Assert.Equal(shown, _engine.Shown("TLTESTPASSED").Count());
    }

    [Theory]
    [InlineData("OMP_WAIT_POLICY", null, "PASSIVE")]
    [InlineData("OMP_WAIT_POLICY", "ACTIVE", "ACTIVE")]
    [InlineData("DOTNET_TieredPGO", null, "0")]
    [InlineData("DOTNET_TieredPGO", "1", "1")]
    [InlineData("DOTNET_EnableWriteXorExecute", null, "0")]
    public void A_short_process_has_faster_settings_unless_the_environment_sets_others(string name, string? set, string given)
    {
        var before = Environment.GetEnvironmentVariable(name);
        try
        {
            Environment.SetEnvironmentVariable(name, set);
            Assert.True(Task($"variable:{name}").Execute());
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, before);
        }

        Assert.Equal(given, Assert.Single(_engine.Shown("TLTESTOUTPUT")).Message);
    }

    [Fact]
    public void The_runner_receives_the_path_of_its_log()
    {
        Assert.True(Task("log").Execute());
        Assert.Equal(_folder["sample.log"], Assert.Single(_engine.Shown("TLTESTOUTPUT")).Message);
    }

    [Fact]
    public void The_report_is_an_output_of_the_task()
    {
        var task = Task("report");
        Assert.True(task.Execute());
        Assert.Equal(_folder["my results/sample/report.html"], task.Report);
    }

    [Fact]
    public void The_log_contains_everything_and_ordinary_lines_have_normal_importance()
    {
        Assert.True(Task("say", "progress").Execute());

        Assert.Equal(["an ordinary line", "##progress seed 1 epoch 1/2 loss 0.50 µ"], File.ReadAllLines(_folder["sample.log"]));
        Assert.Equal(MessageImportance.Normal, Assert.Single(_engine.Messages, m => m.Message == "an ordinary line").Importance);
    }

    [Fact]
    public void The_runner_works_in_the_project_folder()
    {
        Assert.True(Task("folder").Execute());
        Assert.Equal(_folder.Path, Assert.Single(_engine.Shown("TLTESTOUTPUT")).Message);
    }

    [Fact]
    public void Diagnostics_of_the_runner_keep_their_code_and_position()
    {
        Assert.False(Task("warning", "error").Execute());

        var warning = Assert.Single(_engine.Warnings);
        Assert.Equal(("MDX0199", _folder["Sample.csproj"], 4, 5), (warning.Code, warning.File, warning.LineNumber, warning.ColumnNumber));
        var error = Assert.Single(_engine.Errors);
        Assert.Equal(("MDX0107", _folder["Sample.csproj"], "no data set 'Nothing'"), (error.Code, error.File, error.Message));
    }

    [Fact]
    public void A_warning_of_several_runners_is_shown_once()
    {
        Assert.True(Task("warning").Execute());
        Assert.True(Task("warning").Execute());

        Assert.Single(_engine.Warnings);
        Assert.Contains("pixels outside [0, 1]", File.ReadAllText(_folder["sample.log"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit:0", "ended with exit code 0 and did not report a reason")]
    [InlineData("exit:1", "ended with exit code 1 and did not report a reason")]
    [InlineData("exit:134", "was aborted (exit code 134, SIGABRT)")]
    [InlineData("crash", "was killed (exit code 137, SIGKILL")]
    [InlineData("exit:130", "was interrupted")]
    public void A_runner_that_ends_without_a_reason_is_one_error_that_names_its_log(string step, string message)
    {
        Assert.False(Task(step).Execute());

        var error = Assert.Single(_engine.Errors);
        Assert.Equal(("MDX0301", _folder["Sample.csproj"], 4), (error.Code, error.File, error.LineNumber));
        Assert.StartsWith($"Experiment 'sample' {message}", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(_folder["sample.log"], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tasks_of_a_build_use_one_process_which_ends_with_the_build()
    {
        Assert.True(Task("process").Execute());
        Assert.False(Task("error").Execute());
        Assert.True(Check("FakeRunner.dll").Execute());
        Assert.True(Task("process").Execute());

        var id = Assert.Single(Processes.Distinct());
        Assert.True(IsRunning(id));
        _engine.Dispose();
        Assert.False(IsRunning(id));
    }

    [Theory]
    [InlineData("crash"), InlineData("exit:130")]
    public void After_the_process_has_ended_the_next_task_starts_another(string step)
    {
        Assert.False(Task("process", step).Execute());
        Assert.True(Task("process").Execute());

        Assert.Equal(2, Processes.Distinct().Count());
    }

    private IEnumerable<int> Processes => from shown in _engine.Shown("TLTESTOUTPUT") where int.TryParse(shown.Message, out _) select int.Parse(shown.Message!, CultureInfo.InvariantCulture);

    private static bool IsRunning(int process) => Process.GetProcesses().Any(other => other.Id == process);

    [Fact]
    public void If_another_build_writes_the_log_another_file_is_used()
    {
        using (File.Open(_folder["sample.log"], FileMode.Create, FileAccess.Write, FileShare.None))
            Assert.True(Task("say").Execute());

        Assert.Equal(["an ordinary line"], File.ReadAllLines(_folder[$"sample.{Environment.ProcessId}.log"]));
        Assert.Equal("", File.ReadAllText(_folder["sample.log"]));
    }

    [Fact]
    public void A_missing_specification_is_one_error()
    {
        var task = Task("say");
        task.SpecFile = _folder["none.json"];
        Assert.False(task.Execute());
        Assert.Equal("MDX0302", Assert.Single(_engine.Errors).Code);
    }

    [Fact]
    public async Task Canceling_lets_the_runner_stop_cleanly()
    {
        Assert.False(await CancelOnceRunning(Task("train:100")));
        Assert.Equal("stopped cleanly", File.ReadLines(_folder["sample.log"]).Last());
        Assert.Empty(_engine.Errors);
    }

    [Fact]
    public async Task A_runner_that_does_not_stop_is_killed_after_the_grace_period()
    {
        var task = Task("stubborn", "train:100");
        task.GracePeriodSeconds = 1;

        var watch = Stopwatch.StartNew();
        Assert.False(await CancelOnceRunning(task));

        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
        Assert.DoesNotContain("stopped cleanly", File.ReadLines(_folder["sample.log"]));
    }

    [Fact]
    public void Output_of_user_code_is_not_parsed()
    {
        Assert.True(Task("look-alike", "report").Execute());

        Assert.Empty(_engine.Errors);
        Assert.Empty(_engine.Shown("TLTESTOUTPUT"));
        var log = File.ReadAllText(_folder["sample.log"]);
        Assert.All(["Epoch 3: mean error: 0.5", "##table a user's table", "error MDX0107: a user's error"], line => Assert.Contains(line, log, StringComparison.Ordinal));
    }

    /// <summary>Otherwise the end of a training remains on the screen during a long evaluation.</summary>
    [Fact]
    public void Throttled_progress_is_shown_later()
    {
        Assert.True(Task(["measure"], live: true).Execute());

        Assert.EndsWith("a measurement of minutes", _engine.Shown("TLTESTPASSED").Last().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_experiment_continues_if_the_disk_of_its_log_is_full()
    {
        var task = Task("say", "table", "say", "report");
        task.LogFile = "/dev/full";

        Assert.True(task.Execute());
        Assert.Empty(_engine.Errors);
        Assert.Equal("MDX0303", Assert.Single(_engine.Warnings).Code);
        Assert.EndsWith("report.html", task.Report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_lists_the_experiments_that_are_up_to_date()
    {
        var task = Check("FakeRunner.dll");

        Assert.True(task.Execute());
        Assert.Empty(_engine.Errors);
        var report = Assert.Single(task.Reports);
        Assert.Equal((task.SpecFiles[0], Path.Combine(_folder["my results"], "done", "report.html")), (report.GetMetadata("SpecFile"), report.ItemSpec));
        Assert.Equal($"done is up to date -> {report.ItemSpec}", Assert.Single(_engine.Shown("TLTESTOUTPUT")).Message);
    }

    [Fact]
    public void A_check_that_cannot_run_is_an_error()
    {
        Assert.False(Check("NoRunner.dll").Execute());

        Assert.Equal("MDX0301", Assert.Single(_engine.Errors).Code);
        Assert.StartsWith("The check of the experiments ", _engine.Errors.Single().Message, StringComparison.Ordinal);
    }

    private CheckExperiments Check(string runner) => new()
    {
        BuildEngine = _engine,
        Runner = Path.Combine(AppContext.BaseDirectory, runner),
        ProjectFile = _folder["Sample.csproj"],
        SpecFiles = [.. new[] { ("done", "finished"), ("open", "table") }.Select(spec => _folder.Write($"{spec.Item1}.0a1b2c.spec.json",
            new ExperimentSpec(spec.Item1, _folder["Sample.csproj"], 4, 5, "quick", new Dictionary<string, IReadOnlyList<string>> { ["Script"] = [spec.Item2] }, Force: false, List: false).ToJson()))],
        ResultsDirectory = _folder["my results"],
        LogFile = _folder["check.log"],
    };

    private RunExperiment Task(params string[] script) => Task(script, live: false);

    private RunExperiment Task(string[] script, bool live, TimeProvider? clock = null)
    {
        var spec = new ExperimentSpec("sample", _folder["Sample.csproj"], 4, 5, "quick", new Dictionary<string, IReadOnlyList<string>> { ["Script"] = script }, Force: false, List: false);
        return new()
        {
            BuildEngine = _engine,
            Runner = Path.Combine(AppContext.BaseDirectory, "FakeRunner.dll"),
            SpecFile = _folder.Write("sample.spec.json", spec.ToJson()),
            ResultsDirectory = _folder["my results"],
            LogFile = _folder["sample.log"],
            Live = live,
            Clock = clock ?? TimeProvider.System,
        };
    }

    private async Task<bool> CancelOnceRunning(RunExperiment task)
    {
        var run = System.Threading.Tasks.Task.Run(task.Execute);
        while (!_engine.Shown("TLTESTPASSED").Any() && !run.IsCompleted)
            await System.Threading.Tasks.Task.Delay(20);
        task.Cancel();
        return await run;
    }

    /// <summary>A clock that advances by the same step on each read.</summary>
    private sealed class SteadyClock(long milliseconds) : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => _now += milliseconds;

        // A timer would read the clock too.
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
