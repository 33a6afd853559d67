
using System.Text.Json;

namespace ModelDsl.Evaluation.Tests;

/// <summary>A cloud of points for each of five classes, the same numbers as in Golden/probes.py.</summary>
internal static class ProbePoints
{
    private const int Classes = 5;
    private const int Columns = 8;

    /// <summary>scikit-learn's results on these points.</summary>
    public static JsonElement Golden { get; } = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "probes.json"))).RootElement;

    public static (FeatureMatrix Features, byte[] Labels) Of(int rows, uint seed)
    {
        var state = seed;
        var values = new float[rows * Columns];
        for (var i = 0; i < values.Length; i++)
        {
            var noise = Uniform() + Uniform() + Uniform() + Uniform() - 2;
            values[i] = (float)(Math.Sin(i / Columns % Classes * (i % Columns + 1)) + 1.5 * noise);
        }
        return (new FeatureMatrix(values, rows, Columns), [.. Enumerable.Range(0, rows).Select(row => (byte)(row % Classes))]);

        double Uniform()
        {
            state = unchecked(1664525 * state + 1013904223);
            return state / 4294967296.0;
        }
    }
}
