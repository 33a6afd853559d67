using ModelDsl.Generator.Tests.Infrastructure;
using ModelDsl.Generator.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Generator.Tests;

/// <summary>Checks that no layer leaves its weights uninitialized, as TorchSharp 0.107's <c>GroupNorm</c> does.</summary>
[Collection(TensorCollection.Name)]
public sealed class InitialWeightTests
{
    private static readonly Func<IModel>[] s_models = [() => new EveryImageLayer(), () => new EverySignalLayer(), () => new EveryVolumeLayer()];

    [Fact]
    public void Weights_depend_on_the_seed_alone()
    {
        using var scope = NewDisposeScope();
        foreach (var create in s_models)
        {
            var expected = Weights(create, garbage: 3);
            var actual = Weights(create, garbage: float.NaN);
            foreach (var (name, weight) in expected)
                Assert.True(weight.equal(actual[name]).all().ToBoolean(), name);
        }
    }

    /// <summary>PyTorch's initial values.</summary>
    [Fact]
    public void Normalizations_begin_with_factors_of_one_and_offsets_of_zero()
    {
        using var scope = NewDisposeScope();
        var kinds = new HashSet<string>();
        foreach (var create in s_models)
        {
            var weights = Weights(create, garbage: 3);
            foreach (var layer in create().Summary.Layers.Where(layer => layer.Kind.Contains("Norm", StringComparison.Ordinal) && layer.Parameters > 0))
            {
                kinds.Add(layer.Kind);
                Assert.All(weights[$"{layer.Name}.weight"].flatten().data<float>(), value => Assert.Equal(1, value));
                Assert.All(weights[$"{layer.Name}.bias"].flatten().data<float>(), value => Assert.Equal(0, value));
            }
        }

        Assert.Equal(["BatchNorm1d", "BatchNorm2d", "BatchNorm3d", "GroupNorm", "InstanceNorm2d", "LayerNorm"], kinds.Order(StringComparer.Ordinal));
    }

    /// <summary>Creates a model after its memory has been filled with a number.</summary>
    private static Dictionary<string, Tensor> Weights(Func<IModel> create, float garbage)
    {
        for (var length = 1; length <= 64; length++)
        {
            var tensors = Enumerable.Range(0, 64).Select(_ => full(length, garbage)).ToList();
            tensors.ForEach(tensor => tensor.Dispose());
        }

        manual_seed(1);
        return ((nn.Module)create()).state_dict();
    }
}
