using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Architectures.Tests;

public sealed class TrainingTests
{
    [Fact]
    public void Two_thousand_steps_leak_no_tensor()
    {
        set_num_threads(1);
        using var model = new DenseAutoencoder();
        using var images = rand(64, 784);
        var objective = new ReconstructionObjective(Loss.MeanSquaredError);
        var resident = new List<long>();
        var live = new List<long>();
        // The first epochs create what remains: gradients, the optimizer's state, the allocator's pools.
        var progress = new Recorder(() =>
        {
            live.Add(Tensor.TotalCount);
            if (live.Count >= 500 && live.Count % 500 == 0)
                resident.Add(ResidentWithoutGarbage());
        });

        // The count is global: tensors of other tests must be collected before.
        ResidentWithoutGarbage();
        var before = Tensor.TotalCount;
        Trainer.Train(model, objective, new Examples(images), new TrainingOptions { Epochs = 2000, BatchSize = 64 }, progress);

        Assert.Equal(2000, live.Count);
        Assert.Single(live[10..].Distinct());
        Assert.Equal(before, Tensor.TotalCount);
        // A leak grows in every interval; the runtime itself may allocate in one. The limit is half of a batch's codes, the smallest activation, per step.
        Assert.InRange(resident.Zip(resident.Skip(1), (start, end) => end - start).Min(), long.MinValue, 500 * 64 * 16 * sizeof(float) / 2);
    }

    /// <summary>The process's memory after a garbage collection: mostly that of native code.</summary>
    private static long ResidentWithoutGarbage()
    {
        // The second round finalizes what the first round's finalizers released.
        for (var round = 0; round < 2; round++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Environment.WorkingSet;
    }

    [Fact]
    public void The_summary_counts_all_weights()
    {
        using var conv = new ConvAutoencoder(12);
        using var dense = new DenseAutoencoder(12);

        Assert.Equal(conv.parameters().Sum(weight => weight.NumberOfElements), conv.Summary.Parameters);
        Assert.Equal(dense.parameters().Sum(weight => weight.NumberOfElements), dense.Summary.Parameters);
    }

    [Fact]
    public void The_error_of_another_shape_names_the_parameter()
    {
        using var model = new ConvAutoencoder();
        using var flat = zeros(2, 784);

        var error = Assert.Throws<ShapeException>(() => model.Encode(flat));

        Assert.Equal("ConvAutoencoder.Encode: image is [batch, 1, 28, 28], but got [2, 784].", error.Message);
    }

    [Fact]
    public void A_canceled_training_stops_between_steps()
    {
        using var model = new DenseAutoencoder();
        using var images = rand(6400, 784);
        using var cancellation = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => Trainer.Train(
            model, new ReconstructionObjective(Loss.MeanSquaredError), new Examples(images), new TrainingOptions { Epochs = 1000, BatchSize = 64 },
            new Recorder(cancellation.Cancel), cancellation.Token));
    }

    private sealed class Recorder(Action report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report();
    }
}
