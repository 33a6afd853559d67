using System.Diagnostics;
using ModelDsl.Training;
using TorchSharp;

namespace ModelDsl.Benchmarks;

/// <summary>Times the training loop that the experiments use.</summary>
internal static class Training
{
    public static double ImagesPerSecond(Workload workload, int threads)
    {
        torch.set_num_threads(threads);
        torch.manual_seed(1);
        using var model = workload.Create();
        var count = Workload.BatchSize * workload.Steps;
        using var images = torch.rand([count, .. ((IModel)model).InputShape]);
        var options = new TrainingOptions { Epochs = Workload.Epochs, BatchSize = Workload.BatchSize };
        var clock = new LastEpochClock();
        Trainer.Train(model, new ReconstructionObjective(Loss.MeanSquaredError), new Examples(images), options, clock);
        return count / clock.Seconds;
    }

    private sealed class LastEpochClock : IProgress<TrainingProgress>
    {
        private readonly Stopwatch _watch = new();

        public double Seconds => _watch.Elapsed.TotalSeconds;

        public void Report(TrainingProgress value)
        {
            if (value.Fraction < 1)
                return;
            if (value.Epoch == value.Epochs - 1)
                _watch.Start();
            else if (value.Epoch == value.Epochs)
                _watch.Stop();
        }
    }
}
