using System.Diagnostics;
using System.Globalization;
using ModelDsl.Data;
using ModelDsl.Training;
using TorchSharp;

namespace ModelDsl.Benchmarks;

/// <summary>The parts of the start of a job, from the start of its process to its second step.</summary>
internal static class StartUp
{
    private static readonly string[] s_parts =
        ["process and .NET runtime", "libtorch", "MNIST, read and checked", "model, optimizer, batches", "first step", "second step"];

    /// <summary>Prints a table with the median of each part in milliseconds.</summary>
    public static void Run(IReadOnlyList<Workload> workloads, int rounds)
    {
        var columns = workloads.Select(workload => Enumerable.Range(0, rounds)
            .Select(_ => ChildProcess.Run(Environment.ProcessPath!, "start", workload.Name).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => double.Parse(line, CultureInfo.InvariantCulture)).ToList()).ToList()).ToList();
        Console.WriteLine($"| ms | {string.Join(" | ", workloads.Select(workload => workload.Name))} |");
        Console.WriteLine($"| --- |{string.Concat(workloads.Select(_ => " --- |"))}");
        for (var part = 0; part < s_parts.Length; part++)
            Console.WriteLine($"| {s_parts[part]} | {string.Join(" | ", columns.Select(processes => Spread.Of(processes.Select(times => times[part])).Text("F0")))} |");
    }

    /// <summary>Starts a job in this process and prints the time of each part.</summary>
    public static async Task Measure(Workload workload)
    {
        var times = new List<double> { 1000 * Measurement.Age() };
        var clock = Stopwatch.StartNew();
        TensorEngine.EnsureLoaded();
        torch.set_num_threads(1);
        Lap();
        using var images = (await Datasets.Mnist.LoadAsync(DataOptions.FromEnvironment())).Train.ToTensor();
        Lap();
        using var model = workload.Create();
        using var examples = images.narrow(0, 0, 2 * Workload.BatchSize).reshape([-1, .. ((IModel)model).InputShape]);
        var objective = new ObservedObjective(workload.Objective, step => { if (step == 0) Lap(); }, _ => Lap());
        using var run = new TrainingRun(model, objective, new Examples(examples), workload.Options with { BatchSize = Workload.BatchSize });
        run.RunEpoch();
        times.ForEach(time => Console.WriteLine(time.ToString(CultureInfo.InvariantCulture)));

        void Lap()
        {
            times.Add(clock.Elapsed.TotalMilliseconds);
            clock.Restart();
        }
    }
}
