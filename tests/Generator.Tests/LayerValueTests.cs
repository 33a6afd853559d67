using ModelDsl.Generator.Tests.Infrastructure;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Generator.Tests;

/// <summary>Compares outputs, gradients and the names of weights of layers with their definitions.</summary>
[Collection(TensorCollection.Name)]
public class LayerValueTests
{
    private static readonly ScalarType s_double = ScalarType.Float64;

    [Fact]
    public void A_permutation_and_its_gradient_move_elements()
    {
        using var scope = NewDisposeScope();
        var model = new Movements(dtype: s_double);
        var input = arange(2 * 2 * 3 * 4, dtype: s_double).reshape(2, 2, 3, 4).requires_grad_(true);
        var output = model.Permute(input);
        Assert.Equal(Values(input.permute(0, 3, 1, 2)), Values(output));
        var factor = rand_like(output);
        Assert.Equal(Values(factor.permute(0, 2, 3, 1)), Values(autograd.grad([(output * factor).sum()], [input])[0]));
    }

    /// <summary>With one row too many, the last one is lost; the gradient of what is cut off is zero.</summary>
    [Fact]
    public void A_crop_keeps_the_center()
    {
        using var scope = NewDisposeScope();
        var model = new Movements(dtype: s_double);
        var image = rand([2, 3, 7, 6], dtype: s_double, requires_grad: true);
        var cropped = model.Crop(image);
        Assert.Equal(Values(image.narrow(2, 1, 4).narrow(3, 1, 4)), Values(cropped));
        var gradient = autograd.grad([cropped.sum()], [image])[0];
        Assert.Equal(2 * 3 * 4 * 4, gradient.sum().ToDouble());
        Assert.Equal(0, gradient.narrow(2, 5, 2).abs().sum().ToDouble());

        var volume = rand([2, 1, 5, 4, 3], dtype: s_double);
        Assert.Equal(Values(volume.narrow(2, 1, 2).narrow(4, 1, 1)), Values(model.CropVolume(volume)));
        var signal = rand([2, 3, 187], dtype: s_double);
        Assert.Equal(Values(signal.narrow(2, 1, 184)), Values(model.CropSignal(signal)));
    }

    [Fact]
    public void A_layer_on_the_last_axis_applies_to_each_row()
    {
        using var scope = NewDisposeScope();
        var model = new Movements(dtype: s_double);
        var input = rand([2, 5, 3, 4], dtype: s_double, requires_grad: true);
        var (weight, bias) = (model.state_dict()["LastAxis.0.weight"], model.state_dict()["LastAxis.0.bias"]);
        Assert.Equal([6, 4], weight.shape);
        AssertClose(input.matmul(weight.t()) + bias, model.LastAxis(input));
        AssertClose(weight.sum([0L]).expand_as(input), autograd.grad([model.LastAxis(input).sum()], [input])[0]);
    }

    [Fact]
    public void An_embedding_returns_the_row_of_each_integer()
    {
        using var scope = NewDisposeScope();
        var model = new Movements(dtype: s_double);
        var words = tensor(new long[] { 3, 0, 3, 9, 1, 1 }).reshape(2, 3);
        var weight = model.parameters().Single(parameter => parameter.shape is [10, 4]);
        Assert.Equal(Values(weight.index_select(0, words.flatten())), Values(model.Embed(words)));
        var gradient = autograd.grad([model.Embed(words).sum()], [(Tensor)weight])[0];
        Assert.Equal([1, 2, 0, 2, 0, 0, 0, 0, 0, 1], Values(gradient.narrow(1, 0, 1)));
    }

    /// <summary>A log-variance outside the bounds is set to the nearest one, and has no gradient.</summary>
    [Fact]
    public void The_log_variance_stays_within_its_bounds()
    {
        using var scope = NewDisposeScope();
        var model = new Movements(dtype: s_double);
        var weights = model.state_dict();
        using (no_grad())
        {
            weights["Bounded.0.log_variance.weight"].zero_();
            weights["Bounded.0.log_variance.bias"].copy_(tensor(new[] { -12.0, 1.0, 5.0 }));
            weights["BoundedBelow.0.log_variance.weight"].zero_();
            weights["BoundedBelow.0.log_variance.bias"].copy_(tensor(new[] { -12.0, 1.0, 50.0 }));
        }

        using var code = model.Bounded(rand([2, 4], dtype: s_double));
        Assert.Equal([-10, 1, 2.5, -10, 1, 2.5], Values(code.LogVariance));
        var bias = model.named_parameters().Single(parameter => parameter.name == "Bounded.0.log_variance.bias").parameter;
        Assert.Equal([0, 2, 0], Values(autograd.grad([code.LogVariance.sum()], [(Tensor)bias])[0]));
        using var low = model.BoundedBelow(rand([2, 4], dtype: s_double));
        Assert.Equal([-1, 1, 50, -1, 1, 50], Values(low.LogVariance));
    }

    /// <summary>The output padding that PyTorch computes from output_size: the difference to the smallest output.</summary>
    [Fact]
    public void An_output_size_chooses_the_output_padding()
    {
        using var scope = NewDisposeScope();
        var model = new Sizes(dtype: s_double);
        var weights = model.state_dict();
        var image = rand([2, 3, 7, 7], dtype: s_double);
        var expected = nn.functional.conv_transpose2d(image, weights["Image.0.weight"], weights["Image.0.bias"], [2, 3], [1, 1], [1, 0]);
        Assert.Equal([2, 2, 14, 19], model.Image(image).shape);
        AssertClose(expected, model.Image(image));

        var signal = rand([2, 3, 47], dtype: s_double);
        AssertClose(
            nn.functional.conv_transpose1d(signal, weights["Signal.0.weight"], weights["Signal.0.bias"], 4, 0, 3),
            model.Signal(signal));
        var volume = rand([2, 3, 2, 2, 2], dtype: s_double);
        AssertClose(
            nn.functional.conv_transpose3d(volume, weights["Volume.0.weight"], weights["Volume.0.bias"], [2, 2, 2], [1, 1, 1], [1, 1, 1]),
            model.Volume(volume));
    }

    /// <summary>⟨A x, y⟩ = ⟨x, Aᵀ y⟩ for a convolution A without bias, with groups and any padding.</summary>
    [Fact]
    public void A_tied_layer_is_the_transpose_of_its_source()
    {
        using var scope = NewDisposeScope();
        var model = new TiedGroups(dtype: s_double);
        AssertTransposed(rand([2, 4, 9, 8], dtype: s_double), model.Grouped, model.GroupedBack);
        AssertTransposed(rand([2, 4, 9, 8], dtype: s_double), model.Same, model.SameBack);
        AssertTransposed(rand([2, 5, 4], dtype: s_double), model.Rows, model.RowsBack);
        Assert.Equal(["Grouped.0.weight", "Rows.0.weight", "Same.0.weight"], model.state_dict().Keys.Order(StringComparer.Ordinal));
        Assert.Equal(model.Summary.Layers[0].MultiplyAdds, model.Summary.Layers[1].MultiplyAdds);
        Assert.Equal(model.parameters().Sum(weights => weights.numel()), model.Summary.Parameters);

        static void AssertTransposed(Tensor x, Func<Tensor, Tensor> apply, Func<Tensor, Tensor> transpose)
        {
            var image = apply(x);
            var y = rand_like(image);
            Assert.Equal((image * y).sum().ToDouble(), (x * transpose(y)).sum().ToDouble(), 9);
        }
    }

    /// <summary>TorchSharp then replaces the parameters.</summary>
    [Fact]
    public void A_model_runs_after_a_conversion()
    {
        using var scope = NewDisposeScope();
        var (tied, normed) = (new Models.TiedAutoencoder(), new Normed());
        tied.to(s_double);
        normed.to(s_double);
        Assert.Equal(s_double, tied.forward(rand([2, 1, 28, 28], dtype: s_double)).dtype);
        Assert.Equal(s_double, normed.Score(rand([2, 1, 4, 4], dtype: s_double)).dtype);
    }

    [Fact]
    public void Upsampling_interpolates_on_every_number_of_axes()
    {
        using var scope = NewDisposeScope();
        var model = new Sizes(dtype: s_double);
        var signal = tensor(new[] { 0.0, 4, 8 }).reshape(1, 1, 3);
        Assert.Equal([0, 1, 3, 5, 7, 8], Values(model.Finer(signal)));
        var volume = rand([1, 1, 2, 2, 2], dtype: s_double);
        Assert.Equal(
            Values(nn.functional.interpolate(volume, scale_factor: [2, 2, 2], mode: InterpolationMode.Trilinear, align_corners: true)),
            Values(model.FinerVolume(volume)));
    }

    [Fact]
    public void Weights_have_PyTorchs_names()
    {
        using var movements = new Movements();
        Assert.Equal(
            [
                "Bounded.0.log_variance.bias", "Bounded.0.log_variance.weight", "Bounded.0.mean.bias", "Bounded.0.mean.weight",
                "BoundedBelow.0.log_variance.bias", "BoundedBelow.0.log_variance.weight", "BoundedBelow.0.mean.bias", "BoundedBelow.0.mean.weight",
                "Embed.0.weight", "LastAxis.0.bias", "LastAxis.0.weight",
            ],
            movements.state_dict().Keys.Order(StringComparer.Ordinal));
    }

    private static double[] Values(Tensor tensor)
    {
        using var values = tensor.detach().contiguous().to(ScalarType.Float64).data<double>();
        return values.ToArray();
    }

    private static void AssertClose(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.True(expected.allclose(actual, 1e-10, 1e-12), "The values differ.");
    }
}

/// <summary>Layers that move elements or apply to rows.</summary>
[Model]
internal partial class Movements
{
    [Permute(2, 0, 1)] public partial Tensor Permute([Shape(2, 3, 4)] Tensor x);
    [CenterCrop(4)] public partial Tensor Crop([Shape(3, 7, 6)] Tensor x);
    [CenterCrop(2, 4, 1)] public partial Tensor CropVolume([Shape(1, 5, 4, 3)] Tensor x);
    [CenterCrop("2*92")] public partial Tensor CropSignal([Shape(3, 187)] Tensor x);
    [Linear(6, LastAxis = true)] public partial Tensor LastAxis([Shape(5, 3, 4)] Tensor x);
    [Embedding(10, 4)] public partial Tensor Embed([Shape(3)] Tensor words);
    [Gaussian(3, MinLogVariance = -10, MaxLogVariance = 2.5)] public partial Gaussian Bounded([Shape(4)] Tensor x);
    [Gaussian(3, MinLogVariance = -1)] public partial Gaussian BoundedBelow([Shape(4)] Tensor x);
}

/// <summary>Layers that choose a size.</summary>
[Model]
internal partial class Sizes
{
    [ConvTranspose2d(2, 3, Stride = new[] { 2, 3 }, Padding = 1, Output = new[] { 14, 19 })] public partial Tensor Image([Shape(3, 7, 7)] Tensor x);
    [ConvTranspose1d(2, 4, Stride = 4, Output = 191)] public partial Tensor Signal([Shape(3, 47)] Tensor x);
    [ConvTranspose3d(2, 3, Stride = 2, Padding = 1, Output = 4)] public partial Tensor Volume([Shape(3, 2, 2, 2)] Tensor x);
    [Upsample(2, Mode = Interpolation.Linear)] public partial Tensor Finer([Shape(1, 3)] Tensor x);
    [Upsample(2, Mode = Interpolation.Trilinear, AlignCorners = true)] public partial Tensor FinerVolume([Shape(1, 2, 2, 2)] Tensor x);
}

/// <summary>Transposes of layers with groups, with the same size, and of rows.</summary>
[Model]
internal partial class TiedGroups
{
    [Conv2d(6, new[] { 3, 2 }, Stride = 2, Padding = 1, Groups = 2, Bias = false)] public partial Tensor Grouped([Shape(4, 9, 8)] Tensor x);
    [Tied(nameof(Grouped), 0, Bias = false)] [return: Shape(4, 9, 8)] public partial Tensor GroupedBack([Shape(6, 5, 5)] Tensor y);
    [Conv2d(6, new[] { 3, 4 }, SamePadding = true, Dilation = new[] { 1, 2 }, Groups = 2, Bias = false)] public partial Tensor Same([Shape(4, 9, 8)] Tensor x);
    [Tied(nameof(Same), 0, Bias = false)] public partial Tensor SameBack([Shape(6, 9, 8)] Tensor y);
    [Linear(3, LastAxis = true, Bias = false)] public partial Tensor Rows([Shape(5, 4)] Tensor x);
    [Tied(nameof(Rows), 0, Bias = false)] public partial Tensor RowsBack([Shape(5, 3)] Tensor y);
}
