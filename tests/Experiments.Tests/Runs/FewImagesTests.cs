using ModelDsl.Architectures;
using ModelDsl.Data;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Execution;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Plan;
using static TorchSharp.torch;

namespace ModelDsl.Experiments.Tests.Runs;

/// <summary>Numbers of images, and sizes, that a model or an evaluator cannot use.</summary>
public sealed class FewImagesTests : ExperimentTest
{
    // Batch normalization of features needs two images; of planes, one is enough.
    private static readonly ModelEntry s_normalized = new("Normalized", [], "normalized-1", new ReconstructionAttribute(Loss.MeanSquaredError), _ => new NormalizedAutoencoder());

    private string[] Errors(ExperimentSpec spec)
    {
        using var output = new StringWriter();
        var catalogue = Specs.Catalogue() with { Models = [.. Specs.Models, s_normalized] };
        using var session = new BuildSession { Executor = (runner, given) => new InProcess(runner, given.Force) };
        var code = ExperimentRunner.Run(new Arguments(spec.Write(_folder), _folder), catalogue, new RunLog(output, output), session, default);
        var errors = output.ToString().Split('\n').Coded();
        Assert.Equal(errors.Count > 0 ? 1 : 0, code);
        return [.. errors];
    }

    [Fact]
    public void A_last_batch_of_one_image_is_an_error_before_training_if_the_model_cannot_use_it()
    {
        // 33 = 32 + 1.
        Assert.Equal(
            "/project/Test.csproj(12,5): error MDX0010: Normalized cannot train on one image, because batch normalization needs two, but the last step of an epoch has one: "
            + "33 images in batches of 32. Set LastBatch=\"Drop\", or use another BatchSize.",
            Assert.Single(Errors(Specs.Of(("Models", "Normalized"), ("TrainingImages", "33")))));
        Assert.Contains("33 images in batches of 32", Assert.Single(Errors(Specs.Of(("Models", "Normalized"), ("TrainingImages", "43"), ("ValidationImages", "10")))), StringComparison.Ordinal);
        Assert.Contains("Use a larger BatchSize and more images", Assert.Single(Errors(Specs.Of(("Models", "Normalized"), ("BatchSize", "1")))), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "jobs", "Normalized")));

        Assert.Empty(Errors(Specs.Of(("Models", "Normalized"), ("TrainingImages", "33"), ("LastBatch", "drop"))));
        Assert.Empty(Errors(Specs.Of(("Models", "Normalized"), ("TrainingImages", "34"))));
        Assert.Empty(Errors(Specs.Of(("Models", "DenseAutoencoder"), ("TrainingImages", "33"))));
    }

    [Fact]
    public void Dropping_the_only_batch_is_an_error_before_training() => Assert.Contains(
        "error MDX0010: Experiment 'test' sets LastBatch to Drop, which leaves none of the 20 training images, because BatchSize is 32.",
        Assert.Single(Errors(Specs.Of(("TrainingImages", "20"), ("LastBatch", "Drop")))), StringComparison.Ordinal);

    [Theory]
    [InlineData("TSne", 3, 4), InlineData("LatentScatter", 1, 2)]
    public void Too_few_test_images_for_an_evaluator_are_an_error_before_training(string evaluator, int images, int needed)
    {
        Assert.Contains(
            $"error MDX0017: Experiment 'test' names {evaluator}, which needs at least {needed} test images, but Stripes has {images}. Use more TestImages, or remove it from Evaluate.",
            Assert.Single(Errors(Specs.Of(("Evaluate", evaluator), ("TestImages", $"{images}")))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1), InlineData(3, 3)]
    public void The_other_evaluators_measure_one_image(int training, int test) =>
        Assert.Empty(Errors(Specs.Of(("Models", "Vae"), ("Latent", "2"), ("TrainingImages", $"{training}"), ("TestImages", $"{test}"), ("Evaluate", "Reconstruction;Denoising;Classification;Elbo;ImportanceSampling;Samples;Manifold;Interpolation"))));

    [Fact]
    public void A_size_that_exceeds_the_memory_is_an_error_before_training() => Assert.Contains(
        "error MDX0318: DenseAutoencoder with Latent=2000000000 has more weights and gradients than this machine's ",
        Assert.Single(Errors(Specs.Of(("Latent", "2000000000")))), StringComparison.Ordinal);

    /// <summary>A run whose results are deleted names the folder, or writes all of them again.</summary>
    [Fact]
    public void Results_that_are_deleted_during_the_training_are_written()
    {
        using var results = new ResultFolder();
        Interruptible.After(2, _ => Directory.Delete(results.Jobs, recursive: true));

        var (code, lines) = results.Run(Specs.Of(("Models", "Plain"), ("Epochs", "2")));

        Interruptible.After(0, _ => { });
        Assert.True(code == 0 || lines.Coded().Any(line => line.Contains("MDX01", StringComparison.Ordinal) && line.Contains(results.Jobs, StringComparison.Ordinal)), string.Join('\n', lines));
    }

    private sealed class NormalizedAutoencoder : nn.Module, IAutoencoder
    {
        private readonly DenseAutoencoder _usual = new();
        private readonly TorchSharp.Modules.BatchNorm1d _normalization = nn.BatchNorm1d(784);

        public NormalizedAutoencoder() : base("Normalized") => RegisterComponents();

        public ModelSummary Summary => _usual.Summary;

        public IReadOnlyList<long> InputShape => _usual.InputShape;

        public IReadOnlyList<SizeValue> Sizes => [];

        public Tensor Encode(Tensor image) => _usual.Encode(_normalization.call(image));

        public Tensor Decode(Tensor code) => _usual.Decode(code);
    }
}
