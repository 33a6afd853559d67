using MathNet.Numerics.Distributions;
using ModelDsl.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation.Tests;

public sealed class GenerationTests
{
    [Theory]
    [InlineData("Vae", true), InlineData("Avae", true), InlineData("Avb", true), InlineData("ConditionalVae", true), InlineData("VaeGan", true)]
    [InlineData("AdversarialAutoencoder", true), InlineData("WassersteinAutoencoder", true), InlineData("ConvAutoencoder", false)]
    public void Samples_need_an_objective_with_a_prior(string name, bool measured) =>
        Assert.Equal(measured, new SamplesEvaluator().Measures(BarImages.Untrained(name)));

    [Fact]
    public void Samples_do_not_depend_on_the_default_generator()
    {
        using var scope = NewDisposeScope();
        var model = BarImages.Untrained("Vae");
        var codes = randn(64, 10, generator: new Generator(1));
        var expected = ImageStrip.Of(model.Decode(codes).reshape(64, 1, 28, 28));

        manual_seed(99);
        Assert.Equal(expected.Pixels, Picture(new SamplesEvaluator(), model, SamplesEvaluator.Picture).Pixels);
    }

    [Fact]
    public void Samples_of_a_model_that_takes_labels_repeat_the_classes_in_order()
    {
        using var scope = NewDisposeScope();
        var model = BarImages.Untrained("ConditionalVae");
        var labels = cat(Enumerable.Repeat(eye(10), 7).ToArray()).narrow(0, 0, 64);
        var expected = ImageStrip.Of(model.Decode(randn(64, 10, generator: new Generator(1)), labels).reshape(64, 1, 28, 28));

        Assert.Equal(expected.Pixels, Picture(new SamplesEvaluator(), model, SamplesEvaluator.Picture).Pixels);
    }

    [Theory]
    [InlineData("PlaneVae", true), InlineData("Vae", false), InlineData("ConditionalVae", false), InlineData("ConvAutoencoder", false)]
    public void A_manifold_needs_two_dimensions_and_a_prior(string name, bool measured) =>
        Assert.Equal(measured, new ManifoldEvaluator().Measures(BarImages.Untrained(name)));

    [Fact]
    public void A_manifold_runs_from_left_to_right_and_from_bottom_to_top()
    {
        using var scope = NewDisposeScope();
        var model = BarImages.Untrained("PlaneVae");
        var picture = Picture(new ManifoldEvaluator(), model, ManifoldEvaluator.Picture);

        var most = (float)Normal.InvCDF(0, 1, 14.5 / 15);
        Assert.Equal(225, picture.Count);
        AssertDecoded([-most, most], 0);
        AssertDecoded([most, most], 14);
        AssertDecoded([0, 0], 112);
        AssertDecoded([-most, -most], 210);

        // The quantiles of p and 1 − p differ by rounding, which can change a gray value by 1.
        void AssertDecoded(float[] code, int position)
        {
            var expected = ImageStrip.Of(model.Decode(tensor(code).reshape(1, 2)).reshape(1, 1, 28, 28)).Pixels;
            Assert.All(expected.Zip(picture.Pixels[(position * 784)..((position + 1) * 784)]), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
        }
    }

    [Fact]
    public void An_interpolation_runs_between_reconstructions_of_two_classes()
    {
        using var scope = NewDisposeScope();
        var model = BarImages.Untrained("ConvAutoencoder");
        var evaluation = BarImages.Context(model);
        new InterpolationEvaluator().Evaluate(evaluation);

        var picture = evaluation.Pictures[InterpolationEvaluator.Picture];
        var reconstructions = ImageStrip.Of(model.Reconstruct(evaluation.Test));
        Assert.Equal(80, picture.Count);
        for (var row = 0; row < 8; row++)
        {
            AssertNear(Image(reconstructions, 2 * row), Image(picture, 10 * row));
            AssertNear(Image(reconstructions, 2 * row + 1), Image(picture, 10 * row + 9));
        }

        static byte[] Image(ImageStrip strip, int position) => strip.Images()[position].ToArray();

        static void AssertNear(byte[] expected, byte[] actual) =>
            Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
    }

    private static ImageStrip Picture(IEvaluator evaluator, ImageModel model, string name)
    {
        var evaluation = BarImages.Context(model);
        evaluator.Evaluate(evaluation);
        return evaluation.Pictures[name];
    }
}
