using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Kernels.Tests;

/// <summary>Compares random layers with the library. <c>MODELDSL_LAYERS=20000</c> runs more of them.</summary>
public class LayerSweepTests
{
    private const double Tolerance = 1e-5;

    private static readonly string[] s_names = ["output", "gradient of the input", "gradient of the weight", "gradient of the bias"];

    private static int Count => Environment.GetEnvironmentVariable("MODELDSL_LAYERS") is { Length: > 0 } count ? int.Parse(count, CultureInfo.InvariantCulture) : 200;

    [Fact]
    public void Values_and_gradients_are_those_of_the_library()
    {
        var layers = new RandomLayers(seed: 20);
        for (var index = 0; index < Count; index++)
        {
            using var scope = NewDisposeScope();
            using var layer = layers.Next();
            var factors = layer.Factors();
            var actual = layer.Compute(factors).Select(tensor => tensor.clone()).ToArray();
            layer.Layer.zero_grad();
            var expected = layer.Expected(factors);
            for (var i = 0; i < expected.Length; i++)
            {
                var largest = expected[i].abs().max().ToDouble();
                var difference = actual[i].to(ScalarType.Float64).sub(expected[i]).abs().max().ToDouble();
                Assert.True(difference <= Tolerance * largest, $"Layer {index}, {layer}: the {s_names[i]} differs by {difference / largest:G3} of its largest value.");
            }
        }
    }

    [Fact]
    public void Bits_depend_neither_on_threads_nor_on_the_width_of_vectors()
    {
        var layers = new RandomLayers(seed: 21);
        for (var index = 0; index < 60; index++)
        {
            using var scope = NewDisposeScope();
            using var layer = layers.Next();
            var factors = layer.Factors();
            var first = layer.Compute(factors).Select(tensor => tensor.clone()).ToArray();
            foreach (var kernels in KernelSet.Supported)
            {
                layer.Layer.zero_grad();
                var other = (layer with { Kernels = kernels, Threads = layer.Threads % 3 + 1 }).Compute(factors);
                for (var i = 0; i < first.Length; i++)
                    Assert.True(first[i].bytes.SequenceEqual(other[i].bytes), $"Layer {index}, {layer}: the {s_names[i]} differs with {kernels.Name}.");
            }
        }
    }
}
