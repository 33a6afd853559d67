using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Architectures.Tests.Objectives;

/// <summary>A gray image to a color image.</summary>
[Model, Translation(Loss.MeanSquaredError)]
public partial class SmallColorizer : IImageTranslator
{
    [Conv2d(8, 3, Padding = 1), ReLU, Conv2d(3, 3, Padding = 1), Sigmoid]
    public partial Tensor Translate([Shape(1, 6, 6)] Tensor image);
}

/// <summary>A color image to the mask of its bright half.</summary>
[Model, Translation(Loss.BinaryCrossEntropy)]
public partial class SmallSegmenter : IImageTranslator
{
    [Conv2d(8, 3, Padding = 1), ReLU, Conv2d(1, 1), Sigmoid]
    public partial Tensor Translate([Shape(3, 6, 6)] Tensor image);
}

/// <summary>Models whose targets are not their inputs.</summary>
public sealed class TranslationTests
{
    /// <summary>Gray images of hues: where red is r, green is 1 − r and blue is r².</summary>
    private static Examples Colors(long count)
    {
        var red = rand(count, 1, 6, 6);
        return new Examples(red) { Targets = cat([red, 1 - red, red * red], 1) };
    }

    private static History Train(nn.Module model, Examples examples, int epochs = 60, int validation = 0) =>
        new(Trainer.Train(
            model, new TranslationObjective(model is SmallSegmenter ? Loss.BinaryCrossEntropy : Loss.MeanSquaredError), examples,
            new TrainingOptions { Epochs = epochs, BatchSize = 16, LearningRate = 0.01, ValidationImages = validation }));

    private sealed record History(IReadOnlyList<EpochResult> Epochs)
    {
        public double Progress => Epochs[^1].Loss / Epochs[0].Loss;
    }

    [Fact]
    public void A_net_learns_to_color()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var model = new SmallColorizer();

        var history = Train(model, Colors(64));

        Assert.InRange(history.Progress, 0, 0.1);
        Assert.Equal([1, 6, 6], model.InputShape);
        var fresh = Colors(8);
        Assert.InRange(nn.functional.mse_loss(model.Translate(fresh.Images), fresh.Targets!).ToDouble(), 0, 0.02);
    }

    [Fact]
    public void A_net_learns_to_segment()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var model = new SmallSegmenter();
        var images = rand(64, 3, 6, 6);
        var masks = (images.mean([1L], keepdim: true) > 0.5).to_type(ScalarType.Float32);

        Assert.InRange(Train(model, new Examples(images) { Targets = masks }).Progress, 0, 0.5);
    }

    /// <summary>The same losses as a loop with the layers of TorchSharp, whose order of batches is that of the training.</summary>
    [Fact]
    public void The_losses_are_those_of_a_loop_by_hand()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var model = new SmallColorizer();
        var layers = nn.Sequential(
            nn.Conv2d(1, 8, 3, padding: 1), nn.ReLU(), nn.Conv2d(8, 3, 3, padding: 1), nn.Sigmoid());
        using (no_grad())
        {
            foreach (var (own, other) in layers.parameters().Zip(model.parameters()))
                own.copy_(other);
        }

        var examples = Colors(20);

        var history = Trainer.Train(
            model, new TranslationObjective(Loss.MeanSquaredError), examples, new TrainingOptions { Epochs = 3, BatchSize = 8, Seed = 5 });

        var optimizer = optim.Adam(layers.parameters(), 0.001);
        var generator = new Generator(5);
        for (var epoch = 0; epoch < 3; epoch++)
        {
            var order = randperm(20, generator: generator);
            var total = 0.0;
            for (var start = 0; start < 20; start += 8)
            {
                var indices = order.narrow(0, start, Math.Min(8, 20 - start));
                optimizer.zero_grad();
                var loss = nn.functional.mse_loss(layers.forward(examples.Images.index_select(0, indices)), examples.Targets!.index_select(0, indices));
                loss.backward();
                optimizer.step();
                total += loss.ToDouble() * indices.shape[0];
            }

            Assert.Equal(total / 20, history[epoch].Loss, 1e-6);
        }
    }

    [Fact]
    public void Validation_images_have_their_targets()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var model = new SmallColorizer();
        var examples = Colors(40);

        var best = Train(model, examples, epochs: 5, validation: 8).Epochs.Min(epoch => epoch.Validation!.Value);

        model.eval();
        var (images, targets) = (examples.Images.narrow(0, 32, 8), examples.Targets!.narrow(0, 32, 8));
        Assert.Equal(best, nn.functional.mse_loss(model.Translate(images), targets).ToDouble(), 1e-6);
    }

    [Fact]
    public void Targets_of_another_shape_are_one_error()
    {
        using var scope = NewDisposeScope();
        using var model = new SmallColorizer();
        var examples = Colors(20);

        Assert.Equal(
            "SmallColorizer.Translate returns [16, 3, 6, 6], but the targets are [16, 1, 6, 6]. Pass targets of the output's shape.",
            Assert.Throws<ShapeException>(() => Train(model, examples with { Targets = examples.Images })).Message);
        Assert.Equal(
            "SmallColorizer.Translate: image is [batch, 1, 6, 6], but got [16, 3, 6, 6].",
            Assert.Throws<ShapeException>(() => Train(model, examples with { Images = examples.Targets! })).Message);
    }

    [Fact]
    public void Missing_targets_and_those_of_other_numbers_or_types_are_errors()
    {
        using var scope = NewDisposeScope();
        using var model = new SmallColorizer();
        var examples = Colors(20);

        Assert.Equal("SmallColorizer needs targets. Write new Examples(images) { Targets = targets }.", Error(examples with { Targets = null }));
        Assert.Equal("SmallColorizer has 20 images but 19 targets. Pass one target for each image.", Error(examples with { Targets = examples.Targets!.narrow(0, 0, 19) }));
        Assert.StartsWith(
            "SmallColorizer.Translate returns Float32, but the targets are Byte. Convert them: targets.to_type(ScalarType.Float32).",
            Error(examples with { Targets = (examples.Targets! * 255).to_type(ScalarType.Byte) }));

        string Error(Examples wrong) => Assert.Throws<ArgumentException>(() => Train(model, wrong)).Message;
    }

    [Fact]
    public void An_objective_without_targets_refuses_them()
    {
        using var scope = NewDisposeScope();
        using var model = new SmallAutoencoder();
        var examples = new Examples(rand(4, 6)) { Targets = rand(4, 6) };

        var error = Assert.Throws<ArgumentException>(() => Trainer.Train(model, new ReconstructionObjective(Loss.MeanSquaredError), examples, new TrainingOptions()));

        Assert.Equal(
            "ReconstructionObjective compares the output of SmallAutoencoder with the images and takes no targets. Remove them, or use an objective that takes them, such as TranslationObjective.",
            error.Message);
    }

    [Fact]
    public void A_model_of_another_family_is_refused()
    {
        using var scope = NewDisposeScope();
        using var model = new SmallAutoencoder();
        var examples = new Examples(rand(4, 6)) { Targets = rand(4, 6) };

        Assert.StartsWith(
            "SmallAutoencoder does not implement IImageTranslator.",
            Assert.Throws<ArgumentException>(() => Trainer.Train(model, new TranslationObjective(Loss.MeanSquaredError), examples, new TrainingOptions())).Message);
    }
}
