namespace ModelDsl.Architectures.Tests;

public sealed class SummaryTests
{
    [Fact]
    public void A_summary_is_a_table_for_the_models_sizes()
    {
        using var model = new DenseAutoencoder(latent: 8);

        var lines = model.Summary.ToString().Split('\n');

        Assert.Equal("Layer              Kind      Output   Parameters   Multiply-adds", lines[0]);
        Assert.Equal("Encode.0           Linear    [256]       200,960         200,704", lines[2]);
        Assert.Equal("Encode.6           Linear    [8]             264             256", lines[8]);
        Assert.Equal("DenseAutoencoder                         440,280         438,784", lines[^2]);
        Assert.Equal("32-bit values: weights 1.76 MB, outputs 0.01 MB for one image.", lines[^1]);
    }

    [Fact]
    public void The_multiply_adds_of_a_transposed_convolution_depend_on_its_input()
    {
        using var model = new ConvAutoencoder();

        // 7 × 7 positions, 64 channels in, 32 out, a 3 × 3 kernel at each.
        Assert.Equal(7 * 7 * 64 * 32 * 9, model.Summary.Layers.Single(layer => layer.Name == "Decode.3").MultiplyAdds);
    }

    [Fact]
    public void Modules_that_cannot_be_counted_are_named()
    {
        var summary = new ModelSummary("Net", [new("Run.0", "Linear", [8], 72, 64), new("Run.1", "Module", [8], 0, 0)]);

        Assert.EndsWith("\nExcludes the parameters and multiply-adds of modules of your own: Run.1.", summary.ToString(), StringComparison.Ordinal);
    }
}
