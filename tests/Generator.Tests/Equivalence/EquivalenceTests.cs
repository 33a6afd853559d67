using System.Reflection;
using ModelDsl.Generator.Tests.Infrastructure;
using TorchSharp;
using static TorchSharp.torch;
using OwnCatalogue = ModelDsl.Generated._ModelDsl_Generator_Tests.ModelCatalogue;
using ReadyMadeCatalogue = ModelDsl.Generated._ModelDsl_Architectures.ModelCatalogue;

namespace ModelDsl.Generator.Tests.Equivalence;

/// <summary>Compares generated models with hand-written ones: the same seed produces the same weights, names and results, bit for bit.</summary>
[Collection(TensorCollection.Name)]
public class EquivalenceTests
{
    public static TheoryData<string> Architectures => [.. HandWrittenArchitectures.All.Keys];

    public static TheoryData<string> Models => [.. HandWrittenModels.All.Keys];

    [Fact]
    public void Each_architecture_has_a_hand_written_counterpart() => Assert.Equal(
        ReadyMadeCatalogue.Models.Select(entry => entry.Name).Order(StringComparer.Ordinal), HandWrittenArchitectures.All.Keys.Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Architectures))]
    public void An_architecture_equals_its_hand_written_version(string name) =>
        AssertAlike(ReadyMadeCatalogue.Models.Single(entry => entry.Name == name), HandWrittenArchitectures.All[name]);

    [Theory, MemberData(nameof(Models))]
    public void A_generated_model_is_what_one_would_write_by_hand(string name) =>
        AssertAlike(OwnCatalogue.Models.Single(entry => entry.Name == name), HandWrittenModels.All[name]);

    private static void AssertAlike(ModelEntry entry, Func<HandWritten> write)
    {
        using var scope = NewDisposeScope();
        using var without = no_grad();
        manual_seed(1);
        var ours = entry.Create([.. entry.Sizes.Select(size => size.Default)]);
        manual_seed(1);
        var theirs = write();
        AssertSameState(ours, theirs);
        foreach (var training in new[] { false, true })
        {
            ours.train(training);
            theirs.train(training);
            AssertSameResults(ours, theirs);
        }

        // In training, some layers update running statistics.
        AssertSameState(ours, theirs);
    }

    private static void AssertSameState(nn.Module ours, nn.Module theirs)
    {
        var (actual, expected) = (ours.state_dict(), theirs.state_dict());
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected, value => Assert.Equal(Bits(value.Value), Bits(actual[value.Key])));
    }

    private static void AssertSameResults(nn.Module ours, HandWritten theirs)
    {
        var stages = ours.GetType().GetMethods().Where(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(ShapeAttribute)))).ToList();
        Assert.NotEmpty(stages);
        foreach (var stage in stages)
        {
            var inputs = stage.GetParameters().Select(parameter => Input(ours, parameter)).ToArray();
            manual_seed(2);
            var expected = theirs.Run(stage.Name, inputs.Length == 1 ? inputs[0] : cat(inputs, 1));
            manual_seed(2);
            Assert.Equal(expected.Select(Bits), Results(stage.Invoke(ours, [.. inputs])).Select(Bits));
        }

        if (ours is nn.Module<Tensor, Tensor> whole && theirs.named_children().Any(part => part.name == "Decode"))
        {
            var image = Values([2, .. ((IModel)ours).InputShape]);
            Assert.Equal(Bits(theirs.Run("Decode", theirs.Run("Encode", image)[0])[0]), Bits(whole.forward(image)));
        }
    }

    private static Tensor[] Results(object? result) => result is Gaussian code ? [code.Mean, code.LogVariance] : [(Tensor)result!];

    private static Tensor Input(nn.Module model, ParameterInfo parameter) => Values(
        [2, .. parameter.GetCustomAttribute<ShapeAttribute>()!.Axes.Select(axis => axis is string size
            ? (int)model.GetType().GetProperty(size)!.GetValue(model)!
            : Convert.ToInt64(axis, null))]);

    /// <summary>Evenly spaced numbers from 0 to 1.</summary>
    private static Tensor Values(long[] shape)
    {
        var count = shape.Aggregate(1L, (product, axis) => product * axis);
        return arange(count, dtype: float32).reshape(shape) / count;
    }

    private static byte[] Bits(Tensor tensor) => tensor.detach().contiguous().bytes.ToArray();
}
