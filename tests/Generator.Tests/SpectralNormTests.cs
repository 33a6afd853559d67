using ModelDsl.Generator.Tests.Infrastructure;
using ModelDsl.Layers;
using ModelDsl.Weights;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Generator.Tests;

/// <summary>Spectral normalization, compared with PyTorch 1.13's <c>torch.nn.utils.parametrizations.spectral_norm</c>.</summary>
[Collection(TensorCollection.Name)]
public class SpectralNormTests
{
    private static readonly Dictionary<string, (Func<nn.Module> Make, long[] Input)> s_layers = new()
    {
        ["linear"] = (() => nn.Linear(4, 3), [2, 4]),
        ["conv1d"] = (() => nn.Conv1d(2, 3, 3, padding: 1, stride: 2), [2, 2, 7]),
        ["conv2d"] = (() => nn.Conv2d(4, 6, (3, 2), padding: (1, 0), groups: 2), [2, 4, 5, 6]),
        ["same"] = (() => nn.Conv2d(2, 3, (3, 2), Padding.Same, dilation: (1, 3)), [2, 2, 5, 6]),
        ["reflect"] = (() => nn.Conv2d(2, 3, (3, 3), padding: (1, 2), padding_mode: PaddingModes.Reflect), [2, 2, 5, 6]),
        ["conv3d"] = (() => nn.Conv3d(2, 3, 2), [2, 2, 3, 4, 3]),
        ["transposed 1d"] = (() => nn.ConvTranspose1d(3, 2, 4, stride: 2, padding: 1), [2, 3, 5]),
        ["transposed 2d"] = (() => nn.ConvTranspose2d(4, 6, (3, 3), stride: (2, 3), padding: (1, 1), output_padding: (1, 2), groups: 2), [2, 4, 3, 2]),
        ["transposed 3d"] = (() => nn.ConvTranspose3d(3, 2, 2, stride: 2, bias: false), [1, 3, 2, 3, 2]),
    };

    /// <summary>Two passes in training, their gradients, and one in evaluation, as weighted sums.</summary>
    [Theory]
    [InlineData("linear", new[] { -0.691467885045048, -0.6879245339260283, -0.6879245339260283, -0.10134026354783887, 0.8296936829273227, 1.7601963212445226, 7.22851678389736 })]
    [InlineData("conv1d", new[] { -0.5679185859968615, -0.5525893645877765, -0.5525893645877765, -0.6996024287196816, 1.2835867914274983, -8.38692424479809, 9.948209148577922 })]
    [InlineData("conv2d", new[] { -4.602549421572036, -4.588853623197491, -4.588853623197491, -0.10536047832882475, -0.21494405117299853, 51.82019095435588, 15.620660609037458 })]
    [InlineData("same", new[] { -2.9365306003455305, -2.9266580224584873, -2.9266580224584873, -0.6631795176939179, -0.21281534966484594, 22.64583951079635, -2.6493584815909452 })]
    [InlineData("reflect", new[] { -11.529555075536596, -11.529550873406968, -11.529550873406968, 0.9814300768118449, 0.27034085749264514, 239.58507657445097, -11.701404773783597 })]
    [InlineData("conv3d", new[] { -28.144707223560527, -27.777928016411025, -27.777928016411025, -0.5538429292530785, 0.009980835611542227, -188.50755367622614, 1.961765509904092 })]
    [InlineData("transposed 1d", new[] { 0.005544325959095042, 0.005416995257117474, 0.005416995257117474, -0.6200709215793844, 0.8849016573964485, 4.759709878246873, 4.971036954600481 })]
    [InlineData("transposed 2d", new[] { 0.03671709581647359, 0.03671706376419853, 0.03671706376419853, 0.9813531301096039, 0.2993588756525592, -0.43342976672729394, -0.400145349918156 })]
    [InlineData("transposed 3d", new[] { -1.0334169130451754, -0.9286232428446226, -0.9286232428446226, 0.5797670142113104, -0.29541463351717057, 4.777496639992494, 7.018518522291526 })]
    public void A_layer_computes_what_PyTorch_does(string kind, double[] expected)
    {
        using var scope = NewDisposeScope();
        var (made, shape) = s_layers[kind];
        var layer = Wrapped(made());
        layer.to(ScalarType.Float64);
        Fill(layer);

        var input = Pattern(shape, 2).requires_grad_(true);
        layer.train();
        var (first, second) = (layer.call(input), layer.call(input));
        (first.square().sum() + second.pow(3).sum()).backward();
        layer.eval();
        var third = layer.call(input);

        var vectors = layer.state_dict();
        Tensor[] actual = [first, second, third, vectors["parametrizations.weight.0._u"], vectors["parametrizations.weight.0._v"], layer.Weight.grad!, input.grad!];
        Assert.Equal(expected, actual.Select(WeightedSum), (left, right) => Math.Abs(left - right) < 1e-9 * Math.Max(1, Math.Abs(left)));
    }

    [Fact]
    public void The_tensors_have_PyTorchs_names()
    {
        using var model = new Normed();
        Assert.Equal(
            ["Score.0.bias", "Score.0.parametrizations.weight.0._u", "Score.0.parametrizations.weight.0._v", "Score.0.parametrizations.weight.original",
             "Score.3.parametrizations.weight.0._u", "Score.3.parametrizations.weight.0._v", "Score.3.parametrizations.weight.original"],
            model.state_dict().Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["Score.0.bias", "Score.0.parametrizations.weight.original", "Score.3.parametrizations.weight.original"],
            model.named_parameters().Select(parameter => parameter.name).Order(StringComparer.Ordinal));
    }

    /// <summary>The vectors are estimated when the weight is drawn, so that evaluation before training is right too.</summary>
    [Fact]
    public void A_new_layer_has_a_largest_singular_value_of_one()
    {
        using var scope = NewDisposeScope();
        using var without = no_grad();
        manual_seed(1);
        var model = new Normed();
        model.eval();
        var weights = model.state_dict();
        var matrix = weights["Score.3.parametrizations.weight.original"];
        Assert.InRange(matrix.std().ToDouble(), 0.015, 0.025);
        var hidden = model.Score(rand(2, 1, 4, 4));
        var largest = linalg.svdvals(matrix).max().ToDouble();
        var (u, v) = (weights["Score.3.parametrizations.weight.0._u"], weights["Score.3.parametrizations.weight.0._v"]);
        Assert.InRange(u.dot(matrix.mv(v)).ToDouble() / largest, 0.9, 1.0001);
        Assert.Equal([2, 5], hidden.shape);
    }

    [Fact]
    public void A_file_has_the_vectors()
    {
        using var scope = NewDisposeScope();
        using var without = no_grad();
        var (saved, loaded) = (new Normed(), new Normed());
        var image = rand(2, 1, 4, 4);
        saved.train();
        _ = saved.Score(image);
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.safetensors");
        try
        {
            Checkpoint.Save(saved, path);
            Checkpoint.Load(loaded, path);
        }
        finally
        {
            File.Delete(path);
        }

        saved.eval();
        loaded.eval();
        Assert.True(saved.Score(image).allclose(loaded.Score(image), 0, 0));
    }

    [Fact]
    public void A_pass_leaves_no_tensor_behind()
    {
        using var model = new Normed();
        using var image = rand(2, 1, 4, 4);
        TensorCollection.AssertNoneIsLeft(() => model.Score(image).Dispose());
    }

    private static SpectralNorm Wrapped(nn.Module layer) => layer is Linear linear ? new(linear) : new((Convolution)layer);

    private static void Fill(SpectralNorm layer)
    {
        using var without = no_grad();
        foreach (var (name, tensor) in layer.state_dict())
        {
            var scale = name == "bias" ? 0.1 : 1;
            var values = Pattern(tensor.shape, scale);
            tensor.copy_(name.Contains("._") ? nn.functional.normalize(values + 0.5, dim: 0) : values);
        }
    }

    private static Tensor Pattern(long[] shape, double scale) => (Numbers(shape) * 0.7 + 0.3).sin().reshape(shape) * scale;

    private static double WeightedSum(Tensor tensor) => (tensor * (Numbers(tensor.shape) * 1.1).sin().reshape(tensor.shape)).sum().ToDouble();

    private static Tensor Numbers(long[] shape) => arange(shape.Aggregate(1L, (product, length) => product * length), dtype: ScalarType.Float64);
}

/// <summary>A discriminator with spectral normalization.</summary>
[Model, Initialize(Initializer.Normal)]
internal partial class Normed
{
    [Conv2d(3, 3, SpectralNorm = true), LeakyReLU, Flatten, Linear(5, Bias = false, SpectralNorm = true)]
    public partial Tensor Score([Shape(1, 4, 4)] Tensor image);
}
