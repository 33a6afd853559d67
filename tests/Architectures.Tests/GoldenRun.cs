using System.Text.Json;

namespace ModelDsl.Architectures.Tests;

/// <summary>PyTorch's results for the same network, seed, images and order: see <c>Golden/make_golden.py</c>.</summary>
internal sealed record GoldenRun(
    Dictionary<string, double[]> Weights,
    Dictionary<string, long[]> Shapes,
    double[] ReconstructionsBefore,
    double[] Losses,
    double[] ReconstructionsAfter)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static GoldenRun Of(string model) =>
        JsonSerializer.Deserialize<GoldenRun>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", $"{model}.json")), Options)!;
}
