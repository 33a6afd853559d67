using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace ModelDsl.LibTorch.Tests;

public sealed class ContainerTests
{
    [Fact]
    public void A_sequence_names_its_modules_by_number_or_as_told()
    {
        using var numbered = Sequential(Linear(2, 2), ReLU()).append(Linear(2, 1));
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], numbered.state_dict().Keys);
        using var named = Sequential(("first", Linear(2, 2, false))).append("norm", BatchNorm1d(2, affine: false));
        Assert.Equal(["first.weight", "norm.running_mean", "norm.running_var", "norm.num_batches_tracked"], named.state_dict().Keys);
    }

    [Fact]
    public void A_list_names_its_modules_by_their_places()
    {
        using var list = ModuleList(Linear(1, 1, false), Linear(2, 2, false));
        list.Insert(1, Linear(3, 3, false));
        Assert.Equal(["0.weight", "1.weight", "2.weight"], list.state_dict().Keys);
        Assert.Equal([1L, 3L, 2L], list.Select(layer => layer.in_features));
        list[0].Dispose();
        list.RemoveAt(0);
        Assert.Equal([3L, 2L], list.named_children().Select(child => ((Linear)child.module).in_features));
        Assert.Equal(["0", "1"], list.named_children().Select(child => child.name));
        Assert.Equal(1, list.IndexOf(list[1]));
    }

    [Fact]
    public void A_dictionary_names_its_modules_by_their_keys()
    {
        using var layers = ModuleDict(("a", Linear(1, 1, false)), ("b", Linear(2, 2, false)));
        Assert.Equal(["a.weight", "b.weight"], layers.state_dict().Keys);
        Assert.Equal(2, layers["b"].in_features);
        layers["a"].Dispose();
        Assert.True(layers.Remove("a"));
        Assert.False(layers.Remove("a"));
        Assert.Equal(["b"], layers.keys());
        Assert.Throws<KeyNotFoundException>(() => layers["a"]);
        Assert.Throws<InvalidOperationException>(() => layers.Add("b", layers["b"]));
    }

    [Fact]
    public void Hooks_see_and_replace_inputs_and_results()
    {
        using var layer = Threshold(0, 0);
        var calls = new List<string>();
        layer.register_forward_pre_hook(module => calls.Add(module.GetName()));
        var before = layer.register_forward_pre_hook((_, x) => x + 1);
        layer.register_forward_hook((_, x, y) => x + y);
        Assert.Equal(6, layer.call(tensor(2f)).item<float>());
        before.remove();
        Assert.Equal(4, layer.call(tensor(2f)).item<float>());
        Assert.Equal(["Threshold", "Threshold"], calls);
    }

    [Fact]
    public void Hooks_of_two_inputs_see_both()
    {
        using var loss = MSELoss();
        loss.register_forward_pre_hook((_, x, y) => (x, y + 1));
        loss.register_forward_hook((_, x, y, result) => result * 10 + y - x);
        Assert.Equal(42, loss.call(tensor(0f), tensor(1f)).item<float>());
    }

    [Fact]
    public void Parameters_become_a_vector_and_back()
    {
        using var first = Linear(2, 3);
        using var second = Linear(2, 3);
        using var vector = nn.utils.parameters_to_vector(first.parameters());
        Assert.Equal([9], vector.shape);
        nn.utils.vector_to_parameters(vector, second.parameters());
        Assert.True(first.weight.allclose(second.weight, 0, 0) && first.bias!.allclose(second.bias!, 0, 0));
        Assert.Throws<ArgumentException>(() => nn.utils.vector_to_parameters(zeros(8), second.parameters()));
    }

    [Fact]
    public void Gradients_are_held_within_a_bound()
    {
        using var layer = Linear(2, 1, false);
        layer.weight.grad = tensor(new[,] { { 3f, -4f } });
        nn.utils.clip_grad_value_(layer.parameters(), 1);
        Assert.Equal([1f, -1f], layer.weight.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Conversions_by_name_leave_whole_numbers()
    {
        using var layer = BatchNorm1d(2);
        Assert.Equal(ScalarType.Float64, layer.@double().weight!.dtype);
        Assert.Equal(ScalarType.Float16, layer.half().weight!.dtype);
        Assert.Equal(ScalarType.BFloat16, layer.bfloat16().running_mean!.dtype);
        Assert.Equal(ScalarType.Float32, layer.@float().weight!.dtype);
        Assert.Equal(ScalarType.Int64, layer.num_batches_tracked!.dtype);
    }
}
