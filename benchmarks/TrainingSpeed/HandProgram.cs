using System.Diagnostics;
using TorchSharp;

namespace ModelDsl.Benchmarks;

/// <summary>Measures a hand-written network in a loop like those of TorchSharp's examples.</summary>
internal static class HandProgram
{
    public static Measurement Measure(Workload workload)
    {
        using var network = workload.ByHand();
        using var images = workload.Images(network.Shape);
        var (count, startUp, firstLoss) = (images.shape[0], 0.0, double.NaN);
        var initial = WeightSums(network);
        var clock = new Stopwatch();
        for (var epoch = 0; epoch < 2; epoch++)
        {
            clock.Restart();
            using var epochScope = torch.NewDisposeScope();
            var order = torch.randperm(count);
            var total = torch.zeros(1);
            for (var start = 0L; start < count; start += Workload.BatchSize)
            {
                using var scope = torch.NewDisposeScope();
                total.add_(network.Step(images.index_select(0, order.narrow(0, start, Workload.BatchSize))));
                if (startUp == 0)
                    startUp = Measurement.Age();
            }

            var loss = total.item<float>() / workload.Steps;
            if (epoch == 0)
                firstLoss = loss;
        }

        // A weight that no optimizer has makes a program faster.
        if (WeightSums(network).Zip(initial).Any(sums => sums.First == sums.Second))
            throw new InvalidOperationException($"The network '{workload.Name}' by hand has weights that it does not train.");

        var training = count / clock.Elapsed.TotalSeconds;
        return new Measurement(training, Inference(network, images), Measurement.LargestMemory(), firstLoss, startUp);
    }

    /// <summary>Sets evaluation mode.</summary>
    public static void Evaluate(ByHand.INetwork network)
    {
        foreach (var module in network.Modules)
            module.eval();
    }

    private static List<double> WeightSums(ByHand.INetwork network)
    {
        using var scope = torch.NewDisposeScope();
        return [.. network.Modules.SelectMany(module => module.parameters()).Select(weight => weight.sum().ToDouble())];
    }

    private static double Inference(ByHand.INetwork network, torch.Tensor images)
    {
        Evaluate(network);
        using var grad = torch.no_grad();
        var clock = new Stopwatch();
        for (var repetition = 0; repetition < 2; repetition++)
        {
            clock.Restart();
            for (var start = 0L; start < images.shape[0]; start += Workload.BatchSize)
            {
                using var scope = torch.NewDisposeScope();
                network.Reconstruct(images.narrow(0, start, Workload.BatchSize));
            }
        }

        return images.shape[0] / clock.Elapsed.TotalSeconds;
    }
}
