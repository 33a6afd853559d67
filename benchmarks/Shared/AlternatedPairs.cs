using System.Globalization;

namespace ModelDsl.Benchmarks;

/// <summary>Measures two programs alternately, so that both run under the same load, and compares them pair by pair.</summary>
internal sealed class AlternatedPairs
{
    private readonly List<double> _ours = [];
    private readonly List<double> _peer = [];

    /// <summary>The Python interpreter with PyTorch: the environment variable <c>PYTHON</c>, by default that of Debian's python3-torch.</summary>
    public static string Python { get; } = Environment.GetEnvironmentVariable("PYTHON") ?? "/usr/bin/python3";

    public static AlternatedPairs Measure(int pairs, Func<double> ours, Func<double> peer)
    {
        var result = new AlternatedPairs();
        for (var pair = 0; pair < pairs; pair++)
        {
            // The order within a pair alternates too.
            if (pair % 2 == 0)
                result._ours.Add(ours());
            result._peer.Add(peer());
            if (pair % 2 == 1)
                result._ours.Add(ours());
        }
        return result;
    }

    /// <summary>Formats the medians of our values, the peer's values and the ratios, each with the lowest and the highest value.</summary>
    public string Columns(string format)
    {
        var ratios = _ours.Zip(_peer, (our, their) => our / their).ToList();
        return $"{Spread(_ours, format),-26} {Spread(_peer, format),-26} {Spread(ratios, "F3"),-24}";
    }

    private static string Spread(List<double> values, string format)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        var median = sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return $"{Text(median)} ({Text(sorted[0])}–{Text(sorted[^1])})";

        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
    }
}
