using System.Reflection;
using static TorchSharp.torch.nn;
using Module = TorchSharp.torch.nn.Module;

namespace ModelDsl.LibTorch.Tests;

[Collection(ProcessWide.Name)]
public sealed class LayerTests
{
    private static readonly GoldenCases s_golden = new("layers.json");

    /// <summary>The same layers as in layers.py, line by line.</summary>
    private static readonly Dictionary<string, Func<Module>> s_layers = new()
    {
        ["Linear"] = () => Linear(3, 4),
        ["Linear/no bias"] = () => Linear(3, 4, false),
        ["Bilinear"] = () => Bilinear(2, 3, 2),
        ["Identity"] = () => Identity(),
        ["Embedding"] = () => Embedding(5, 3),
        ["Embedding/padding"] = () => Embedding(5, 3, padding_idx: -1, scale_grad_by_freq: true),
        ["Embedding/max norm"] = () => Embedding(5, 3, max_norm: 1.0),
        ["Conv1d"] = () => Conv1d(2, 3, 3, 2, 1, 2),
        ["Conv1d/same"] = () => Conv1d(2, 2, 4, Padding.Same),
        ["Conv2d"] = () => Conv2d(2, 3, 3, stride: 2, padding: 1),
        ["Conv2d/tuples"] = () => Conv2d(2, 4, (3, 2), stride: (1, 2), padding: (1, 0), dilation: (2, 1), groups: 2),
        ["Conv2d/same"] = () => Conv2d(2, 2, 2, Padding.Same),
        ["Conv2d/same tuples"] = () => Conv2d(2, 2, (2, 3), Padding.Same, dilation: (1, 2), bias: false),
        ["Conv2d/valid"] = () => Conv2d(2, 2, 2, Padding.Valid),
        ["Conv2d/reflect"] = () => Conv2d(1, 2, (3, 3), padding: (1, 2), padding_mode: PaddingModes.Reflect),
        ["Conv2d/replicate"] = () => Conv2d(1, 2, 3, padding: 1, padding_mode: PaddingModes.Replicate),
        ["Conv2d/circular same"] = () => Conv2d(1, 2, (2, 3), Padding.Same, padding_mode: PaddingModes.Circular),
        ["Conv3d"] = () => Conv3d(1, 2, 2, stride: 2, padding: 1),
        ["Conv3d/tuples"] = () => Conv3d(2, 2, (1, 2, 3), padding: (0, 1, 0), groups: 2),
        ["Conv3d/same"] = () => Conv3d(1, 2, 2, Padding.Same),
        ["Conv3d/same tuples"] = () => Conv3d(1, 2, (1, 2, 3), Padding.Same),
        ["ConvTranspose1d"] = () => ConvTranspose1d(2, 3, 3, stride: 2, padding: 1, output_padding: 1),
        ["ConvTranspose2d"] = () => ConvTranspose2d(2, 3, 3, stride: 2, padding: 1, output_padding: 1),
        ["ConvTranspose2d/tuples"] = () => ConvTranspose2d(2, 4, (3, 2), stride: (2, 1), padding: (1, 0), output_padding: (1, 0), groups: 2),
        ["ConvTranspose3d"] = () => ConvTranspose3d(2, 2, 2, stride: 2, dilation: 1),
        ["ConvTranspose3d/tuples"] = () => ConvTranspose3d(1, 2, (1, 2, 2), stride: (1, 2, 1), output_padding: (0, 1, 0)),
        ["BatchNorm1d"] = () => BatchNorm1d(3),
        ["BatchNorm1d/lines"] = () => BatchNorm1d(3, eps: 1e-3, momentum: 0.3),
        ["BatchNorm2d"] = () => BatchNorm2d(2),
        ["BatchNorm2d/plain"] = () => BatchNorm2d(2, affine: false),
        ["BatchNorm2d/untracked"] = () => BatchNorm2d(2, track_running_stats: false),
        ["BatchNorm3d"] = () => BatchNorm3d(2),
        ["InstanceNorm1d"] = () => InstanceNorm1d(2),
        ["InstanceNorm1d/one"] = () => InstanceNorm1d(2, affine: true),
        ["InstanceNorm2d"] = () => InstanceNorm2d(2, affine: true, track_running_stats: true),
        ["InstanceNorm3d"] = () => InstanceNorm3d(2),
        ["LayerNorm"] = () => LayerNorm(4),
        ["LayerNorm/axes"] = () => LayerNorm([2, 3], eps: 1e-3),
        ["LayerNorm/plain"] = () => LayerNorm(4, elementwise_affine: false),
        ["GroupNorm"] = () => GroupNorm(2, 4),
        ["GroupNorm/plain"] = () => GroupNorm(2, 4, eps: 1e-3, affine: false),
        ["Dropout"] = () => Dropout(0.4),
        ["Dropout1d"] = () => Dropout1d(0.4),
        ["Dropout1d/one"] = () => Dropout1d(0.4),
        ["Dropout2d"] = () => Dropout2d(0.4),
        ["Dropout3d"] = () => Dropout3d(0.4),
        ["Dropout3d/one"] = () => Dropout3d(0.4),
        ["AlphaDropout"] = () => AlphaDropout(0.4),
        ["MaxPool1d"] = () => MaxPool1d(3, stride: 2, padding: 1, ceil_mode: true),
        ["MaxPool2d"] = () => MaxPool2d(2),
        ["MaxPool2d/tuples"] = () => MaxPool2d((3, 2), (2, 1), (1, 0), (1, 2)),
        ["MaxPool2d/arrays"] = () => MaxPool2d([2, 3], [1, 2], ceil_mode: true),
        ["MaxPool3d"] = () => MaxPool3d(2, 1),
        ["MaxPool3d/tuples"] = () => MaxPool3d((1, 2, 2), (1, 2, 1)),
        ["MaxPool3d/arrays"] = () => MaxPool3d([1, 2, 2], [1, 2, 1]),
        ["AvgPool1d"] = () => AvgPool1d(3, stride: 2, padding: 1, count_include_pad: false),
        ["AvgPool2d"] = () => AvgPool2d(2, divisor_override: 3),
        ["AvgPool2d/tuples"] = () => AvgPool2d((3, 2), (2, 1), (1, 0)),
        ["AvgPool2d/arrays"] = () => AvgPool2d([2, 3], [1, 2], ceil_mode: true),
        ["AvgPool3d"] = () => AvgPool3d(2, 1),
        ["AvgPool3d/tuples"] = () => AvgPool3d((1, 2, 2), (1, 2, 1)),
        ["AvgPool3d/arrays"] = () => AvgPool3d([1, 2, 2], [1, 2, 1]),
        ["AdaptiveAvgPool1d"] = () => AdaptiveAvgPool1d(3),
        ["AdaptiveAvgPool2d"] = () => AdaptiveAvgPool2d(2),
        ["AdaptiveAvgPool2d/tuple"] = () => AdaptiveAvgPool2d((2, 1)),
        ["AdaptiveAvgPool3d"] = () => AdaptiveAvgPool3d(2),
        ["AdaptiveAvgPool3d/tuple"] = () => AdaptiveAvgPool3d((1, 2, 3)),
        ["AdaptiveMaxPool1d"] = () => AdaptiveMaxPool1d(3),
        ["AdaptiveMaxPool2d"] = () => AdaptiveMaxPool2d([2, 1]),
        ["AdaptiveMaxPool3d"] = () => AdaptiveMaxPool3d([1, 2, 3]),
        ["Upsample"] = () => Upsample(scale_factor: [2.5]),
        ["Upsample/linear"] = () => Upsample([5], mode: UpsampleMode.Linear),
        ["Upsample/bilinear"] = () => Upsample(scale_factor: [2.0, 1.5], mode: UpsampleMode.Bilinear, align_corners: true),
        ["Upsample/bicubic"] = () => Upsample([5, 4], mode: UpsampleMode.Bicubic),
        ["Upsample/trilinear"] = () => Upsample([3, 2, 3], mode: UpsampleMode.Trilinear),
        ["PixelShuffle"] = () => PixelShuffle(2),
        ["PixelUnshuffle"] = () => PixelUnshuffle(2),
        ["ZeroPad2d"] = () => ZeroPad2d(1),
        ["ZeroPad2d/sides"] = () => ZeroPad2d((1, 0, 2, -1)),
        ["ConstantPad1d"] = () => ConstantPad1d(2, 1.5),
        ["ConstantPad1d/sides"] = () => ConstantPad1d((1, 2), 1.5),
        ["ConstantPad2d"] = () => ConstantPad2d(1, 1.5),
        ["ConstantPad2d/sides"] = () => ConstantPad2d((0, 1, 2, 0), 1.5),
        ["ReflectionPad1d"] = () => ReflectionPad1d(2),
        ["ReflectionPad1d/sides"] = () => ReflectionPad1d((1, 2)),
        ["ReflectionPad2d"] = () => ReflectionPad2d(1),
        ["ReflectionPad2d/sides"] = () => ReflectionPad2d((0, 2, 1, 0)),
        ["ReplicationPad1d"] = () => ReplicationPad1d(2),
        ["ReplicationPad1d/sides"] = () => ReplicationPad1d((1, 2)),
        ["ReplicationPad2d"] = () => ReplicationPad2d(1),
        ["ReplicationPad2d/sides"] = () => ReplicationPad2d((0, 3, 1, 0)),
        ["Flatten"] = () => Flatten(),
        ["Flatten/axes"] = () => Flatten(0, -2),
        ["Unflatten"] = () => Unflatten(1, [2, 3]),
        ["ReLU"] = () => ReLU(),
        ["ReLU6"] = () => ReLU6(),
        ["LeakyReLU"] = () => LeakyReLU(0.2),
        ["PReLU"] = () => PReLU(1),
        ["PReLU/channels"] = () => PReLU(3, init: 0.1),
        ["RReLU"] = () => RReLU(),
        ["ELU"] = () => ELU(1.5),
        ["CELU"] = () => CELU(1.5),
        ["SELU"] = () => SELU(),
        ["GELU"] = () => GELU(),
        ["GELU/tanh"] = () => GELU(TorchSharp.Modules.GELU.Approximate.tanh),
        ["SiLU"] = () => SiLU(),
        ["Mish"] = () => Mish(),
        ["Sigmoid"] = () => Sigmoid(),
        ["LogSigmoid"] = () => LogSigmoid(),
        ["Hardsigmoid"] = () => Hardsigmoid(),
        ["Hardswish"] = () => Hardswish(),
        ["Hardtanh"] = () => Hardtanh(-0.5, 0.8),
        ["Tanh"] = () => Tanh(),
        ["Tanhshrink"] = () => Tanhshrink(),
        ["Softplus"] = () => Softplus(2, 1),
        ["Softshrink"] = () => Softshrink(0.3),
        ["Hardshrink"] = () => Hardshrink(0.3),
        ["Softsign"] = () => Softsign(),
        ["Threshold"] = () => Threshold(0.1, 20),
        ["Softmax"] = () => Softmax(1),
        ["Softmax2d"] = () => Softmax2d(),
        ["Softmin"] = () => Softmin(0),
        ["LogSoftmax"] = () => LogSoftmax(-1),
        ["GLU"] = () => GLU(),
        ["MSELoss"] = () => MSELoss(),
        ["L1Loss"] = () => L1Loss(reduction: Reduction.Sum),
        ["SmoothL1Loss"] = () => SmoothL1Loss(beta: 0.5),
        ["HuberLoss"] = () => HuberLoss(delta: 0.5),
        ["BCELoss"] = () => BCELoss(),
        ["BCEWithLogitsLoss"] = () => BCEWithLogitsLoss(reduction: Reduction.None),
        ["CrossEntropyLoss"] = () => CrossEntropyLoss(),
        ["CrossEntropyLoss/ignore"] = () => CrossEntropyLoss(ignore_index: 1),
        ["NLLLoss"] = () => NLLLoss(),
        ["KLDivLoss"] = () => KLDivLoss(log_target: true),
        ["GaussianNLLLoss"] = () => GaussianNLLLoss(full: true),
        ["PoissonNLLLoss"] = () => PoissonNLLLoss(full: true),
        ["HingeEmbeddingLoss"] = () => HingeEmbeddingLoss(),
        ["CosineEmbeddingLoss"] = () => CosineEmbeddingLoss(0.1),
        ["MarginRankingLoss"] = () => MarginRankingLoss(0.3),
        ["TripletMarginLoss"] = () => TripletMarginLoss(swap: true),
        ["SoftMarginLoss"] = () => SoftMarginLoss(),
    };

    /// <summary>Factories whose modules compute nothing of their own.</summary>
    private static readonly string[] s_containers = ["Sequential", "ModuleList", "ModuleDict", "Parameter", "Embedding_from_pretrained"];

    public static TheoryData<string, ScalarType> Cases => s_golden.All;

    public static TheoryData<string> InPlaceNames =>
        [.. s_layers.Keys.Where(name => s_layers[name]().GetType().GetProperty("inplace") is not null && !name.Contains('/', StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Cases))]
    public void A_layer_begins_computes_and_learns_as_in_PyTorch(string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        set_num_threads(1);
        var golden = s_golden.Of(name, type);
        manual_seed(1);
        using var layer = s_layers[name]();
        if (type == float32)
            GoldenCases.Close(golden, "state", layer.state_dict().Select(item => (item.Key, (Tensor?)item.Value)), type);
        layer.to(type);
        var inputs = s_golden.Inputs(name, type);
        var output = Apply(layer, inputs);
        Assert.Equal(golden.GetProperty("shape").EnumerateArray().Select(length => length.GetInt64()), output.shape);
        GoldenCases.Close(golden.GetProperty("output"), output, type, "output");
        if (output.requires_grad)
            output.backward([randn(output.shape).to_type(type)]);

        var learned = inputs.Where(input => input.requires_grad).Select(input => input.grad!).ToArray();
        Assert.Equal(golden.TryGetProperty("input_gradients", out var gradients) ? gradients.GetArrayLength() : 0, learned.Length);
        for (var i = 0; i < learned.Length; i++)
            GoldenCases.Close(gradients[i], learned[i], type, $"input_gradients/{i}");
        GoldenCases.Close(golden, "gradients", layer.named_parameters().Select(item => (item.name, item.parameter.grad)), type);
        GoldenCases.Close(golden, "buffers", layer.named_buffers().Select(item => (item.name, (Tensor?)item.buffer)), type);

        // Where evaluation gives what training gives, the file does not repeat it.
        layer.eval();
        var evaluated = golden.TryGetProperty("evaluated", out var other) ? other : golden.GetProperty("output");
        GoldenCases.Close(evaluated, Apply(layer, inputs), type, "evaluated");
    }

    [Fact]
    public void Both_sides_have_the_same_layers() => Assert.Equal(s_golden.Names, s_layers.Keys);

    [Fact]
    public void Every_layer_and_loss_is_compared()
    {
        var factories = typeof(torch.nn).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(method => method.Name).Distinct();
        Assert.Equal(factories.Except(s_containers).Order(), s_layers.Keys.Select(name => name.Split('/')[0]).Distinct().Order());
    }

    [Theory, MemberData(nameof(InPlaceNames))]
    public void A_layer_in_place_writes_to_its_input(string name)
    {
        using var layer = (Module<Tensor, Tensor>)s_layers[name]();
        var x = randn([2, 3, 2, 2, 2]);
        manual_seed(1);
        var expected = layer.call(x.clone());
        layer.GetType().GetProperty("inplace")!.SetValue(layer, true);
        manual_seed(1);
        using (var y = layer.call(x))
            Assert.True(y.allclose(expected, 0, 0));
        Assert.True(x.allclose(expected, 0, 0));
    }

    [Fact]
    public void What_a_layer_makes_on_the_way_is_released()
    {
        foreach (var name in s_layers.Keys)
        {
            using var layer = s_layers[name]();
            var inputs = s_golden.Inputs(name, float32);
            using var scope = NewDisposeScope();
            Apply(layer, inputs);
            Assert.True(scope.DisposablesCount == 1, $"{name} leaves {scope.DisposablesCount}");
        }
    }

    [Fact]
    public void A_layer_outlives_the_scope_that_it_was_made_in()
    {
        foreach (var (name, make) in s_layers)
        {
            Module layer;
            using (NewDisposeScope())
                layer = make();
            Assert.All(layer.parameters().Concat(layer.buffers()), tensor => Assert.False(tensor.IsInvalid, name));
            layer.Dispose();
        }
    }

    [Fact]
    public void A_wrong_number_of_channels_is_told_in_libtorchs_words()
    {
        using var layer = Conv2d(3, 8, 3);
        var error = Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => layer.call(zeros(1, 2, 8, 8)));
        Assert.Contains("expected input[1, 2, 8, 8] to have 3 channels, but got 2 channels instead", error.Message);
    }

    [Fact]
    public void A_normalisation_names_the_axes_that_it_takes()
    {
        using var layer = BatchNorm1d(2);
        Assert.Contains("expected 2D or 3D input (got 4D input)", Assert.Throws<ArgumentException>(() => layer.call(zeros(1, 2, 3, 3))).Message);
        Assert.Contains("more than 1 value per channel", Assert.Throws<ArgumentException>(() => layer.call(zeros(1, 2))).Message);
        Assert.Throws<ArgumentException>(() => GroupNorm(2, 3));
    }

    [Fact]
    public void Running_statistics_travel_with_the_state()
    {
        using var first = BatchNorm2d(2);
        using var second = BatchNorm2d(2);
        first.call(randn(4, 2, 3, 3) * 3 + 1);
        second.load_state_dict(first.state_dict());
        Assert.Equal(1, second.num_batches_tracked!.item<long>());
        first.eval();
        second.eval();
        var x = randn(1, 2, 3, 3);
        Assert.True(first.call(x).allclose(second.call(x), 0, 0));
        second.reset_running_stats();
        Assert.Equal(0, second.num_batches_tracked.item<long>());
        Assert.False(first.call(x).allclose(second.call(x), 0, 0));
    }

    [Fact]
    public void Without_a_momentum_the_running_mean_is_that_of_all_batches()
    {
        using var layer = BatchNorm1d(1, affine: false);
        layer.momentum = null;
        layer.call(tensor(new[,] { { 1f }, { 3f } }));
        layer.call(tensor(new[,] { { 5f }, { 7f } }));
        Assert.Equal(4, layer.running_mean!.item<float>());
    }

    [Fact]
    public void Padding_that_keeps_the_size_needs_steps_of_one() => Assert.Throws<ArgumentException>(() => Conv2d(1, 1, 3, Padding.Same, 2));

    [Fact]
    public void A_transposed_convolution_gives_the_size_asked_for()
    {
        using var layer = ConvTranspose2d(1, 1, 3, 2, 1);
        Assert.Equal([1, 1, 8, 7], layer.forward(zeros(1, 1, 4, 4), [8, 7]).shape);
        Assert.Throws<ArgumentException>(() => layer.forward(zeros(1, 1, 4, 4), [9, 7]));
        Assert.Throws<ArgumentException>(() => ConvTranspose2d(1, 1, 3, padding_mode: PaddingModes.Reflect));
    }

    [Fact]
    public void Pooling_tells_where_the_largest_elements_stand()
    {
        var x = tensor(new[] { 1f, 4f, 3f, 2f }, [1, 1, 4]);
        Assert.Equal([1L, 2L], MaxPool1d(2).forward_with_indices(x).indices.data<long>().ToArray());
        Assert.Equal([1L, 2L], AdaptiveMaxPool1d(2).forward_with_indices(x).indices.data<long>().ToArray());
    }

    [Fact]
    public void A_table_of_given_vectors_is_a_copy_that_may_be_frozen()
    {
        var vectors = rand(3, 2);
        using var table = Embedding_from_pretrained(vectors);
        Assert.False(table.weight.requires_grad);
        Assert.True(table.call(tensor(new[] { 2L }))[0].allclose(vectors[2], 0, 0));
        table.weight.zero_();
        Assert.NotEqual(0, vectors.sum().item<float>());
        Assert.Throws<ArgumentException>(() => Embedding(3, 2, padding_idx: 3));
    }

    private static Tensor Apply(Module layer, Tensor[] inputs) => layer switch
    {
        Module<Tensor, Tensor> one => one.call(inputs[0]),
        Module<Tensor, Tensor, Tensor> two => two.call(inputs[0], inputs[1]),
        Module<Tensor, Tensor, Tensor, Tensor> three => three.call(inputs[0], inputs[1], inputs[2]),
        _ => throw new ArgumentException($"{layer.GetName()} has no forward pass.", nameof(layer)),
    };
}
