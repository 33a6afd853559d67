using System.Diagnostics;
using System.Globalization;
using ModelDsl;
using ModelDsl.Benchmarks;
using TorchSharp;

// The child process that measures this library.
if (args is ["ours", var inputs, var threadCount])
{
    // As in the process of an experiment.
    TensorEngine.EnsureLoaded();
    torch.set_num_threads(Integer(threadCount));
    OurProgram.Run(new InputData(inputs));
    return 0;
}

var rounds = args.Length > 0 ? Integer(args[0]) : 3;
var threads = args.Length > 1 ? args[1] : "1";
var python = Environment.GetEnvironmentVariable("PYTHON") ?? "/usr/bin/python3";
var folder = Directory.CreateTempSubdirectory("modeldsl-evaluation-").FullName;
try
{
    new InputData(folder).Write();
    var (ours, theirs) = (new List<List<Row>>(), new List<List<Row>>());
    for (var round = 0; round < rounds; round++)
    {
        ours.Add(Measure(Environment.ProcessPath!, "ours", folder, threads));
        theirs.Add(Measure(python, Path.Combine(AppContext.BaseDirectory, "peer.py"), folder, threads));
    }

    Console.WriteLine($"{Machine.Describe()}. Threads: {threads}. Medians of {rounds} alternated rounds, with the lowest and the highest ratio. Load: {Machine.Load()}.\n");
    Console.WriteLine("| computation | ours, s | Python, s | Python / ours | our result | Python's |\n| --- | --- | --- | --- | --- | --- |");
    for (var index = 0; index < ours[0].Count; index++)
    {
        var (our, their) = (ours.ConvertAll(rows => rows[index]), theirs.ConvertAll(rows => rows[index]));
        var ratio = Spread.Of(our.Zip(their, (left, right) => right.Seconds / left.Seconds));
        Console.WriteLine($"| {our[0].Name} | {Seconds(our)} | {Seconds(their)} | {ratio.Text("F2")} | {Spread.Number(our[0].Result, "G5")} | {Spread.Number(their[0].Result, "G5")} |");
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

return 0;

static string Seconds(List<Row> rows) => Spread.Number(Spread.Of(rows.Select(row => row.Seconds)).Median, "F2");

static int Integer(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static List<Row> Measure(string program, params string[] arguments)
{
    var lines = ChildProcess.Run(program, arguments).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    return [.. lines.Select(line => line.Split('|')).Select(fields => new Row(fields[0], Number(fields[1]), Number(fields[2])))];

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>A timed computation and its result.</summary>
internal sealed record Row(string Name, double Seconds, double Result);
