using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Architectures.Tests;

public sealed class TrainingTests
{
    [Fact]
    public void Two_thousand_steps_leave_no_tensor_behind()
    {
        set_num_threads(1);
        using var model = new DenseAutoencoder();
        using var images = rand(64, 784);
        var objective = new ReconstructionObjective(Loss.MeanSquaredError);
        var resident = new List<long>();
        var live = new List<long>();
        // The first epochs make what stays: gradients, the optimizer's state, the allocator's pools.
        var progress = new Recorder(() =>
        {
            live.Add(Tensor.TotalCount);
            if (live.Count is 500 or 2000)
                resident.Add(ResidentWithoutGarbage());
        });

        // The count is the process's: what other tests left must go before, not meanwhile.
        ResidentWithoutGarbage();
        var before = Tensor.TotalCount;
        Trainer.Train(model, objective, new Examples(images), new TrainingOptions { Epochs = 2000, BatchSize = 64 }, progress);

        Assert.Equal(2000, live.Count);
        Assert.Single(live[10..].Distinct());
        Assert.Equal(before, Tensor.TotalCount);
        // Level to 0.2 MB where nothing is lost; to lose half of a batch's codes, the smallest activation, at each step is too much.
        Assert.InRange(resident[1] - resident[0], long.MinValue, 1500 * 64 * 16 * sizeof(float) / 2);
    }

    /// <summary>The process's memory when the managed heap has given back all that it can: what native code holds, and little else.</summary>
    private static long ResidentWithoutGarbage()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Environment.WorkingSet;
    }

    [Fact]
    public void The_summary_counts_the_weights_that_there_are()
    {
        using var conv = new ConvAutoencoder(12);
        using var dense = new DenseAutoencoder(12);

        Assert.Equal(conv.parameters().Sum(weight => weight.NumberOfElements), conv.Summary.Parameters);
        Assert.Equal(dense.parameters().Sum(weight => weight.NumberOfElements), dense.Summary.Parameters);
    }

    [Fact]
    public void Another_shape_is_refused_by_name()
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
