using System.Diagnostics;
using System.Globalization;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Tests;

/// <summary>The runner in a separate process, with separate processes for its jobs.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly Task _reading;
    private readonly string _folder;

    private HostProcess(string folder, IReadOnlyList<string> command)
    {
        _folder = folder;
        _process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        _reading = Task.WhenAll(ReadAsync(_process.StandardOutput), ReadAsync(_process.StandardError));
    }

    public int Id => _process.Id;

    /// <summary>The output so far.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
                return [.. _lines];
        }
    }

    /// <summary>Starts the runner, or a process that acts as the build and starts it.</summary>
    /// <param name="spec">The experiment.</param>
    /// <param name="results">The folder of results.</param>
    /// <param name="verb"><c>run</c>, <c>clean</c> or <c>build</c>.</param>
    /// <param name="before">A program that starts the runner, with its arguments: <c>setpriv …</c>.</param>
    public static HostProcess Start(ExperimentSpec spec, string results, string verb = "run", params string[] before) => Start(spec, results, verb, before, []);

    private static HostProcess Start(ExperimentSpec spec, string results, string verb, string[] before, string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("modeldsl-spec-").FullName;
        return new(folder, [.. before, .. Command, verb, "--spec", spec.Write(folder), "--results", results, .. options]);
    }

    /// <summary>The command that starts the runner.</summary>
    public static IReadOnlyList<string> Command { get; } = [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "ExperimentHost.dll")];

    /// <summary>Runs an experiment and waits for its end.</summary>
    public static (int ExitCode, IReadOnlyList<string> Lines) Run(ExperimentSpec spec, string results, params string[] before)
    {
        using var host = Start(spec, results, "run", before);
        return (host.WaitForExit(), host.Lines);
    }

    /// <summary>Runs one job in a process of its own, as a task of Slurm does.</summary>
    public static int RunJob(ExperimentSpec spec, string results, int number)
    {
        using var job = Start(spec, results, "job", [], ["--number", $"{number}"]);
        return job.WaitForExit();
    }

    /// <summary>Starts a runner that executes requests.</summary>
    public static HostProcess Serve() =>
        new(Directory.CreateTempSubdirectory("modeldsl-spec-").FullName, [.. Command, RunnerProtocol.ServeVerb, Environment.ProcessId.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>Requests a run of an experiment.</summary>
    /// <returns>The id of the request.</returns>
    public string Request(ExperimentSpec spec, string results) => Request(spec.Write(_folder), results);

    /// <summary>Requests a run of an experiment.</summary>
    /// <param name="file">The file with its specification.</param>
    /// <param name="results">The folder of results.</param>
    /// <returns>The id of the request.</returns>
    public string Request(string file, string results) => Request([RunnerProtocol.RunVerb, RunnerProtocol.SpecOption, file, RunnerProtocol.ResultsOption, results]);

    /// <summary>Requests the check of experiments, as a build does before their runs, and waits for its end.</summary>
    /// <returns>The files with their specifications.</returns>
    public IReadOnlyList<string> Check(string results, params ExperimentSpec[] specs)
    {
        var files = specs.Select((spec, index) => (spec with { Name = $"{spec.Name}-{index}" }).Write(Directory.CreateDirectory(Path.Combine(_folder, $"{index}")).FullName)).ToList();
        Assert.Equal(0, WaitForEnd(Request([RunnerProtocol.CheckVerb, results, "", .. files])));
        return files;
    }

    private string Request(IReadOnlyList<string> arguments)
    {
        var request = new RunnerRequest(Guid.NewGuid().ToString("N"), [.. arguments], "/obj/test.log");
        _process.StandardInput.WriteLine(request.ToLine());
        _process.StandardInput.Flush();
        return request.Id;
    }

    /// <summary>Waits for the end of a request.</summary>
    /// <returns>The exit code; null if the process ended before.</returns>
    public int? WaitForEnd(string request) => WaitFor($"{RunnerProtocol.End} {request} ")
        ? int.Parse(Lines.First(line => line.StartsWith($"{RunnerProtocol.End} {request} ", StringComparison.Ordinal)).Split(' ')[^1], CultureInfo.InvariantCulture)
        : null;

    /// <summary>Ends the requests.</summary>
    public void EndRequests() => _process.StandardInput.Close();

    /// <summary>Waits for the end of the process and of its output.</summary>
    public int WaitForExit()
    {
        _process.WaitForExit();
        _reading.Wait();
        return _process.ExitCode;
    }

    /// <summary>Waits for a line that contains a text; returns false if the process ends before.</summary>
    public bool WaitFor(string text)
    {
        while (!Lines.Any(line => line.Contains(text, StringComparison.Ordinal)))
        {
            if (_reading.IsCompleted)
                return Lines.Any(line => line.Contains(text, StringComparison.Ordinal));
            Thread.Sleep(20);
        }

        return true;
    }

    /// <summary>The running processes that use a folder of results, with their verbs.</summary>
    public static IReadOnlyList<(int Id, string Verb)> Alive(string results)
    {
        var found = new List<(int, string)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            try
            {
                // Zombies have an empty command line.
                var words = File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0');
                if (words.Contains(results) && words.FirstOrDefault(word => word is "build" or "run" or "job") is { } verb)
                    found.Add((int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture), verb));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // The process has ended.
            }
        }

        return found;
    }

    /// <summary>Sends a signal.</summary>
    public static void Signal(int process, string signal) =>
        Process.Start("bash", ["-c", $"kill -s {signal} {process} 2>/dev/null || true"]).WaitForExit();

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_lines)
                _lines.Add(line);
        }
    }

    public void Dispose()
    {
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
