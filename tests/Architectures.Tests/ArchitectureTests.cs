using ModelDsl.Data;
using ModelDsl.Evaluation;
using ModelDsl.Training;
using ModelDsl.Weights;
using TorchSharp;
using Catalogue = ModelDsl.Generated._ModelDsl_Architectures.ModelCatalogue;
using static TorchSharp.torch;

namespace ModelDsl.Architectures.Tests;

/// <summary>Trains, saves and loads every declared architecture.</summary>
public sealed class ArchitectureTests
{
    private static readonly IReadOnlyList<ModelEntry> s_entries = Catalogue.Models;

    public static TheoryData<string> Names => [.. s_entries.Select(entry => entry.Name)];

    private static ModelEntry Entry(string name) => s_entries.Single(entry => entry.Name == name);

    private static nn.Module Create(ModelEntry entry, int seed) => SeededModel.Make(entry, [.. entry.Sizes.Select(size => size.Default)], seed, device("cpu"));

    private static Examples Batch(nn.Module model, int count)
    {
        using var generator = new Generator(7);
        return new Examples(rand([count, .. ((IModel)model).InputShape], generator: generator), eye(10).index_select(0, arange(count) % 10));
    }

    private static byte[] Reconstruct(nn.Module model, ModelEntry entry, Examples batch)
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        model.eval();
        manual_seed(3);
        return new ImageModel(model, entry.Objective!.Create()!).Reconstruct(batch).contiguous().bytes.ToArray();
    }

    [Theory, MemberData(nameof(Names))]
    public void It_trains_a_step_and_a_saved_copy_returns_the_same_bits(string name)
    {
        set_num_threads(1);
        using var scope = NewDisposeScope();
        var entry = Entry(name);
        using var model = Create(entry, seed: 1);
        using var other = Create(entry, seed: 2);
        var batch = Batch(model, 16);
        var before = Reconstruct(model, entry, batch);

        var epoch = Assert.Single(Trainer.Train(model, entry.Objective!.Create()!, batch, new TrainingOptions { Epochs = 1, BatchSize = 16 }));
        var after = Reconstruct(model, entry, batch);
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            Checkpoint.Save(model, path);
            Assert.NotEqual(after, Reconstruct(other, entry, batch));
            Checkpoint.Load(other, path);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.True(double.IsFinite(epoch.Loss));
        Assert.All(epoch.Metrics.Values, value => Assert.True(double.IsFinite(value)));
        Assert.NotEqual(before, after);
        Assert.Equal(after, Reconstruct(other, entry, batch));
    }

    [Theory, MemberData(nameof(Names))]
    public void Reconstructions_are_pixels(string name)
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        var entry = Entry(name);
        using var model = Create(entry, seed: 1);
        var batch = Batch(model, 4);

        model.eval();
        var output = new ImageModel(model, entry.Objective!.Create()!).Reconstruct(batch);

        Assert.Equal(batch.Images.shape, output.shape);
        // The mean of normal pixels is unbounded; with initial weights it is near 0.
        Assert.InRange(output.min().ToDouble(), name == "ConvGaussianVae" ? -0.5 : 0, 1);
        Assert.InRange(output.max().ToDouble(), 0, 1);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_weight_that_is_not_a_number_is_a_coded_error(string name)
    {
        using var scope = NewDisposeScope();
        var entry = Entry(name);
        using var model = Create(entry, seed: 1);
        var batch = Batch(model, 8);
        using (no_grad())
            model.parameters().First().fill_(double.NaN);

        var error = Assert.Throws<DivergenceException>(() => Trainer.Train(model, entry.Objective!.Create()!, batch, new TrainingOptions { Epochs = 1, BatchSize = 8 }));

        Assert.Equal(ErrorCodes.Divergence, error.Code);
    }

    [Theory, MemberData(nameof(Names))]
    public void The_summary_counts_all_weights(string name)
    {
        using var model = Create(Entry(name), seed: 1);

        Assert.Equal(model.parameters().Sum(weight => weight.NumberOfElements), ((IModel)model).Summary.Parameters);
    }

    [Theory, MemberData(nameof(Names))]
    public void It_takes_the_images_of_a_data_set(string name)
    {
        using var model = Create(Entry(name), seed: 1);

        Assert.Contains(Datasets.Known, dataset => ModelInput.Accepts((IModel)model, dataset.ImageShape));
    }
}
