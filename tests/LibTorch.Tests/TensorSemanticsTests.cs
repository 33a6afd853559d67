using System.Runtime.InteropServices;

namespace ModelDsl.LibTorch.Tests;

public sealed class TensorSemanticsTests
{
    [Fact]
    public void Views_share_memory_and_copies_do_not()
    {
        var x = zeros(2, 3);
        foreach (var view in (Tensor[])[x.t(), x.view(6), x[0], x.narrow(1, 0, 2), x.diagonal(), x.unfold(1, 2, 1), x.expand(2, 2, 3), x.unbind()[1]])
        {
            view.fill_(1);
            Assert.NotEqual(0, x.sum().ToDouble());
            x.zero_();
        }
        x.flip([0]).fill_(1);
        x.index_select(0, tensor(new[] { 0L })).fill_(1);
        Assert.Equal(0, x.sum().ToDouble());
    }

    [Fact]
    public void A_leaf_that_requires_a_gradient_is_not_written_to()
    {
        var x = ones(2, requires_grad: true);
        var error = Assert.Throws<ExternalException>(() => x.add_(1));
        Assert.Equal("a leaf Variable that requires grad is being used in an in-place operation.", error.Message);
        using (no_grad())
            Assert.Equal(4, x.add_(1).sum().ToDouble());
    }

    [Fact]
    public void An_axis_that_there_is_not_is_named_in_libtorchs_words()
    {
        var error = Assert.Throws<ExternalException>(() => ones(2, 3).sum(2));
        Assert.Equal("Dimension out of range (expected to be in range of [-2, 1], but got 2)", error.Message);
    }

    [Fact]
    public void A_quotient_of_integers_is_real_unless_it_is_rounded()
    {
        var x = tensor(new[] { 7L, -7L });
        Assert.Equal([3.5f, -3.5f], (x / 2).data<float>().ToArray());
        Assert.Equal([3L, -4L], x.floor_divide(2).data<long>().ToArray());
        Assert.Equal([3L, -3L], x.div(2, RoundingMode.trunc).data<long>().ToArray());
        Assert.Equal([1L, 1L], (x % 2).data<long>().ToArray());
        Assert.Throws<ExternalException>(() => x.div_(2));
    }

    [Fact]
    public void Numbers_and_arrays_become_tensors_where_one_is_needed()
    {
        Tensor number = 2;
        Tensor vector = new[] { 1f, 2f };
        Assert.Equal((ScalarType.Int32, 0L), (number.dtype, number.ndim));
        Assert.True(vector.maximum(1.5f).Equals(tensor(new[] { 1.5f, 2f })));
        Assert.Equal([true, false], (vector == 1).data<bool>().ToArray());
        Assert.Equal([false, true], (vector != 1).data<bool>().ToArray());
    }

    [Fact]
    public void Equal_tensors_have_the_same_shape_and_elements()
    {
        Assert.True(ones(2).Equals(ones(2)));
        Assert.False(ones(2).Equals(ones(1, 2)));
        Assert.False(ones(2).Equals((object)"ones"));
    }

    [Fact]
    public void Conversions_give_the_type_that_they_name()
    {
        var x = tensor(new[] { 0f, 1.7f });
        ScalarType[] expected =
        [
            ScalarType.Bool, ScalarType.Byte, ScalarType.Int8, ScalarType.Int16, ScalarType.Int32, ScalarType.Int64,
            ScalarType.Float16, ScalarType.BFloat16, ScalarType.Float32, ScalarType.Float64,
        ];
        Tensor[] found = [x.@bool(), x.@byte(), x.@char(), x.@short(), x.@int(), x.@long(), x.half(), x.bfloat16(), x.@float(), x.@double()];
        Assert.Equal(expected, found.Select(tensor => tensor.dtype));
        Assert.Equal(ScalarType.Int64, x.type_as(tensor(1L)).dtype);
        Assert.Equal(1L, x.@long()[1].item<long>());
    }

    [Fact]
    public void New_tensors_take_after_the_one_that_makes_them()
    {
        var x = ones([1], float64);
        Assert.Equal(ScalarType.Float64, x.new_zeros(2, 3).dtype);
        Assert.Equal([2, 3], x.new_full(2, 3, 5).shape);
        Assert.Equal([1, 10, 100], logspace(0, 2, 3).data<float>().ToArray());
        Assert.Equal([2, 2], as_tensor(new[,] { { 1, 2 }, { 3, 4 } }).shape);
        Assert.Equal(x.Handle, as_tensor(x).Handle);
    }

    [Fact]
    public void Six_places_are_read_and_written()
    {
        var x = zeros([1, 2, 1, 2, 1, 2]);
        x[0, 1, 0, 1, 0, 1] = 3;
        x[0, 0, 0, 0, 0] = tensor(new[] { 4f, 5f });
        Assert.Equal(3, x[0, 1, 0, 1, 0, 1].ToInt32());
        Assert.Equal([4, 5], x[0, 0, 0, 0, 0].data<float>().ToArray());
    }

    [Fact]
    public void What_is_not_asked_of_unique_is_null()
    {
        var (output, inverse, counts) = tensor(new[] { 3L, 1L, 3L }).unique(return_counts: true);
        Assert.Equal([1L, 3L], output.data<long>().ToArray());
        Assert.Null(inverse);
        Assert.Equal([1L, 2L], counts!.data<long>().ToArray());
    }

    [Fact]
    public void Inference_records_nothing_for_good()
    {
        var x = ones(1, requires_grad: true);
        Tensor y;
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            y = x * 2;
        }
        Assert.False(is_inference_mode_enabled());
        Assert.False(y.requires_grad);
        Assert.Throws<ExternalException>(() => (y * x).sum().backward());
    }
}
