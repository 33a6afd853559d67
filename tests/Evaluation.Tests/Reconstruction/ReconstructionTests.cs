using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation.Tests;

public sealed class ReconstructionTests
{
    private static EvaluationContext Evaluate(ISubject subject, Tensor test)
    {
        var examples = new Examples(test);
        var evaluation = new EvaluationContext(subject, examples, examples, new byte[test.shape[0]], new byte[test.shape[0]], 0);
        new ReconstructionEvaluator().Evaluate(evaluation);
        return evaluation;
    }

    /// <summary>Against a black image: −10 log₁₀ 0.1² = 20 dB for gray 0.1, and 0 dB for white; their mean is not that of their mean error.</summary>
    [Fact]
    public void The_signal_to_noise_ratio_is_the_mean_over_images_in_decibels()
    {
        using var scope = NewDisposeScope();
        using var black = new MeanImage(new(zeros(1, 3, 4, 5)));
        var evaluation = Evaluate(black, cat([full([1, 3, 4, 5], 0.1f), ones(1, 3, 4, 5)]));

        Assert.Equal(10, evaluation.Metrics["ReconstructionPsnr"], 1e-4);
        Assert.Equal([20f, 0f], evaluation.PerImage["ReconstructionPsnr"].Select(value => (float)Math.Round(value, 4)));
        Assert.Equal((0.01 + 1) / 2, evaluation.Metrics["ReconstructionMse"], 1e-6);
    }

    [Fact]
    public void The_ratio_of_an_exact_reconstruction_is_finite()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(100, Evaluate(new RawPixels(), rand(2, 1, 4, 5)).Metrics["ReconstructionPsnr"]);
    }

    [Fact]
    public void Pictures_of_color_images_keep_their_channels_in_files()
    {
        using var scope = NewDisposeScope();
        var images = rand(2, 3, 4, 5);
        var strip = Evaluate(new RawPixels(), images).Pictures[ReconstructionEvaluator.Originals];
        var path = Path.GetTempFileName();
        try
        {
            strip.Write(path);
            var read = ImageStrip.Read(path);

            Assert.Equal((2, 4, 5, 3), (read.Count, read.Rows, read.Columns, read.Channels));
            Assert.Equal(strip.Pixels, read.Pixels);
            Assert.Equal(60, read.Images()[1].Length);
            Assert.Equal((byte)Math.Round(images[1, 2, 3, 4].ToSingle() * 255), read.Images()[1].Span[59]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Without_classes_neighbors_are_interpolated()
    {
        using var scope = NewDisposeScope();
        using var model = BarImages.Untrained("DenseAutoencoder").Module;
        var subject = new ImageModel(model, new ReconstructionObjective(Loss.MeanSquaredError));
        var examples = new Examples(rand(4, 1, 28, 28));
        var evaluation = new EvaluationContext(subject, examples, examples, new byte[4], new byte[4], 0);

        new InterpolationEvaluator().Evaluate(evaluation);

        Assert.Equal(2 * InterpolationEvaluator.Columns, evaluation.Pictures[InterpolationEvaluator.Picture].Count);
    }
}
