using System.Diagnostics;
using System.Globalization;
using ModelDsl;
using ModelDsl.Benchmarks;
using TorchSharp;

// A child process, which measures one program.
if (args is ["ours" or "hand", var name, var threadCount])
{
    torch.set_num_threads(Integer(threadCount));
    torch.manual_seed(1);
    Console.WriteLine(args[0] == "ours" ? OurProgram.Measure(Workload.Of(name)) : HandProgram.Measure(Workload.Of(name)));
    return 0;
}

if (args is ["job", var network, var seed])
{
    await GridComparison.Job(network, Integer(seed));
    return 0;
}

if (args is ["start", var started])
{
    await StartUp.Measure(Workload.Of(started));
    return 0;
}

var rounds = Integer(Option("--rounds", "9"));
if (args is ["grid", ..])
{
    Console.WriteLine($"{Machine.Describe()}. Medians of {rounds} alternated rounds, with the lowest and the highest.\n");
    GridComparison.Run(rounds);
    return 0;
}

if (args is ["startup", ..])
{
    Console.WriteLine($"{Machine.Describe()}. Medians of {rounds} processes, with the lowest and the highest.\n");
    StartUp.Run(Workload.All, rounds);
    return 0;
}

if (args is ["costs", ..])
{
    torch.set_num_threads(Integer(Option("--threads", "1")));
    torch.manual_seed(1);
    Console.WriteLine($"{Machine.Describe()}. Medians of epochs, with the lowest and the highest.\n");
    CostCurves.Run();
    return 0;
}

var threads = Option("--threads", "1,2").Split(',').Select(Integer).ToList();
var workloads = Option("--networks", string.Join(',', Workload.All.Select(workload => workload.Name))).Split(',').Select(Workload.Of).ToList();
var python = PythonVersion();

Console.WriteLine($"{Machine.Describe()}; TorchSharp {typeof(torch).Assembly.GetName().Version!.ToString(3)}; {python ?? "no PyTorch"}.");
Console.WriteLine($"Medians of {rounds} alternated rounds, with the lowest and the highest ratio. Batch {Workload.BatchSize}, float32, Adam. Load before: {Machine.Load()}.");
var comparisons = new List<Comparison>();
foreach (var workload in workloads)
{
    foreach (var count in threads)
        comparisons.Add(new Comparison(workload, count, rounds, python is not null));
}

Print("Training", "images/s", comparison => comparison.Row(measurement => measurement.Training, "F0"));
Print("Inference", "images/s", comparison => comparison.Row(measurement => measurement.Inference, "F0"));
Print("Start-up: from the start of the process to the end of the first step", "s", comparison => comparison.Row(measurement => measurement.StartUp, "F2", invert: true));
Print("Largest resident memory", "MiB", comparison => comparison.Row(measurement => measurement.Memory, "F0", invert: true));
return 0;

void Print(string title, string unit, Func<Comparison, string> row)
{
    Console.WriteLine($"\n### {title}\n\n{Comparison.Header(unit)}");
    comparisons.ForEach(comparison => Console.WriteLine(row(comparison)));
}

string Option(string option, string otherwise) => Array.IndexOf(args, option) is >= 0 and var index && index + 1 < args.Length ? args[index + 1] : otherwise;

static int Integer(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static string? PythonVersion()
{
    try
    {
        using var process = Process.Start(new ProcessStartInfo(Comparison.Python, ["-c", "import torch; print('PyTorch', torch.__version__)"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var version = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? version : null;
    }
    catch (System.ComponentModel.Win32Exception)
    {
        return null;
    }
}
