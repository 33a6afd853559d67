using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Architectures.Tests;

/// <summary>Images that cannot be trained on, and last batches.</summary>
public sealed class TrainingImagesTests : IDisposable
{
    private static readonly ReconstructionObjective s_reconstruction = new(Loss.MeanSquaredError);

    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    private static IReadOnlyList<EpochResult> Train(nn.Module model, Tensor images, TrainingOptions options, IObjective? objective = null)
    {
        manual_seed(1);
        return Trainer.Train(model, objective ?? s_reconstruction, new Examples(images), options);
    }

    public static TheoryData<string, string> Invalid => new()
    {
        { "bytes", "are Byte, but its weights are Float32. Pass images.to_type(ScalarType.Float32) / 255." },
        { "doubles", "are Float64, but its weights are Float32. Pass images.to_type(ScalarType.Float32)." },
        { "large", "have values from 0 to 255, as bytes have, but must be in [0, 1]. Pass images / 255." },
        { "nan", "contain values that are not finite numbers" },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Images_of_another_type_or_range_are_refused(string kind, string message)
    {
        var bytes = arange(0, 256).repeat(49).reshape(16, 784);
        var images = kind switch
        {
            "bytes" => bytes.to_type(ScalarType.Byte),
            "doubles" => rand(16, 784, ScalarType.Float64),
            "large" => bytes.to_type(ScalarType.Float32),
            _ => rand(16, 784).log().sub(1).sqrt(),
        };
        using var model = new DenseAutoencoder();

        var error = Assert.Throws<CodedException>(() => Train(model, images, new TrainingOptions { Epochs = 1 }));

        Assert.Equal(ErrorCodes.ImagesInvalid, error.Code);
        Assert.Contains($"The images to train DenseAutoencoder on {message}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Features_outside_of_the_range_of_pixels_need_another_likelihood()
    {
        using var model = new Vae();
        var features = randn(16, 784);
        var bernoulli = new ElboAttribute(Likelihood.Bernoulli).Create()!;

        Assert.Contains("but its likelihood needs pixels in [0, 1]", Assert.Throws<CodedException>(() => Train(model, features, new TrainingOptions { Epochs = 1 }, bernoulli)).Message, StringComparison.Ordinal);
        Assert.Single(Train(model, features, new TrainingOptions { Epochs = 1 }, new ElboAttribute(Likelihood.Gaussian).Create()!));
    }

    /// <summary>17 images in batches of 8: the mean loss is over 16 images.</summary>
    [Fact]
    public void A_dropped_batch_is_neither_trained_on_nor_counted()
    {
        var images = rand(17, 784);
        var steps = new StepCounter();
        using var model = new DenseAutoencoder();

        var history = Train(model, images, new TrainingOptions { Epochs = 2, BatchSize = 8, LastBatch = LastBatch.Drop }, steps);

        Assert.Equal([8, 8, 8, 8], steps.Counts);
        Assert.Equal(steps.Losses[..2].Average(), history[0].Loss, 6);
        Assert.Equal([17, 17], Counts(new TrainingOptions { Epochs = 2, BatchSize = 17, LastBatch = LastBatch.Drop }, images));
        Assert.Equal([16, 1], Counts(new TrainingOptions { Epochs = 1, BatchSize = 16 }, images));
        Assert.Throws<ArgumentException>(() => Counts(new TrainingOptions { BatchSize = 18, LastBatch = LastBatch.Drop }, images));

        static IReadOnlyList<long> Counts(TrainingOptions options, Tensor images)
        {
            var steps = new StepCounter();
            using var model = new DenseAutoencoder();
            Train(model, images, options, steps);
            return steps.Counts;
        }
    }

    private sealed class StepCounter : IObjective
    {
        public List<long> Counts { get; } = [];

        public List<double> Losses { get; } = [];

        public IReadOnlyList<ParameterGroup> ParameterGroups => s_reconstruction.ParameterGroups;

        public Tensor ValidationLoss(nn.Module model, Examples examples) => s_reconstruction.ValidationLoss(model, examples);

        public void Step(ITrainingStep step)
        {
            Counts.Add(step.Examples.Count);
            Losses.Add(ValidationLoss(step.Model, step.Examples).item<float>());
            s_reconstruction.Step(step);
        }
    }
}
