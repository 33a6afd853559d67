using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ModelDsl.EndToEnd.Tests;

/// <summary>The programs in samples/Comparison give the same results as the declared models, within a few standard deviations over seeds.</summary>
public sealed partial class ComparisonTests : IDisposable
{
    private readonly string _results = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_results, recursive: true);

    [Theory, Trait("Category", "Long")]
    [InlineData("reconstruction", "ReconstructionMse")]
    [InlineData("denoising", "DenoisingMse(0.5)")]
    [InlineData("bounds", "NegativeBound(Bernoulli)")]
    public void Three_ways_give_the_same_results(string experiment, string metric)
    {
        var declared = Declared(experiment, metric);
        var handWritten = Printed(Run("TorchSharp", "dotnet", "run", $"{char.ToUpperInvariant(experiment[0])}{experiment[1..]}.cs"));
        var python = Printed(Run("PyTorch", "/usr/bin/python3", "-B", $"{experiment}.py"));

        Assert.Equal(2, declared.Count);
        foreach (var (model, (mean, deviation)) in declared)
        {
            foreach (var other in new[] { handWritten[model], python[model] })
                Assert.InRange(Math.Abs(mean - other.Mean), 0, Tolerance(deviation, other.Deviation));
        }
    }

    // The standard deviation of three values is itself uncertain.
    private static double Tolerance(params double[] deviations) => 4 * deviations.Max();

    private Dictionary<string, (double Mean, double Deviation)> Declared(string experiment, string metric)
    {
        var (code, output) = Repository.DotNet(Repository.File("samples", "Comparison", "ModelDsl"), new Dictionary<string, string>(),
            "build", "-t:Experiments", $"-p:Experiment={experiment}", $"-p:ExperimentsOutputPath={_results}/");
        Assert.True(code == 0, output);

        var lines = File.ReadAllLines(Path.Combine(_results, experiment, "results.csv"));
        var columns = lines[0].Split(',');
        return lines.Skip(1).Select(line => line.Split(','))
            .Where(line => Cell(line, "metric") == metric && Cell(line, "seed").Length > 0)
            .GroupBy(line => Cell(line, "model"), line => double.Parse(Cell(line, "value"), CultureInfo.InvariantCulture))
            .ToDictionary(model => model.Key, model => Statistics([.. model]));

        string Cell(string[] line, string column) => line[Array.IndexOf(columns, column)];
    }

    private static (double Mean, double Deviation) Statistics(double[] values) =>
        (values.Average(), Math.Sqrt(values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Length - 1)));

    private static string Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Repository.File("samples", "Comparison", folder), RedirectStandardOutput = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        return output;
    }

    private static Dictionary<string, (double Mean, double Deviation)> Printed(string output) => Row().Matches(output).ToDictionary(
        row => row.Groups["model"].Value,
        row => (double.Parse(row.Groups["mean"].Value, CultureInfo.InvariantCulture), double.Parse(row.Groups["deviation"].Value, CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"^(?<model>\w+) +(?<mean>[\d.]+) ± (?<deviation>[\d.]+)", RegexOptions.Multiline)]
    private static partial Regex Row();
}
