using ModelDsl.Architectures;
using ModelDsl.Generator.Tests.Infrastructure;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Generator.Tests;

/// <summary>Runs the generated models of this project.</summary>
[Collection(TensorCollection.Name)]
public class GeneratedModelTests
{
    /// <summary>The names of the weights in a PyTorch class with two nn.Sequential of these layers.</summary>
    [Fact]
    public void Weights_have_the_names_of_nn_Sequential()
    {
        using var model = new ConvAutoencoder();
        Assert.Equal(
            ["Decode.0.bias", "Decode.0.weight", "Decode.3.bias", "Decode.3.weight", "Decode.5.bias", "Decode.5.weight",
             "Encode.0.bias", "Encode.0.weight", "Encode.2.bias", "Encode.2.weight", "Encode.5.bias", "Encode.5.weight"],
            model.state_dict().Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1), InlineData(16)]
    public void The_summary_counts_all_weights(int latent)
    {
        using var conv = new ConvAutoencoder(latent);
        using var dense = new DenseAutoencoder(latent);
        Assert.Equal(conv.parameters().Sum(weights => weights.numel()), conv.Summary.Parameters);
        Assert.Equal(dense.parameters().Sum(weights => weights.numel()), dense.Summary.Parameters);
    }

    [Theory]
    [InlineData(0), InlineData(3)]
    public void Tensors_have_the_shapes_of_the_summary(int batch)
    {
        using var scope = NewDisposeScope();
        using var model = new ConvAutoencoder(latent: 5);
        var image = rand([batch, .. model.InputShape]);
        var code = model.Encode(image);
        Assert.Equal([batch, 5], code.shape);
        Assert.Equal([batch, .. model.Summary.Layers.Last().Output], model.Decode(code).shape);
        Assert.Equal([batch, 1, 28, 28], model.forward(image).shape);
        Assert.Equal([5L], model.Summary.Layers.Single(layer => layer.Name == "Encode.5").Output);
    }

    [Fact]
    public void The_error_of_another_shape_names_the_parameter()
    {
        using var model = new ConvAutoencoder();
        using var image = rand(3, 28, 28);
        Assert.Equal("ConvAutoencoder.Encode: image is [batch, 1, 28, 28], but got [3, 28, 28].",
            Assert.Throws<ShapeException>(() => model.Encode(image)).Message);
    }

    [Theory]
    [InlineData(0), InlineData(-1)]
    public void A_size_below_one_is_refused_by_name(int latent) =>
        Assert.Equal("latent", Assert.Throws<ArgumentOutOfRangeException>(() => new ConvAutoencoder(latent)).ParamName);

    [Fact]
    public void Sizes_whose_product_leaves_64_bits_are_refused() => Assert.Throws<OverflowException>(() => new Cube(side: 1 << 22));

    [Theory]
    [InlineData(true), InlineData(false)]
    public void A_pass_leaves_no_tensor_behind(bool withGradients)
    {
        using var gradients = set_grad_enabled(withGradients);
        using var model = new ConvAutoencoder();
        using var image = rand(2, 1, 28, 28);
        TensorCollection.AssertNoneIsLeft(Pass);

        void Pass()
        {
            using var code = model.Encode(image);
            using var output = model.Decode(code);
        }
    }

    /// <summary>Compares with the same weights and no layer in place: outputs and gradients agree bit for bit, and the input is unchanged.</summary>
    /// <remarks>In double precision, for which libtorch does not use oneDNN.</remarks>
    [Fact]
    public void Layers_compute_the_same_in_place_and_out_of_place()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var model = new Mixed(dtype: ScalarType.Float64);
        var image = randn(4, 1, 8, 8, dtype: ScalarType.Float64, requires_grad: true);
        var copy = image.detach().clone();

        var output = model.Run(image);
        var gradients = Gradients(output, image);
        Assert.Equal(Values(copy), Values(image));

        var again = copy.requires_grad_(true);
        var expected = RunByHand(model, again);
        Assert.Equal(Values(expected), Values(output));
        Assert.Equal(Gradients(expected, again), gradients);

        List<double[]> Gradients(Tensor output, Tensor image) =>
            [.. autograd.grad([output.square().sum()], [.. model.parameters(), image]).Select(Values)];

        static Tensor RunByHand(Mixed model, Tensor image)
        {
            var weights = model.state_dict();
            var x = nn.functional.relu(image);
            x = nn.functional.conv2d(x, weights["Run.1.weight"], weights["Run.1.bias"], padding: [1, 1]);
            x = nn.functional.relu(x);
            x = nn.functional.leaky_relu(nn.functional.relu(x), 0.1);
            x = nn.functional.linear(x.flatten(1), weights["Run.6.weight"], weights["Run.6.bias"]);
            return tanh(sigmoid(nn.functional.leaky_relu(x, 0.2)));
        }
    }

    private static double[] Values(Tensor tensor)
    {
        using var detached = tensor.detach();
        using var values = detached.data<double>();
        return values.ToArray();
    }

    [Fact]
    public void The_catalogue_creates_the_models_with_their_sizes()
    {
        var catalogue = (ModelCatalogueAttribute)typeof(ConvAutoencoder).Assembly.GetCustomAttributes(typeof(ModelCatalogueAttribute), false).Single();
        var models = (IReadOnlyList<ModelEntry>)catalogue.Catalogue.GetProperty("Models")!.GetValue(null)!;
        var entry = models.Single(model => model.Name == nameof(ConvAutoencoder));
        Assert.Equal([new ModelSize("Latent", 16)], entry.Sizes);
        Assert.Matches("^[0-9a-f]{64}$", entry.SourceHash);
        Assert.Equal(Loss.MeanSquaredError, Assert.IsType<ReconstructionAttribute>(entry.Objective).Loss);
        using var model = Assert.IsType<ConvAutoencoder>(entry.Create([7]));
        Assert.Equal(7, model.Latent);
    }
}

/// <summary>Activations after every kind of layer that they may follow.</summary>
[Model]
internal partial class Mixed
{
    [ReLU, Conv2d(3, 3, Padding = 1), ReLU, ReLU, LeakyReLU(NegativeSlope = 0.1)]
    [Flatten, Linear(10), LeakyReLU(NegativeSlope = 0.2), Sigmoid, Tanh]
    public partial Tensor Run([Shape(1, 8, 8)] Tensor image);
}

/// <summary>As many features as the cube has elements.</summary>
[Model]
internal partial class Cube
{
    [Size(2)] public partial int Side { get; }

    [Linear("Side*Side*Side")]
    public partial Tensor Run([Shape(1)] Tensor image);
}
