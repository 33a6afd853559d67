using System.Globalization;
using ModelDsl.Benchmarks;
using TorchSharp;

// One side of the pairs, in a process of its own.
if (args is ["serve"])
{
    torch.set_num_threads(1);
    Side.Serve(new Workloads().Time);
    return 0;
}

var pairs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 101;
Console.WriteLine($"Microseconds a call on 4x4 tensors, one thread; {pairs} alternated pairs.");
Console.WriteLine($"{"call",-9} {"ours (lowest–highest)",-26} {"PyTorch (lowest–highest)",-26} {"ratio (lowest–highest)",-24}");
using var ours = new Side(Environment.ProcessPath!, "serve");
using var peer = new Side(AlternatedPairs.Python, Path.Combine(AppContext.BaseDirectory, "peer.py"));
foreach (var (name, calls) in Workloads.All)
{
    // The compilers and the allocators warm up.
    AlternatedPairs.Measure(10, () => ours.Time(name, calls), () => peer.Time(name, calls));
    var figures = AlternatedPairs.Measure(pairs, () => ours.Time(name, calls), () => peer.Time(name, calls));
    Console.WriteLine($"{name,-9} {figures.Columns("F2")}");
}

return 0;
