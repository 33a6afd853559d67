using System.Globalization;
using ModelDsl.Benchmarks;

// The child process of a pair.
if (args is ["train", var name, var threadCount])
{
    Console.WriteLine(Training.ImagesPerSecond(Workload.Of(name), Integer(threadCount)).ToString("F1", CultureInfo.InvariantCulture));
    return 0;
}

var pairs = args.Length > 0 ? Integer(args[0]) : 9;
var threads = args.Length > 1 ? args[1].Split(',').Select(Integer).ToArray() : [1, 2];
Console.WriteLine($"Images per second in training, Adam, batch {Workload.BatchSize}; {pairs} alternated pairs of processes.");
Console.WriteLine($"{"model",-6} {"threads",7}   {"ours (lowest–highest)",-26} {"PyTorch (lowest–highest)",-26} {"ratio (lowest–highest)",-24}");
foreach (var workload in Workload.All)
{
    foreach (var count in threads)
        Console.WriteLine(new PairedRun(workload, count, pairs).Row());
}

return 0;

static int Integer(string text) => int.Parse(text, CultureInfo.InvariantCulture);
