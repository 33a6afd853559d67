using ModelDsl.Generator.Tests.Infrastructure;
using ModelDsl.Generator.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Generator.Tests;

/// <summary>Runs branches, products, and stages with several outputs.</summary>
[Collection(TensorCollection.Name)]
public class BranchedModelTests
{
    [Fact]
    public void Branches_compute_what_their_layers_do()
    {
        using var scope = NewDisposeScope();
        using var model = new Branched();
        model.eval();
        var weights = model.state_dict();
        var image = randn(2, 3, 14, 14);

        var start = nn.functional.relu(Convolve(image, 0, 2, 1));
        var main = nn.functional.relu(Convolve(start, 2, 1, 1) / Math.Sqrt(1 + 1e-5));
        var block = nn.functional.relu(Convolve(start, 5, 1, 0) + main);
        var one = nn.functional.relu(Convolve(block, 8, 1, 0));
        var three = nn.functional.relu(Convolve(block, 10, 1, 1));
        var pooled = nn.functional.max_pool2d(block, [3, 3], [1, 1], [1, 1]);
        var joined = cat([pooled, one, three], 1);
        var features = joined * sigmoid(Convolve(joined.mean([2, 3], keepdim: true), 15, 1, 0));

        var result = model.Run(image);
        Assert.True(features.allclose(result.Features, 1e-4, 1e-5));
        Assert.True(nn.functional.linear(features.flatten(1), weights["Run.19.weight"], weights["Run.19.bias"]).allclose(result.Score, 1e-4, 1e-5));

        Tensor Convolve(Tensor input, int layer, long stride, long padding) =>
            nn.functional.conv2d(input, weights[$"Run.{layer}.weight"], weights[$"Run.{layer}.bias"], [stride, stride], [padding, padding]);
    }

    [Fact]
    public void Each_branch_receives_a_gradient()
    {
        using var scope = NewDisposeScope();
        using var model = new Branched();
        var result = model.Run(randn(4, 3, 14, 14));
        (result.Features.square().sum() + result.Score.sum()).backward();
        Assert.All(model.named_parameters(), pair => Assert.True(
            pair.parameter.grad is { } gradient && gradient.abs().sum().ToDouble() > 0, $"{pair.name}: {pair.parameter.grad?.abs().sum().ToDouble()}"));
    }

    [Fact]
    public void The_summary_has_the_shapes_of_the_outputs()
    {
        using var model = new Branched();
        Assert.Equal(["Run.Features [24, 7, 7]", "Run.Score [1]"],
            model.Summary.Layers.Where(layer => layer.Kind == "Output").Select(layer => $"{layer.Name} [{string.Join(", ", layer.Output)}]"));
        Assert.Equal(model.parameters().Sum(weights => weights.numel()), model.Summary.Parameters);
        Assert.Equal(model.Summary.Layers.Where(layer => layer.Kind != "Output").Sum(layer => layer.Output.Aggregate((a, b) => a * b)), model.Summary.OutputValues);
    }

    /// <summary>The outputs are the caller's: all others are disposed, also if an output is a parameter or returned twice.</summary>
    [Fact]
    public void Only_the_outputs_are_left_and_they_are_alive()
    {
        using var model = new Branched();
        using var twins = new Twins();
        using var image = randn(2, 3, 14, 14);
        using var code = randn(2, 4);
        Pass();
        TensorCollection.FinishOthers();
        var before = Tensor.TotalCount;
        Pass();
        Assert.Equal(before, Tensor.TotalCount);

        var (input, first, second) = twins.Run(code);
        Assert.Equal(before + 3, Tensor.TotalCount);
        input.Dispose();
        first.Dispose();
        Assert.Equal([2, 4], code.shape);
        Assert.Equal([2, 3], second.shape);
        Assert.True(second.isfinite().all().ToBoolean());
        second.Dispose();

        void Pass()
        {
            var result = model.Run(image);
            Assert.Equal([2, 24, 7, 7], result.Features.shape);
            result.Features.Dispose();
            result.Score.Dispose();
            twins.Sum(code, code, code).Dispose();
            var (input, first, second) = twins.Run(code);
            input.Dispose();
            first.Dispose();
            second.Dispose();
        }
    }

    /// <summary>The number of parameters of torchvision's resnet18.</summary>
    [Fact]
    public void A_ResNet_is_a_list_of_blocks_with_branches()
    {
        using var scope = NewDisposeScope();
        using var model = new ResNet18();
        Assert.Equal(11_689_512, model.Summary.Parameters);
        Assert.Equal(11_689_512, model.parameters().Sum(weights => weights.numel()));
        Assert.Equal([1, 1000], model.forward(randn(1, 3, 64, 64).repeat(1, 1, 2, 2)).shape);
    }

    private const string Splitting = "[Linear(10), Mark(\"A\"), Linear(5)] public partial (Tensor A, Tensor B) Encode([Shape(784)] Tensor image);\n";

    /// <summary>The outputs of a stage with several are points of the stage that runs it.</summary>
    [Theory]
    [InlineData("[Call(nameof(Encode)), Concat(\"B\"), Linear(3)] public partial Tensor Run([Shape(784)] Tensor image);")]
    [InlineData("[Call(nameof(Encode)), From(\"B\"), Linear(3)] public partial Tensor Run([Shape(784)] Tensor image);")]
    [InlineData("[Call(nameof(Encode))] [return: Shape(10)] public partial Tensor Run([Shape(784)] Tensor image);")]
    [InlineData("[Call(nameof(Encode)), From(\"B\")] [return: Shape(5)] public partial Tensor Run([Shape(784)] Tensor image);")]
    [InlineData("[Call(nameof(Encode))] public partial (Tensor A, Tensor B) Run([Shape(784)] Tensor image);")]
    [InlineData("[Call(nameof(Encode)), ReLU] public partial (Tensor B, Tensor Rectified) Run([Shape(784)] Tensor image);")]
    [InlineData("[Call(nameof(Encode), As = new[] { \"a\", \"b\" }), From(nameof(other)), Call(nameof(Encode), As = new[] { \"c\", \"d\" }), Concat(\"a\", \"b\", \"d\"), Linear(3)] public partial Tensor Run([Shape(784)] Tensor image, [Shape(784)] Tensor other);")]
    [InlineData("[Pick(Repeat = 2), Linear(784), Pick] public partial Tensor Run([Shape(784)] Tensor image);\n[Call(nameof(Net.Encode)), Concat(\"B\"), Linear(784)] public sealed class PickAttribute : BlockAttribute;")]
    [InlineData("[Linear(10)] public partial Tensor One([Shape(784)] Tensor image);\n[Call(nameof(One), As = new[] { \"one\" }), ReLU, Add(\"one\")] public partial Tensor Run([Shape(784)] Tensor image);")]
    [InlineData("[Use(nameof(Body), \"Split\"), Multiply(\"Gate\")] public partial Tensor Run([Shape(\"Width\")] Tensor x);\n[Size(4)] public partial int Width { get; }\npublic partial Inner Body { get; }\n"
        + "[Model] public partial class Inner { [Size(8)] public partial int Width { get; }\n[Linear(\"2*Width\"), Mark(\"Value\"), Linear(1), Sigmoid] public partial Pair Split([Shape(\"Width\")] Tensor x); }\npublic sealed record Pair(Tensor Value, Tensor Gate);")]
    public async Task The_outputs_of_a_stage_are_points_where_it_is_run(string members) => Assert.True(await ModelRunner.Run(DiagnosticVerifier.Model(Splitting + members)) > 0);

    /// <summary>A layer does not overwrite a tensor that another branch or the caller reads.</summary>
    [Fact]
    public void Nothing_in_place_changes_another_branch()
    {
        using var scope = NewDisposeScope();
        using var twins = new Twins();
        var (x, y) = (randn(2, 4), randn(2, 4));
        var (scores, rectified) = twins.Overwrite(x);
        Assert.True(scores.min().ToDouble() < 0);
        Assert.True(nn.functional.relu(scores).allclose(rectified));
        Assert.True((x + y + x).allclose(twins.Sum(x, y, x)));
        Assert.True(((x * y) * x).allclose(twins.Product(x, y, x)));
    }
}

/// <summary>Outputs that are one tensor, a parameter, and the input of a layer that works in place; sums and products of three.</summary>
[Model]
internal partial class Twins
{
    [Linear(3), Mark("First"), Mark("Second")]
    public partial (Tensor code, Tensor First, Tensor Second) Run([Shape(4)] Tensor code);

    [Linear(64), Mark("Scores"), ReLU]
    public partial (Tensor Scores, Tensor Rectified) Overwrite([Shape(4)] Tensor code);

    [Add]
    public partial Tensor Sum([Shape(4)] Tensor a, [Shape(4)] Tensor b, [Shape(4)] Tensor c);

    [Multiply(nameof(b), nameof(c))]
    public partial Tensor Product([Shape(4)] Tensor a, [Shape(4)] Tensor b, [Shape(4)] Tensor c);
}

/// <summary>ResNet-18 for images of 128 × 128 pixels.</summary>
[Model]
internal partial class ResNet18
{
    [Conv2d(64, 7, Stride = 2, Padding = 3, Bias = false), BatchNorm2d, ReLU, MaxPool2d(3, Stride = 2, Padding = 1)]
    [Basic(64, Repeat = 2), Down(128), Basic(128), Down(256), Basic(256), Down(512), Basic(512)]
    [AdaptiveAvgPool2d(1), Flatten, Linear(1000)]
    public partial Tensor Classify([Shape(3, 128, 128)] Tensor image);
}

/// <summary>Two convolutions with a skip connection.</summary>
[Mark("in"), Conv2d(nameof(channels), 3, Padding = 1, Bias = false), BatchNorm2d, ReLU, Conv2d(nameof(channels), 3, Padding = 1, Bias = false), BatchNorm2d, Add("in"), ReLU]
internal sealed class BasicAttribute(object channels) : BlockAttribute;

/// <summary>The same at half the resolution, with a projection.</summary>
[Mark("in"), Conv2d(nameof(channels), 3, Stride = 2, Padding = 1, Bias = false), BatchNorm2d, ReLU, Conv2d(nameof(channels), 3, Padding = 1, Bias = false), BatchNorm2d, Mark("main")]
[From("in"), Conv2d(nameof(channels), 1, Stride = 2, Bias = false), BatchNorm2d, Add("main"), ReLU]
internal sealed class DownAttribute(object channels) : BlockAttribute;
