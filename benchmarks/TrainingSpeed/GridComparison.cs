using System.Diagnostics;
using System.Globalization;
using ModelDsl.Data;
using TorchSharp;

namespace ModelDsl.Benchmarks;

/// <summary>
/// The whole time of the experiment in <c>benchmarks/Grid</c>, with its build, data, evaluation and report, and of the same trainings by hand:
/// one process after another, each with all cores.
/// </summary>
internal static class GridComparison
{
    private const int Epochs = 3;
    private const int TrainingImages = 6000;
    private const int TestImages = 1000;

    private static readonly string[] s_networks = ["conv", "dense", "vae", "avae"];
    private static readonly int[] s_seeds = [1, 2];

    /// <summary>Prints the seconds of both, and their ratio.</summary>
    public static void Run(int rounds)
    {
        var project = Path.Combine(Root(), "benchmarks", "Grid", "Grid.csproj");
        ChildProcess.Run("dotnet", "build", project, "-nologo", "-v:q");
        var (ours, hand) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            ours.Add(Seconds(() => ChildProcess.Run("dotnet", "build", project, "-t:Experiments", "-p:Force=true", "-nologo", "-v:q")));
            hand.Add(s_seeds.Sum(seed => s_networks.Sum(network => Seconds(() =>
                ChildProcess.RunWithLibraryDefaults("job", network, seed.ToString(CultureInfo.InvariantCulture))))));
        }

        var images = s_seeds.Length * s_networks.Length * Epochs * TrainingImages;
        Console.WriteLine("| | ours, 2 jobs at once | by hand, one after another | by hand / ours |\n| --- | --- | --- | --- |");
        Console.WriteLine($"| s | {Spread.Of(ours).Text("F1")} | {Spread.Of(hand).Text("F1")} | {Spread.Of(hand.Zip(ours, (left, right) => left / right)).Text("F2")} |");
        Console.WriteLine($"| images/s | {Spread.Number(images / Spread.Of(ours).Median, "F0")} | {Spread.Number(images / Spread.Of(hand).Median, "F0")} | |");
    }

    /// <summary>Trains one network by hand, and prints its squared error on the test images.</summary>
    public static async Task Job(string name, int seed)
    {
        torch.set_num_threads(Environment.ProcessorCount);
        torch.manual_seed(seed);
        var data = await Datasets.Mnist.LoadAsync(DataOptions.FromEnvironment());
        using var network = Workload.Of(name).ByHand();
        using var train = First(data.Train, TrainingImages, network.Shape);
        using var test = First(data.Test, TestImages, network.Shape);
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            using var epochScope = torch.NewDisposeScope();
            var order = torch.randperm(TrainingImages);
            for (var start = 0; start < TrainingImages; start += Workload.BatchSize)
            {
                using var scope = torch.NewDisposeScope();
                network.Step(train.index_select(0, order.narrow(0, start, Math.Min(Workload.BatchSize, TrainingImages - start))));
            }
        }

        HandProgram.Evaluate(network);
        using var grad = torch.no_grad();
        Console.WriteLine((network.Reconstruct(test) - test).square().mean().ToDouble().ToString("F4", CultureInfo.InvariantCulture));
    }

    private static torch.Tensor First(ImageSet images, int count, long[] shape)
    {
        using var scope = torch.NewDisposeScope();
        return images.ToTensor().narrow(0, 0, count).reshape([count, .. shape]).clone().MoveToOuterDisposeScope();
    }

    private static double Seconds(Action run)
    {
        var clock = Stopwatch.StartNew();
        run();
        return clock.Elapsed.TotalSeconds;
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "ModelDsl.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("ModelDsl.sln is in no folder above this program's.");
    }
}
