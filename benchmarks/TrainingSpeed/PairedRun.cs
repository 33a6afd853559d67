using System.Diagnostics;
using System.Globalization;

namespace ModelDsl.Benchmarks;

/// <summary>Trains a network with both programs, each time in a new process.</summary>
internal sealed class PairedRun(Workload workload, int threads, int pairs)
{
    /// <summary>Formats the medians, with the lowest and the highest value.</summary>
    public string Row() => $"{workload.Name,-6} {threads,7}   {AlternatedPairs.Measure(pairs, Ours, Peer).Columns("F0")}";

    private double Ours() => Measure(Environment.ProcessPath!, "train", workload.Name, Text(threads));

    private double Peer() => Measure(AlternatedPairs.Python, Path.Combine(AppContext.BaseDirectory, "peer.py"),
        workload.Name, Text(threads), Text(Workload.BatchSize), Text(workload.Steps), Text(Workload.Epochs));

    private static double Measure(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? double.Parse(output, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}.");
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
