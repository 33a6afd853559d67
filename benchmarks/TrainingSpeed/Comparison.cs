using System.Globalization;

namespace ModelDsl.Benchmarks;

/// <summary>The alternated measurements of a network at a number of threads.</summary>
internal sealed class Comparison
{
    // The programs draw weights and noise in different orders, so their losses differ.
    private const double LossTolerance = 0.1;

    /// <summary>The Python interpreter with PyTorch: the environment variable <c>PYTHON</c>, by default that of Debian's python3-torch.</summary>
    public static string Python { get; } = Environment.GetEnvironmentVariable("PYTHON") ?? "/usr/bin/python3";

    private readonly Workload _workload;
    private readonly int _threads;
    private readonly List<Measurement> _ours = [];
    private readonly List<Measurement> _hand = [];
    private readonly List<Measurement> _python = [];

    /// <summary>Runs all programs in each round, each in a process of its own. The order alternates, so that all run under the same load.</summary>
    public Comparison(Workload workload, int threads, int rounds, bool withPython)
    {
        (_workload, _threads) = (workload, threads);
        var programs = new List<Action> { () => _ours.Add(Ours()), () => _hand.Add(ByHand()) };
        if (withPython)
            programs.Add(() => _python.Add(PyTorch()));
        for (var round = 0; round < rounds; round++)
        {
            foreach (var program in round % 2 == 0 ? programs : programs.AsEnumerable().Reverse())
                program();
            CheckLosses();
        }
    }

    /// <summary>The header of a table of <see cref="Row"/>s.</summary>
    public static string Header(string unit) => $"""
        | network | threads | ours, {unit} | TorchSharp by hand | PyTorch | ours / by hand | ours / PyTorch |
        | --- | --- | --- | --- | --- | --- | --- |
        """;

    /// <summary>A row of medians, and of the ratios of the rounds with the lowest and the highest.</summary>
    /// <param name="value">Selects the number from a measurement.</param>
    /// <param name="format">Its format.</param>
    /// <param name="invert">True if less is better: each ratio is then the other program's number divided by ours.</param>
    public string Row(Func<Measurement, double> value, string format, bool invert = false)
    {
        return $"| {_workload.Name} | {_threads} | {Median(_ours)} | {Median(_hand)} | {Median(_python)} | {Ratio(_hand)} | {Ratio(_python)} |";

        string Median(List<Measurement> program) => program.Count == 0 ? "–" : Spread.Number(Spread.Of(program.Select(value)).Median, format);

        string Ratio(List<Measurement> other) => other.Count == 0 ? "–"
            : Spread.Of(_ours.Zip(other, (our, their) => invert ? value(their) / value(our) : value(our) / value(their))).Text("F2");
    }

    private Measurement Ours() => Measurement.Of(ChildProcess.Run(Environment.ProcessPath!, "ours", _workload.Name, Text(_threads)));

    private Measurement ByHand() => Measurement.Of(ChildProcess.RunWithLibraryDefaults("hand", _workload.Name, Text(_threads)));

    private Measurement PyTorch() => Measurement.Of(ChildProcess.Run(Python, Path.Combine(AppContext.BaseDirectory, "peer.py"),
        _workload.Name, Text(_threads), Text(Workload.BatchSize), Text(_workload.Steps)));

    private void CheckLosses()
    {
        var ours = _ours[^1].FirstLoss;
        foreach (var other in _hand.TakeLast(1).Concat(_python.TakeLast(1)))
        {
            if (Math.Abs(other.FirstLoss / ours - 1) > LossTolerance)
                throw new InvalidOperationException($"The programs do not train the same network '{_workload.Name}': the mean losses of the first epoch are {ours} and {other.FirstLoss}.");
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
