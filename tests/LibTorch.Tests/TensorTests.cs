using static ModelDsl.LibTorch.Tests.GoldenValues;
using static TorchSharp.torch.TensorIndex;

namespace ModelDsl.LibTorch.Tests;

public sealed class TensorTests
{
    [Fact]
    public void Arithmetic_is_PyTorchs()
    {
        var a = randn(3, 4, generator: new Generator(5));
        Close(a.var([0]), 1e-6, "arithmetic", "var");
        Close(a.std(1, unbiased: false), 1e-6, "arithmetic", "std_biased");
        Close(a.logsumexp(1), 1e-6, "arithmetic", "logsumexp");
        Close(linalg.eigh(a.matmul(a.t())).Item1, 1e-5, "arithmetic", "eigenvalues");
        Close(linalg.svd(a).S, 1e-5, "arithmetic", "singular_values");
        Close(linalg.norm(a), 1e-6, "arithmetic", "norm");
        Close(a[1.., Slice(step: 2)], 0, "arithmetic", "indexed");
        Close(1 / a, 1e-6, "arithmetic", "quotient");
        Close(2 - a, 1e-6, "arithmetic", "difference");
    }

    [Fact]
    public void Operators_take_tensors_and_numbers_on_both_sides()
    {
        var x = tensor(new[] { 1f, 2f, 4f });
        Equal([2, 4, 8], x + x);
        Equal([2, 3, 5], 1 + x);
        Equal([0.5f, 1, 2], x * 0.5);
        Equal([1, 0.5f, 0.25f], 1 / x);
        Equal([9, 8, 6], 10 - x);
        Equal([-1, -2, -4], -x);
        Assert.Equal([false, false, true], (x > 2).data<bool>().ToArray());
        Equal([1, 2, 3], x.clamp(max: 3));
        Equal([3, 2, 4], where(x < 2, full(1, 3f), x));
    }

    [Fact]
    public void Operators_in_place_give_the_tensor_itself()
    {
        var x = ones(2);
        Assert.Same(x, x.add_(1).mul_(tensor(new[] { 2f, 3f })).addcmul_(ones(2), ones(2), 10));
        Equal([14, 16], x);
    }

    [Fact]
    public void Reductions_run_over_all_or_some_axes()
    {
        var x = arange(6, float32).reshape(2, 3);
        Assert.Equal(15, x.sum().item<float>());
        Equal([3, 5, 7], x.sum(dim: 0));
        Equal([1, 4], x.mean([1]));
        Assert.Equal([2, 1], x.mean([1], keepdim: true).shape);
        var (values, places) = x.max(1);
        Equal([2, 5], values);
        Assert.Equal([2L, 2L], places.data<long>().ToArray());
        Assert.Equal(5, x.argmax().ToInt64());
        Assert.True((x >= 0).all().ToBoolean());
        Assert.False(x.isnan().any().ToBoolean());
    }

    [Fact]
    public void Shapes_change_without_copies()
    {
        var x = arange(6, float32).reshape(2, 3);
        Assert.Equal([3, 2], x.t().shape);
        Assert.Equal([2, 1, 3], x.unsqueeze(1).shape);
        Assert.Equal([3, 1, 2], x.unsqueeze(0).permute(2, 0, 1).shape);
        Assert.Equal([4, 3], cat([x, x]).shape);
        Assert.Equal([2, 2, 3], stack([x, x]).shape);
        Assert.Equal([6], x.flatten().shape);
        x.view(6).select(0, 0).fill_(9);
        Assert.Equal(9, x[0, 0].item<float>());
        Assert.Equal([2L, 1L], x.t().split(2).Select(part => part.size(0)));
    }

    [Fact]
    public void Indices_take_places_stretches_and_lists()
    {
        var x = arange(12, float32).reshape(3, 4);
        Equal([4, 5, 6, 7], x[1]);
        Equal([1, 5, 9], x[.., 1]);
        Equal([3, 7, 11], x[Ellipsis, -1]);
        Equal([5, 6], x[1, 1..^1]);
        Equal([0, 8], x[tensor(new[] { 0L, 2L })][.., 0]);
        Equal([8, 9, 10, 11], x[x[.., 0] > 4]);
        Assert.Equal([1, 3, 4], x[None].shape);
        x[0, ..] = zeros(4);
        x[tensor(new[] { 1L })] = ones(4);
        Equal([0, 0, 0, 0, 1, 1, 1, 1, 8, 9, 10, 11], x);
    }

    [Fact]
    public void Elements_are_read_and_written_in_logical_order()
    {
        var x = tensor(new[,] { { 1f, 2f, 3f }, { 4f, 5f, 6f } });
        using var transposed = x.t().data<float>();
        Assert.Equal([1f, 4f, 2f, 5f, 3f, 6f], transposed.ToArray());
        transposed.CopyFrom([10f, 40f]);
        Assert.Equal([10f, 2f, 3f, 40f, 5f, 6f], x.data<float>().ToArray());
        Assert.Equal(40, transposed[0, 1]);
        Assert.Throws<InvalidOperationException>(() => x.t().bytes.Length);
    }

    [Fact]
    public void Arrays_of_every_type_and_rank_become_tensors()
    {
        Assert.Equal(ScalarType.Byte, tensor(new byte[] { 1 }).dtype);
        Assert.Equal(ScalarType.Bool, tensor(new[] { true }).dtype);
        Assert.Equal(ScalarType.Float64, tensor(1.5).dtype);
        Assert.Equal([1, 2, 3], from_array(new int[1, 2, 3]).shape);
        Assert.Equal([2, 2], tensor(new[] { 1L, 2, 3, 4 }, [2, 2]).shape);
        Assert.Equal(ScalarType.Float32, tensor(new[] { 1, 2 }, float32).dtype);
        Assert.Throws<ArgumentException>(() => tensor(new[] { 1f, 2f }, [3]));
        Assert.Throws<NotSupportedException>(() => zeros(1, names: ["batch"]));
    }

    [Fact]
    public void Factories_take_type_and_shape()
    {
        Assert.Equal((ScalarType.Int64, 10L), (randperm(10).dtype, randperm(10).numel()));
        Assert.Equal(ScalarType.Int64, arange(3).dtype);
        Equal([0, 0.5f, 1], linspace(0, 1, 3));
        Equal([1, 0, 0, 1], eye(2));
        Assert.Equal(ScalarType.Float64, ones_like(zeros(2), float64).dtype);
        Assert.True(zeros(2, requires_grad: true).requires_grad);
        Assert.Equal(45, arange(10).sum().ToInt64());
    }

    [Fact]
    public void Conversions_copy_only_what_changes()
    {
        var x = ones(2);
        Assert.Equal(x.Handle, x.to(float32).Handle);
        Assert.NotEqual(x.Handle, x.to(float64).Handle);
        Assert.Equal(x.Handle, x.cpu().Handle);
        x.to_type(int32, disposeAfter: true).Dispose();
        Assert.True(x.IsInvalid);
    }

    [Fact]
    public void An_alias_outlives_what_it_was_made_of()
    {
        var x = ones(2);
        var y = x.alias();
        x.Dispose();
        Equal([1, 1], y);
    }

    [Fact]
    public void The_text_has_shape_type_and_elements()
    {
        Assert.Equal("[2x2], type = Float32, device = cpu\n[[1, 1],\n [1, 1]]", ones(2, 2).ToString());
        Assert.Equal("[], type = Int64, device = cpu = 7", tensor(7L).ToString());
        Assert.Contains("…", zeros(100).ToString());
    }

    [Fact]
    public void Long_lists_pass_too() => Assert.Equal(1000, cat([.. Enumerable.Range(0, 1000).Select(_ => ones(1))]).numel());

    private static void Equal(float[] expected, Tensor actual) => Assert.Equal(expected, actual.contiguous().data<float>().ToArray());
}
