using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using ModelDsl.Generator.Shapes;
using ModelDsl.Generator.Tests.Infrastructure;
using ModelDsl.Generator.Tests.Oracle;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Generator.Tests;

/// <summary>Writes, generates, compiles and runs random declarations.</summary>
/// <remarks><c>MODELDSL_CHAINS</c> is the number of chains, as for <see cref="ChainsAgainstLibtorchTests"/>; one in a hundred of them is run here.</remarks>
[Collection(TensorCollection.Name)]
public class GeneratedChainsTests
{
    private static readonly int s_models = Math.Max(Corpus.Size("MODELDSL_CHAINS", 0) / 100, 100);

    [Fact]
    public void Generated_models_have_the_shapes_and_weights_of_libtorch()
    {
        var models = Valid(seed: 3).Take(s_models).ToList();
        var writer = new DeclarationWriter();
        for (var i = 0; i < models.Count; i++)
            writer.Write($"Net{i}", models[i]);
        var assembly = Compile(writer.ToString());

        using var gradients = no_grad();
        for (var i = 0; i < models.Count; i++)
        {
            using var scope = NewDisposeScope();
            var sizes = models[i].Sizes.ToDictionary(size => size.Name, size => (long)SizeSamples.Of(size).Max());
            var model = Make(assembly.GetType($"Demo.Net{i}")!, [.. sizes.Values.Select(value => (object)(int)value)]);
            var steps = LibtorchOracle.Run(models[i], RandomChains.StageName, sizes)!;

            Assert.Equal(LibtorchOracle.WeightNames(models[i], sizes), model.state_dict().Keys.Order(StringComparer.Ordinal));
            Assert.Equal(
                steps.Select((step, index) => $"{RandomChains.StageName}.{(step.Kind.StartsWith("Output ", StringComparison.Ordinal) ? $"{step.Kind[7..]} Output" : $"{index} {step.Kind}")} [{string.Join(", ", step.Output)}] {step.Parameters}"),
                ((IModel)model).Summary.Layers.Where(layer => layer.Name.StartsWith($"{RandomChains.StageName}.", StringComparison.Ordinal))
                    .Select(layer => $"{layer.Name} {layer.Kind} [{string.Join(", ", layer.Output)}] {layer.Parameters}"));
            var outputs = Outputs(model, models[i], sizes);
            Assert.Equal(steps.TakeLast(outputs.Length).Select(step => string.Join(", ", step.Output.Prepend(3))), outputs.Select(output => string.Join(", ", output.shape)));
        }
    }

    /// <summary>The first layer of a stage with several parameters may run a stage with one.</summary>
    [Fact]
    public void A_stage_with_one_parameter_receives_the_first_of_several() => GeneratorTest.Generate(DiagnosticVerifier.Model("""
        [Linear(3)] public partial Tensor Help([Shape(4)] Tensor x);
        [Call(nameof(Help)), Concat("y")] public partial Tensor Run([Shape(4)] Tensor x, [Shape(2)] Tensor y);
        """));

    private static IEnumerable<Architecture> Valid(int seed)
    {
        var chains = new RandomChains(seed);
        while (true)
        {
            var model = chains.Next().Model;
            if (ModelChecker.Check(model) is { IsValid: true } check && check.Stages[^1]!.Layers.Count > 0)
                yield return model;
        }
    }

    private static Assembly Compile(string source)
    {
        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(GeneratorTest.Compile(source), out var compiled, out _);
        Assert.Empty(GeneratorTest.Problems(compiled));
        using var image = new MemoryStream();
        Assert.True(compiled.Emit(image).Success);
        image.Position = 0;
        return new AssemblyLoadContext(nameof(GeneratedChainsTests), isCollectible: true).LoadFromStream(image);
    }

    private static nn.Module Make(Type type, object[] sizes) => (nn.Module)type.GetConstructors().Single().Invoke(
        BindingFlags.OptionalParamBinding, null, [.. sizes, Type.Missing, Type.Missing], null);

    private static Tensor[] Outputs(nn.Module model, Architecture declared, Dictionary<string, long> sizes)
    {
        var inputs = LibtorchOracle.Inputs(declared, RandomChains.StageName, sizes, batch: 3);
        var output = model.GetType().GetMethod(RandomChains.StageName)!.Invoke(model, [.. inputs]);
        return output switch
        {
            Tensor tensor => [tensor],
            Gaussian gaussian => [gaussian.Mean],
            System.Runtime.CompilerServices.ITuple tuple => [.. Enumerable.Range(0, tuple.Length).Select(i => (Tensor)tuple[i]!)],
            _ => [.. output!.GetType().GetProperties().Where(property => property.PropertyType == typeof(Tensor)).Select(property => (Tensor)property.GetValue(output)!)],
        };
    }
}
