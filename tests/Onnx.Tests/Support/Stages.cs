using System.Reflection;
using System.Runtime.CompilerServices;
using ModelDsl.Graphs;
using ModelDsl.Training;
using TorchSharp;

namespace ModelDsl.Onnx.Tests.Support;

/// <summary>Runs stages of models by their names.</summary>
internal static class Stages
{
    /// <summary>A model in evaluation mode, with random biases and statistics of normalizations, which are otherwise 0 and 1.</summary>
    public static T Randomized<T>(T model) where T : nn.Module
    {
        using var without = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, weight) in model.state_dict())
        {
            if (weight.is_floating_point() && weight.dim() == 1 && !name.Contains("parametrizations", StringComparison.Ordinal))
                weight.add_(name.EndsWith("running_var", StringComparison.Ordinal) ? rand_like(weight) : randn_like(weight) * 0.1);
        }

        model.eval();
        return model;
    }

    /// <summary>Random arguments: pixels for images, indices for an embedding.</summary>
    public static Tensor[] Arguments(StageGraph stage, long batch) => [.. stage.Inputs.Select(input =>
    {
        long[] shape = [batch, .. input.Shape];
        return input.IsInteger ? randint(0, 20, shape, ScalarType.Int64) : input.Space == "image" ? rand(shape) : randn(shape) * 2;
    })];

    /// <summary>The outputs of a stage.</summary>
    public static IReadOnlyList<Tensor> Run(nn.Module model, string stage, IEnumerable<Tensor> arguments)
    {
        using var without = no_grad();
        var method = model.GetType().GetMethod(stage, BindingFlags.Instance | BindingFlags.Public)!;
        return method.Invoke(model, [.. arguments]) switch
        {
            Tensor tensor => [tensor],
            Gaussian gaussian => [gaussian.Mean, gaussian.LogVariance],
            ITuple tuple => [.. Enumerable.Range(0, tuple.Length).Select(i => (Tensor)tuple[i]!)],
            { } record => [.. record.GetType().GetConstructors()[0].GetParameters().Select(parameter => (Tensor)record.GetType().GetProperty(parameter.Name!)!.GetValue(record)!)],
            null => [],
        };
    }

    /// <summary>The outputs of a stage, with images as pixels.</summary>
    public static IReadOnlyList<Tensor> RunWithPixels(nn.Module model, StageGraph stage, Tensor[] arguments, IObjective? objective)
    {
        var mapped = arguments.Select((argument, i) => stage.Inputs[i].Space == "image" && objective is not null ? objective.FromPixels(argument) : argument);
        return [.. Run(model, stage.Name, mapped).Select((output, i) => stage.Outputs[i].Space == "image" && objective is not null ? objective.ToPixels(output) : output)];
    }

    public static ModelGraph Graph(nn.Module model) => ((IModel)model).Graph!;
}
