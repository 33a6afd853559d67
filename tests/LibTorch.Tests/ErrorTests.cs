using System.Runtime.InteropServices;
using TorchSharp.Modules;

namespace ModelDsl.LibTorch.Tests;

public sealed class ErrorTests
{
    [Fact]
    public void Shapes_that_do_not_fit_are_named_in_libtorchs_words()
    {
        var error = Assert.Throws<ExternalException>(() => ones(2, 3).matmul(ones(2, 3)));
        Assert.Equal("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", error.Message);
    }

    [Theory, InlineData(1L << 32), InlineData(1L << 33), InlineData(long.MaxValue)]
    public void A_factor_whose_square_overflows_is_refused(long factor)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => nn.functional.pixel_shuffle(ones(1, 1, 1, 1), factor));
        Assert.Throws<ArgumentOutOfRangeException>(() => nn.functional.pixel_unshuffle(ones(1, 1, 1, 1), factor));
    }

    [Fact]
    public void A_null_ends_no_process() => Assert.ThrowsAny<Exception>(() => erfinv(null!));

    [Fact]
    public void No_groups_share_no_channels() =>
        Assert.Contains("0 groups", Assert.Throws<ArgumentException>(() => nn.GroupNorm(0, 3)).Message);

    [Fact]
    public void A_state_begins_with_its_own_optimizers_settings()
    {
        using var state = new Adam.State(nn.Parameter(ones(2)));
        state.Initialize(new Adam.Options());
        Assert.Contains("RMSProp", Assert.Throws<ArgumentException>(() => state.Initialize(new RMSProp.Options())).Message);
        Assert.Equal(2, state.exp_avg.numel());
    }

    [Fact]
    public void A_disposed_tensor_throws()
    {
        var x = ones(2);
        x.Dispose();
        x.Dispose();
        Assert.True(x.IsInvalid);
        Assert.Throws<ObjectDisposedException>(() => x + 1);
        Assert.Throws<ObjectDisposedException>(() => x.shape);
        Assert.Throws<ObjectDisposedException>(() => ones(2) + x);
        Assert.Equal("[disposed]", x.ToString());
    }

    [Fact]
    public void An_unknown_operator_is_named() =>
        Assert.Contains("aten::no_such.Tensor is no operator of libtorch", Refusal("no_such.Tensor(self)"));

    [Fact]
    public void An_unknown_argument_is_named_with_the_schema() =>
        Assert.Contains("aten::exp has no argument 'other': aten::exp(Tensor self) -> Tensor", Refusal("exp(self, other)"));

    [Fact]
    public void A_missing_argument_is_named_with_the_schema() =>
        Assert.Contains("aten::mm needs the argument 'mat2': aten::mm(Tensor self, Tensor mat2) -> Tensor", Refusal("mm(self)"));

    [Fact]
    public void An_argument_of_the_wrong_type_is_named()
    {
        var narrow = new Operator("narrow(self, dim, start, length)");
        var error = Assert.Throws<ExternalException>(() => narrow.Tensor(ones(2), 0.5, 0, 1));
        Assert.Equal("aten::narrow: the argument 'dim' needs int and got a number", error.Message);
    }

    [Fact]
    public void An_error_of_one_thread_is_not_anothers() => Parallel.For(2, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
    {
        var error = Assert.Throws<ExternalException>(() => ones(i, i).mm(ones(i + 1, i)));
        Assert.Equal($"mat1 and mat2 shapes cannot be multiplied ({i}x{i} and {i + 1}x{i})", error.Message);
    });

    [Fact]
    public void Elements_of_another_type_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ones(2).data<double>());
        Assert.Throws<ArgumentException>(() => ones(1).item<double>());
        Assert.Throws<ArgumentException>(() => ones(2).item<float>());
    }

    [Fact]
    public void A_text_that_names_no_device_is_refused()
    {
        Assert.Throws<ArgumentException>(() => device("gpu"));
        Assert.Throws<ArgumentException>(() => device("cuda:x"));
        Assert.Equal("cuda:1", device("cuda:1").ToString());
        Assert.Equal(DeviceType.CPU, ones(1).device.type);
    }

    private static string Refusal(string signature) =>
        Assert.Throws<ExternalException>(() => new Operator(signature).Tensor(ones(1), ones(1))).Message;
}
