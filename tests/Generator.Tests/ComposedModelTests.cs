using ModelDsl.Generator.Tests.Infrastructure;
using ModelDsl.Generator.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Generator.Tests;

/// <summary>Runs blocks, distributions, skip connections, tied weights and submodels.</summary>
[Collection(TensorCollection.Name)]
public class ComposedModelTests
{
    /// <summary>The golden list of the names in weights files. <c>MODELDSL_ACCEPT_SNAPSHOTS=1</c> accepts a new list.</summary>
    [Fact]
    public void Weights_have_the_accepted_names()
    {
        using var vae = new Vae();
        using var avae = new Avae();
        using var residual = new ResidualNet();
        using var tied = new TiedAutoencoder();
        using var composed = new Composed();
        using var branched = new Branched();
        var names = new nn.Module[] { vae, avae, residual, tied, composed, branched }
            .SelectMany(model => model.state_dict().Keys.Select(key => $"{model.GetName()} {key}"))
            .Order(StringComparer.Ordinal)
            .ToList();
        var path = Repository.PathOf("tests", "Generator.Tests", "Snapshots", "WeightNames.verified.txt");
        if (Environment.GetEnvironmentVariable("MODELDSL_ACCEPT_SNAPSHOTS") == "1")
            File.WriteAllLines(path, names);
        Assert.Equal(File.ReadAllLines(path), names);
    }

    [Theory]
    [InlineData(8), InlineData(32)]
    public void A_residual_net_computes_what_its_layers_do(int width)
    {
        using var scope = NewDisposeScope();
        using var model = new ResidualNet(width);
        model.eval();
        using var without = no_grad();
        var weights = model.state_dict();
        var image = randn(2, 1, 28, 28);

        var start = nn.functional.relu(Convolve(image, 0, [2, 2], [1, 1]));
        var x = start;
        foreach (var layer in new[] { 2, 6 })
            x += nn.functional.relu(Convolve(x, layer, [1, 1], [1, 1]) / Math.Sqrt(1 + 1e-5));
        x = cat([nn.functional.relu(Convolve(x, 10, [1, 1], [0, 0])), start], 1);
        x = nn.functional.linear(x.mean([2, 3]), weights["Classify.16.weight"], weights["Classify.16.bias"]);
        var expected = nn.functional.log_softmax(x, 1);
        Assert.True(expected.allclose(model.forward(image), 1e-4, 1e-5));

        Tensor Convolve(Tensor input, int layer, long[] stride, long[] padding) =>
            nn.functional.conv2d(input, weights[$"Classify.{layer}.weight"], weights[$"Classify.{layer}.bias"], stride, padding);
    }

    [Fact]
    public void Initialized_weights_have_the_variance_of_their_attribute()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var model = new ResidualNet(32);
        var weights = model.state_dict();
        Assert.InRange(weights["Classify.2.weight"].var().ToDouble(), 0.9 * 2 / (32 * 9), 1.1 * 2 / (32 * 9));
        Assert.Equal(0, weights["Classify.2.bias"].abs().max().ToDouble());
    }

    [Theory]
    [InlineData(12)]
    public void A_size_that_is_not_allowed_is_refused_by_name(int width)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new ResidualNet(width));
        Assert.Equal("width", error.ParamName);
        Assert.StartsWith("Must be one of 8, 16, 32.", error.Message);
    }

    [Fact]
    public void Tied_layers_use_the_weights_of_the_encoder()
    {
        using var scope = NewDisposeScope();
        using var model = new TiedAutoencoder();
        var weights = model.state_dict();
        var code = randn(2, 32);
        var x = nn.functional.relu(code.matmul(weights["Encode.3.weight"]) + weights["Decode.0.bias"]).reshape(2, 8, 14, 14);
        x = nn.functional.conv_transpose2d(x, weights["Encode.0.weight"], weights["Decode.3.bias"], [2, 2], [1, 1], [1, 1]);
        Assert.True(sigmoid(x).allclose(model.Decode(code), 1e-5, 1e-6));

        // The gradient of the decoder reaches the encoder's weights.
        var gradients = autograd.grad([model.Decode(code).sum()], [(Tensor)model.parameters().First()]);
        Assert.True(gradients[0].abs().sum().ToDouble() > 0);
    }

    [Theory]
    [InlineData(1), InlineData(3)]
    public void The_shapes_of_composed_models_are_those_of_their_summaries(int latent)
    {
        using var scope = NewDisposeScope();
        using var composed = new Composed(latent);
        using var avae = new Avae(latent: latent, noise: 4);
        Assert.Equal(latent, composed.Body.Latent);
        Assert.Equal([2, 3], composed.Run(randn(2, latent)).shape);
        Assert.Equal([2, 2], composed.Score(randn(2, latent)).shape);
        Assert.Equal(composed.parameters().Sum(weights => weights.numel()) - 42, composed.Summary.Parameters);

        using var code = avae.Encode(rand(2, 784), randn(2, 4));
        Assert.Equal([2, latent], code.Mean.shape);
        Assert.Equal([2, 784], avae.Decode(code.Sample()).shape);
        Assert.Equal([2, 1], avae.Discriminate(rand(2, 784), code.Mean).shape);
        Assert.Equal(avae.parameters().Sum(weights => weights.numel()), avae.Summary.Parameters);
    }

    [Fact]
    public void A_hand_written_stage_that_returns_another_shape_throws_with_its_name()
    {
        using var model = new Liar();
        using var image = randn(2, 4);
        Assert.Equal("Liar.Run.0: the result is [batch, 4], but got [2, 3].", Assert.Throws<ShapeException>(() => model.Run(image)).Message);
    }

    /// <summary>By hand, for two dimensions.</summary>
    [Fact]
    public void A_distribution_has_the_divergence_and_the_density_of_its_formulas()
    {
        using var scope = NewDisposeScope();
        using var gaussian = new Gaussian(tensor(new[] { 1.0, -2.0 }).reshape(1, 2), tensor(new[] { 0.0, Math.Log(4) }).reshape(1, 2));
        Assert.Equal(0.5 * (1 + 1 - 1 - 0) + 0.5 * (4 + 4 - 1 - Math.Log(4)), gaussian.KullbackLeibler().ToDouble(), 12);
        var expected = -0.5 * (Math.Log(2 * Math.PI) + 0 + 1) - 0.5 * (Math.Log(2 * Math.PI) + Math.Log(4) + 4.0 / 4);
        Assert.Equal(expected, gaussian.LogDensity(zeros(1, 2, dtype: ScalarType.Float64)).ToDouble(), 12);
    }

    [Fact]
    public void Draws_have_the_mean_and_the_variance_of_their_distribution()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var gaussian = new Gaussian(full(100_000, 1, 3.0), full(100_000, 1, Math.Log(4)));
        var draws = gaussian.Sample();
        Assert.InRange(draws.mean().ToDouble(), 2.97, 3.03);
        Assert.InRange(draws.var().ToDouble(), 3.9, 4.1);
    }

    [Fact]
    public void A_pass_leaves_no_tensor_behind()
    {
        using var composed = new Composed();
        using var avae = new Avae();
        using var tied = new TiedAutoencoder();
        using var code = randn(2, 5);
        using var image = rand(2, 784);
        using var noise = randn(2, 10);
        using var picture = rand(2, 1, 28, 28);
        TensorCollection.AssertNoneIsLeft(Pass);

        void Pass()
        {
            composed.Score(code).Dispose();
            tied.forward(picture).Dispose();
            using var distribution = avae.Encode(image, noise);
            using var sample = distribution.Sample();
            distribution.KullbackLeibler().Dispose();
            avae.Discriminate(image, sample).Dispose();
        }
    }

    /// <summary>Runs every kind of layer, and compares output shapes and numbers of parameters with the summary.</summary>
    [Fact]
    public void Every_layer_runs()
    {
        using var scope = NewDisposeScope();
        using var images = new EveryImageLayer();
        using var signals = new EverySignalLayer();
        using var volumes = new EveryVolumeLayer();
        using var sequences = new EverySequenceLayer();
        foreach (var isTraining in new[] { true, false })
        {
            images.train(isTraining);
            signals.train(isTraining);
            sequences.train(isTraining);
            Assert.Equal([2, .. images.Summary.Layers[^1].Output], images.Run(rand(2, 4, 8, 8)).shape);
            Assert.Equal([2, .. signals.Summary.Layers[^1].Output], signals.Run(rand(2, 3, 16)).shape);
            Assert.Equal([2, .. volumes.Summary.Layers[^1].Output], volumes.Run(rand([2, 1, 6, 6, 6])).shape);
            Assert.Equal([2, .. sequences.Summary.Layers[^1].Output], sequences.Run(randint(20, [2, 7])).shape);
        }

        Assert.Equal(images.parameters().Sum(weights => weights.numel()), images.Summary.Parameters);
        Assert.Equal(signals.parameters().Sum(weights => weights.numel()), signals.Summary.Parameters);
        Assert.Equal(volumes.parameters().Sum(weights => weights.numel()), volumes.Summary.Parameters);
        Assert.Equal(sequences.parameters().Sum(weights => weights.numel()), sequences.Summary.Parameters);
        var kinds = images.Summary.Layers.Concat(signals.Summary.Layers).Concat(volumes.Summary.Layers).Concat(sequences.Summary.Layers).Select(layer => layer.Kind);
        string[] elsewhere = ["Gaussian", "Tied", "Call", "Use", "Module"];
        Assert.Equal([], Shapes.LayerCatalogue.Kinds.Select(kind => kind.Name).Except(kinds).Except(elsewhere));
    }
}

/// <summary>A hand-written stage whose output differs from its declared shape.</summary>
[Model]
internal partial class Liar
{
    [Call(nameof(Cut))]
    public partial Tensor Run([Shape(4)] Tensor image);

    [return: Shape(4)]
    public Tensor Cut([Shape(4)] Tensor image) => image.narrow(1, 0, 3);
}
