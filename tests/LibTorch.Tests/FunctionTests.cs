using System.Reflection;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;
using F = TorchSharp.torch.nn.functional;

namespace ModelDsl.LibTorch.Tests;

[Collection(ProcessWide.Name)]
public sealed class FunctionTests
{
    private static readonly GoldenCases s_golden = new("functions.json");

    /// <summary>The same functions as in functions.py, line by line.</summary>
    private static readonly Dictionary<string, Func<Tensor[], Tensor>> s_functions = new()
    {
        ["relu"] = x => F.relu(x[0]),
        ["relu6"] = x => relu6(x[0]),
        ["leaky_relu"] = x => leaky_relu(x[0], 0.2),
        ["prelu"] = x => prelu(x[0], x[1]),
        ["rrelu"] = x => rrelu(x[0]),
        ["elu"] = x => elu(x[0], 1.5),
        ["celu"] = x => celu(x[0], 1.5),
        ["selu"] = x => selu(x[0]),
        ["gelu"] = x => gelu(x[0]),
        ["gelu/tanh"] = x => gelu(x[0], TorchSharp.Modules.GELU.Approximate.tanh),
        ["silu"] = x => silu(x[0]),
        ["mish"] = x => mish(x[0]),
        ["sigmoid"] = x => F.sigmoid(x[0]),
        ["logsigmoid"] = x => logsigmoid(x[0]),
        ["hardsigmoid"] = x => hardsigmoid(x[0]),
        ["hardswish"] = x => hardswish(x[0]),
        ["hardtanh"] = x => hardtanh(x[0]),
        ["tanh"] = x => F.tanh(x[0]),
        ["tanhshrink"] = x => tanhshrink(x[0]),
        ["softplus"] = x => softplus(x[0], 2, 1),
        ["softshrink"] = x => softshrink(x[0]),
        ["hardshrink"] = x => hardshrink(x[0]),
        ["softsign"] = x => softsign(x[0]),
        ["softmax"] = x => F.softmax(x[0], 1),
        ["softmax/double"] = x => F.softmax(x[0], 1, float64).to_type(x[0].dtype),
        ["softmax2d"] = x => softmax2d(x[0]),
        ["softmin"] = x => softmin(x[0], 1),
        ["log_softmax"] = x => log_softmax(x[0], 0),
        ["threshold"] = x => threshold(x[0], 0.1, 20),
        ["glu"] = x => glu(x[0], 0),
        ["linear"] = x => linear(x[0], x[1], x[2]),
        ["bilinear"] = x => bilinear(x[0], x[1], x[2], x[3]),
        ["conv1d"] = x => conv1d(x[0], x[1], stride: 2, padding: 1),
        ["conv1d_padding"] = x => conv1d_padding(x[0], x[1], padding: Padding.Same),
        ["conv2d"] = x => conv2d(x[0], x[1], x[2]),
        ["conv2d_padding"] = x => conv2d_padding(x[0], x[1], padding: Padding.Same),
        ["conv3d"] = x => conv3d(x[0], x[1], padding: [1, 1, 1]),
        ["conv3d_padding"] = x => conv3d_padding(x[0], x[1], padding: Padding.Valid),
        ["conv_transpose1d"] = x => conv_transpose1d(x[0], x[1], stride: 2),
        ["conv_transpose2d"] = x => conv_transpose2d(x[0], x[1], dilation: [2, 2]),
        ["conv_transpose3d"] = x => conv_transpose3d(x[0], x[1], padding: [1, 1, 1]),
        ["batch_norm"] = x => batch_norm(x[0], x[1], x[2], eps: 1e-3),
        ["batch_norm/training"] = x => batch_norm(x[0], null, null, x[1], x[2], training: true),
        ["instance_norm"] = x => instance_norm(x[0]),
        ["layer_norm"] = x => layer_norm(x[0], [3], x[1], x[2]),
        ["group_norm"] = x => group_norm(x[0], 2),
        ["normalize"] = x => normalize(x[0]),
        ["normalize/one norm"] = x => normalize(x[0], 1, 0),
        ["dropout"] = x => dropout(x[0], 0.3),
        ["dropout1d"] = x => dropout1d(x[0], 0.3),
        ["dropout2d"] = x => dropout2d(x[0], 0.3),
        ["dropout3d"] = x => dropout3d(x[0], 0.3),
        ["alpha_dropout"] = x => alpha_dropout(x[0], 0.3, training: true),
        ["max_pool1d"] = x => max_pool1d(x[0], 2),
        ["max_pool1d_with_indices"] = x => max_pool1d_with_indices(x[0], 2, 1).indices,
        ["max_pool2d"] = x => max_pool2d(x[0], 2, 1),
        ["max_pool2d/tuple"] = x => max_pool2d(x[0], (2, 1)),
        ["max_pool2d/array"] = x => max_pool2d(x[0], new long[] { 1, 2 }),
        ["max_pool2d_with_indices"] = x => max_pool2d_with_indices(x[0], [2, 2]).indices,
        ["max_pool3d"] = x => max_pool3d(x[0], [1, 2, 2]),
        ["max_pool3d_with_indices"] = x => max_pool3d_with_indices(x[0], [1, 2, 2]).indices,
        ["avg_pool1d"] = x => avg_pool1d(x[0], 2, padding: 1),
        ["avg_pool2d"] = x => avg_pool2d(x[0], 2, padding: 1),
        ["avg_pool2d/tuple"] = x => avg_pool2d(x[0], (2, 1)),
        ["avg_pool2d/array"] = x => avg_pool2d(x[0], new long[] { 1, 2 }),
        ["avg_pool3d"] = x => avg_pool3d(x[0], [1, 2, 2]),
        ["adaptive_avg_pool1d"] = x => adaptive_avg_pool1d(x[0], 2),
        ["adaptive_avg_pool2d"] = x => adaptive_avg_pool2d(x[0], 2),
        ["adaptive_avg_pool2d/tuple"] = x => adaptive_avg_pool2d(x[0], (1, 2)),
        ["adaptive_avg_pool2d/array"] = x => adaptive_avg_pool2d(x[0], [2, 1]),
        ["adaptive_avg_pool3d"] = x => adaptive_avg_pool3d(x[0], 2),
        ["adaptive_avg_pool3d/tuple"] = x => adaptive_avg_pool3d(x[0], (1, 2, 1)),
        ["adaptive_avg_pool3d/array"] = x => adaptive_avg_pool3d(x[0], [2, 1, 1]),
        ["adaptive_max_pool1d"] = x => adaptive_max_pool1d(x[0], 2),
        ["adaptive_max_pool1d_with_indices"] = x => adaptive_max_pool1d_with_indices(x[0], 2).indices,
        ["adaptive_max_pool2d"] = x => adaptive_max_pool2d(x[0], [2, 1]),
        ["adaptive_max_pool2d_with_indices"] = x => adaptive_max_pool2d_with_indices(x[0], [2, 1]).indices,
        ["adaptive_max_pool3d"] = x => adaptive_max_pool3d(x[0], [2, 1, 1]),
        ["adaptive_max_pool3d_with_indices"] = x => adaptive_max_pool3d_with_indices(x[0], [2, 1, 1]).indices,
        ["pad"] = x => pad(x[0], (1, 2, 0, 1), value: 2.5),
        ["pad/pair"] = x => pad(x[0], (1, 2)),
        ["pad/circular"] = x => pad(x[0], [1, 2], PaddingModes.Circular),
        ["interpolate"] = x => interpolate(x[0], scale_factor: [1.7, 1.7]),
        ["interpolate/recomputed"] = x => interpolate(x[0], scale_factor: [1.7, 2.3], mode: InterpolationMode.Bilinear, recompute_scale_factor: true),
        ["interpolate/volume"] = x => interpolate(x[0], [3, 2, 3]),
        ["interpolate/exact 1"] = x => interpolate(x[0], [5], mode: InterpolationMode.NearestExact),
        ["interpolate/exact 2"] = x => interpolate(x[0], [5, 2], mode: InterpolationMode.NearestExact),
        ["interpolate/exact 3"] = x => interpolate(x[0], [3, 1, 3], mode: InterpolationMode.NearestExact),
        ["interpolate/area 1"] = x => interpolate(x[0], [2], mode: InterpolationMode.Area),
        ["interpolate/area 2"] = x => interpolate(x[0], scale_factor: [0.5, 0.5], mode: InterpolationMode.Area),
        ["interpolate/area 3"] = x => interpolate(x[0], [2, 1, 2], mode: InterpolationMode.Area),
        ["interpolate/smooth bilinear"] = x => interpolate(x[0], [2, 3], mode: InterpolationMode.Bilinear, antialias: true),
        ["interpolate/smooth bicubic"] = x => interpolate(x[0], [2, 3], mode: InterpolationMode.Bicubic, antialias: true),
        ["pixel_shuffle"] = x => pixel_shuffle(x[0], 2),
        ["pixel_unshuffle"] = x => pixel_unshuffle(x[0], 2),
        ["unfold"] = x => unfold(x[0], 2, padding: 1),
        ["unfold/tuples"] = x => unfold(x[0], (2, 1), dilation: (1, 2), stride: (1, 2)),
        ["fold"] = x => fold(x[0], 3, 2),
        ["fold/tuples"] = x => fold(x[0], (3, 2), (2, 1)),
        ["affine_grid"] = x => affine_grid(x[0], [1, 1, 2, 3], align_corners: true),
        ["grid_sample"] = x => grid_sample(x[0], x[1], align_corners: false),
        ["grid_sample/border"] = x => grid_sample(x[0], x[1], GridSampleMode.Nearest, GridSamplePaddingMode.Border, true),
        ["grid_sample/reflection"] = x => grid_sample(x[0], x[1], padding_mode: GridSamplePaddingMode.Reflection, align_corners: true),
        ["one_hot"] = x => one_hot(x[0]),
        ["one_hot/wide"] = x => one_hot(x[0], 6),
        ["cosine_similarity"] = x => cosine_similarity(x[0], x[1]),
        ["pairwise_distance"] = x => pairwise_distance(x[0], x[1]),
        ["mse_loss"] = x => mse_loss(x[0], x[1]),
        ["mse_loss/none"] = x => mse_loss(x[0], x[1], Reduction.None),
        ["l1_loss"] = x => l1_loss(x[0], x[1]),
        ["smooth_l1_loss"] = x => smooth_l1_loss(x[0], x[1]),
        ["huber_loss"] = x => huber_loss(x[0], x[1], 0.5, Reduction.Sum),
        ["binary_cross_entropy"] = x => binary_cross_entropy(x[0], x[1], x[2]),
        ["binary_cross_entropy_with_logits"] = x => binary_cross_entropy_with_logits(x[0], x[1], pos_weights: x[2]),
        ["cross_entropy"] = x => cross_entropy(x[0], x[1], x[2], label_smoothing: 0.2),
        ["cross_entropy/probabilities"] = x => cross_entropy(x[0], x[1], reduction: Reduction.Sum),
        ["cross_entropy/images"] = x => cross_entropy(x[0], x[1], reduction: Reduction.None),
        ["nll_loss"] = x => nll_loss(x[0], x[1], x[2]),
        ["kl_div"] = x => kl_div(x[0], x[1], false, Reduction.Sum),
        ["gaussian_nll_loss"] = x => gaussian_nll_loss(x[0], x[1], x[2]),
        ["gaussian_nll_loss/clamped"] = x => gaussian_nll_loss(x[0], x[1], x[2], true, 0.5f, Reduction.None),
        ["poisson_nll_loss"] = x => poisson_nll_loss(x[0], x[1], log_input: false, eps: 0.5f),
        ["hinge_embedding_loss"] = x => hinge_embedding_loss(x[0], x[1]),
        ["cosine_embedding_loss"] = x => cosine_embedding_loss(x[0], x[1], x[2]),
        ["margin_ranking_loss"] = x => margin_ranking_loss(x[0], x[1], x[2]),
        ["triplet_margin_loss"] = x => triplet_margin_loss(x[0], x[1], x[2]),
        ["soft_margin_loss"] = x => soft_margin_loss(x[0], x[1]),
        ["multi_margin_loss"] = x => multi_margin_loss(x[0], x[1], 2, 0.5, x[2]),
        ["uniform_"] = x => init.uniform_(x[0], -1, 2),
        ["normal_"] = x => init.normal_(x[0], 1, 2),
        ["trunc_normal_"] = x => init.trunc_normal_(x[0], 0.5, 2, -1, 1.5),
        ["constant_"] = x => init.constant_(x[0], 0.3),
        ["ones_"] = x => init.ones_(x[0]),
        ["zeros_"] = x => init.zeros_(x[0]),
        ["eye_"] = x => init.eye_(x[0]),
        ["dirac_"] = x => init.dirac_(x[0]),
        ["dirac_/images"] = x => init.dirac_(x[0]),
        ["xavier_uniform_"] = x => init.xavier_uniform_(x[0], 2),
        ["xavier_normal_"] = x => init.xavier_normal_(x[0]),
        ["glorot_uniform_"] = x => init.glorot_uniform_(x[0]),
        ["glorot_normal_"] = x => init.glorot_normal_(x[0]),
        ["kaiming_uniform_"] = x => init.kaiming_uniform_(x[0], 0.1),
        ["kaiming_normal_"] = x => init.kaiming_normal_(x[0], mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU),
        ["orthogonal_"] = x => init.orthogonal_(x[0], 1.5),
        ["orthogonal_/tall"] = x => init.orthogonal_(x[0]),
        ["sparse_"] = x => init.sparse_(x[0], 0.5),
    };

    /// <summary>They give numbers, and are tested below.</summary>
    private static readonly string[] s_numbers = ["calculate_gain", "CalculateFanInAndFanOut"];

    public static TheoryData<string, ScalarType> Cases => s_golden.All;

    [Theory, MemberData(nameof(Cases))]
    public void A_function_and_its_gradients_are_PyTorchs(string name, ScalarType type)
    {
        using var scope = NewDisposeScope();
        set_num_threads(1);
        manual_seed(1);
        var golden = s_golden.Of(name, type);
        var inputs = s_golden.Inputs(name, type);
        var output = s_functions[name](inputs);
        GoldenCases.Close(golden.GetProperty("output"), output, type, "output");
        if (output.requires_grad)
            output.backward([randn(output.shape).to_type(type)]);
        var learned = inputs.Where(input => input.requires_grad && output.requires_grad).Select(input => input.grad!).ToArray();
        Assert.Equal(golden.TryGetProperty("input_gradients", out var gradients) ? gradients.GetArrayLength() : 0, learned.Length);
        for (var i = 0; i < learned.Length; i++)
            GoldenCases.Close(gradients[i], learned[i], type, $"input_gradients/{i}");
    }

    [Fact]
    public void Both_sides_have_the_same_functions() => Assert.Equal(s_golden.Names, s_functions.Keys);

    [Fact]
    public void Every_function_is_compared()
    {
        var functions = new[] { typeof(F), typeof(init) }
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static)).Select(method => method.Name).Distinct();
        Assert.Equal(functions.Except(s_numbers).Order(), s_functions.Keys.Select(name => name.Split('/')[0]).Distinct().Order());
    }

    [Fact]
    public void What_a_function_makes_on_the_way_is_released()
    {
        foreach (var name in s_functions.Keys.Where(name => !name.Contains("indices", StringComparison.Ordinal) && name != "softmax/double"))
        {
            var inputs = s_golden.Inputs(name, float32);
            using var scope = NewDisposeScope();
            s_functions[name](inputs);

            // An initialiser gives the tensor that it wrote to.
            Assert.True(scope.DisposablesCount == (name.Split('/')[0].EndsWith('_') ? 0 : 1), $"{name} leaves {scope.DisposablesCount}");
        }
    }

    [Fact]
    public void Fans_and_gains_are_those_of_the_papers()
    {
        Assert.Equal((12, 8), init.CalculateFanInAndFanOut(zeros(2, 3, 4)));
        Assert.Throws<ArgumentException>(() => init.CalculateFanInAndFanOut(zeros(2)));
        Assert.Equal(Math.Sqrt(2), init.calculate_gain(init.NonlinearityType.ReLU));
        Assert.Equal(5.0 / 3, init.calculate_gain(init.NonlinearityType.Tanh));
        Assert.Equal(1, init.calculate_gain(init.NonlinearityType.Sigmoid));
    }

    [Fact]
    public void What_cannot_be_computed_is_refused()
    {
        Assert.Throws<ArgumentException>(() => interpolate(zeros(1, 1, 2), [3], mode: InterpolationMode.Bilinear));
        Assert.Throws<ArgumentException>(() => gaussian_nll_loss(zeros(2), zeros(2), tensor(new[] { 1f, -1f })));
        Assert.Throws<ArgumentException>(() => gaussian_nll_loss(zeros(2, 3), zeros(2, 3), ones(3)));
        Assert.Throws<ArgumentException>(() => softmax2d(zeros(2, 3)));
        Assert.Throws<ArgumentException>(() => init.eye_(zeros(2)));
        Assert.Throws<ArgumentException>(() => init.dirac_(zeros(2, 2)));
        Assert.Throws<ArgumentException>(() => init.orthogonal_(zeros(2)));
        Assert.Equal([0, 3], init.orthogonal_(zeros(0, 3)).shape);
        Assert.Throws<ArgumentException>(() => init.sparse_(zeros(2), 0.5));
    }
}
