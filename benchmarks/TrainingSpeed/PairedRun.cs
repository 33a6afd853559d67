using System.Diagnostics;
using System.Globalization;

namespace ModelDsl.Benchmarks;

/// <summary>Runs both sides in turn, so that both see the same machine, and compares pair by pair.</summary>
internal sealed class PairedRun(Workload workload, int threads, int pairs)
{
    // Debian's python3-torch is the peer; another interpreter can be named.
    private static readonly string Python = Environment.GetEnvironmentVariable("PYTHON") ?? "/usr/bin/python3";

    /// <summary>Medians, with the lowest and the highest value.</summary>
    public string Row()
    {
        var ours = new List<double>();
        var peer = new List<double>();
        for (var pair = 0; pair < pairs; pair++)
        {
            // Who goes first alternates as well.
            if (pair % 2 == 0)
                ours.Add(Ours());
            peer.Add(Peer());
            if (pair % 2 == 1)
                ours.Add(Ours());
        }

        var ratios = ours.Zip(peer, (our, their) => our / their).ToList();
        return $"{workload.Name,-6} {threads,7}   {Spread(ours, "F0"),-26} {Spread(peer, "F0"),-26} {Spread(ratios, "F3"),-24}";
    }

    private double Ours() => Measure(Environment.ProcessPath!, "train", workload.Name, Text(threads));

    private double Peer() => Measure(Python, Path.Combine(AppContext.BaseDirectory, "peer.py"),
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

    private static string Spread(List<double> values, string format)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        var median = sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return string.Create(CultureInfo.InvariantCulture, $"{Text(median)} ({Text(sorted[0])}–{Text(sorted[^1])})");

        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
