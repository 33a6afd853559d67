using System.Diagnostics;
using ModelDsl.Training;
using TorchSharp;

namespace ModelDsl.Benchmarks;

/// <summary>The time per image of a convolutional autoencoder, as one setting after the other changes.</summary>
internal static class CostCurves
{
    private const int Epochs = 5;
    private const int EpochImages = 2560;

    private static readonly Setup s_usual = new(EpochImages, Workload.BatchSize, 16, 32);

    /// <summary>Prints a table for each setting.</summary>
    public static void Run()
    {
        // The JIT compiles everything first.
        Microseconds(s_usual);
        Print("images per epoch", [640, 2560, 10240, 40960], value => s_usual with { Images = value });
        Print("batch size", [8, 32, 128, 512], value => s_usual with { BatchSize = value });
        Print("length of the code", [4, 16, 64, 256], value => s_usual with { Latent = value });
        Print("channels", [8, 16, 32, 64, 128], value => s_usual with { Channels = value });
    }

    private static void Print(string name, int[] values, Func<int, Setup> setup)
    {
        Console.WriteLine($"| {name} | µs per image |\n| --- | --- |");
        foreach (var value in values)
            Console.WriteLine($"| {value} | {Microseconds(setup(value)).Text("F1")} |");
        Console.WriteLine();
    }

    private static Spread Microseconds(Setup setup)
    {
        using var model = new SizedAutoencoder(setup.Latent, setup.Channels);
        using var images = torch.rand(setup.Images, 1, 28, 28);
        using var run = new TrainingRun(model, new ReconstructionObjective(Loss.MeanSquaredError), new Examples(images), new TrainingOptions { Epochs = Epochs + 1, BatchSize = setup.BatchSize });
        run.RunEpoch();
        var times = new List<double>();
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            var clock = Stopwatch.StartNew();
            run.RunEpoch();
            times.Add(clock.Elapsed.TotalMicroseconds / setup.Images);
        }

        return Spread.Of(times);
    }

    private sealed record Setup(int Images, int BatchSize, int Latent, int Channels);
}
