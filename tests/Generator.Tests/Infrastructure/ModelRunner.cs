using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Generator.Tests.Infrastructure;

/// <summary>Creates the models of a compilation and runs each of their stages.</summary>
internal static class ModelRunner
{
    /// <summary>Fails unless the source compiles without warnings and its models run. Returns the number of stages that ran.</summary>
    public static async Task<int> Run(string source)
    {
        var compilation = Complete(source);
        var (mistakes, problems) = await DiagnosticVerifier.Check(compilation);
        Assert.Empty(mistakes.Concat(problems));
        return Run(compilation);
    }

    /// <summary>Runs the stages of all models of a compilation without errors. Returns their number.</summary>
    public static int Run(Compilation compilation) => ForEachModel(compilation, RunStages).Sum();

    /// <summary>
    /// Makes a training step of each model of a source with the outputs of its stages, which are tensors, and runs it in evaluation mode.
    /// Fails unless each parameter has a gradient and changes. Returns the numbers of parameters by the names of the models.
    /// </summary>
    public static IReadOnlyDictionary<string, long> Train(string source) =>
        ForEachModel(Complete(source), type => (type.Name, Parameters: TrainOneStep(type))).ToDictionary(model => model.Name, model => model.Parameters);

    /// <summary>The models of a source, as its catalogue lists them.</summary>
    public static IReadOnlyList<ModelEntry> LoadCatalogue(AssemblyLoadContext context, string source)
    {
        var catalogue = Load(context, Complete(source)).GetCustomAttribute<ModelCatalogueAttribute>()!.Catalogue;
        return (IReadOnlyList<ModelEntry>)catalogue.GetProperty("Models")!.GetValue(null)!;
    }

    private static IReadOnlyList<T> ForEachModel<T>(Compilation compilation, Func<Type, T> use)
    {
        var context = new AssemblyLoadContext(null, isCollectible: true);
        try
        {
            return [.. Load(context, compilation).GetTypes()
                .Where(type => type.IsDefined(typeof(ModelAttribute), inherit: false) && type is { IsAbstract: false, ContainsGenericParameters: false })
                .Select(use)];
        }
        finally
        {
            context.Unload();
        }
    }

    private static Compilation Complete(string source)
    {
        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(GeneratorTest.Compile(source), out var compilation, out _);
        return compilation;
    }

    private static Assembly Load(AssemblyLoadContext context, Compilation compilation)
    {
        using var stream = new MemoryStream();
        Assert.Empty(compilation.Emit(stream).Diagnostics.Where(GeneratorTest.IsProblem));
        stream.Position = 0;
        return context.LoadFromStream(stream);
    }

    private static int RunStages(Type type)
    {
        using var scope = NewDisposeScope();
        using var model = (nn.Module)Make(type);
        var outputs = Outputs(model);
        if (model is nn.Module<Tensor, Tensor> whole)
            Assert.Equal(2, whole.forward(rand([2, .. ((IModel)model).InputShape])).shape[0]);
        return outputs.Count;
    }

    private static long TrainOneStep(Type type)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var model = (nn.Module)Make(type);
        var before = model.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter.detach().clone());
        using var optimizer = optim.Adam(model.parameters());
        foreach (var output in Outputs(model).Cast<Tensor>())
            (output - rand_like(output)).square().mean().backward();
        optimizer.step();
        Assert.All(model.named_parameters(), pair =>
        {
            Assert.True(pair.parameter.grad is { } gradient && gradient.isfinite().all().ToBoolean() && gradient.abs().sum().ToDouble() > 0, $"{type.Name}: {pair.name} has no gradient.");
            Assert.False(pair.parameter.eq(before[pair.name]).all().ToBoolean(), $"{type.Name}: {pair.name} is not trained.");
        });

        model.eval();
        using var evaluation = no_grad();
        Assert.All(Outputs(model).Cast<Tensor>(), output => Assert.True(output.isfinite().all().ToBoolean()));
        return before.Values.Sum(parameter => parameter.numel());
    }

    /// <summary>What the stages return for random inputs.</summary>
    private static IReadOnlyList<object> Outputs(nn.Module model) =>
        [.. model.GetType().GetMethods()
            .Where(method => method.GetParameters() is { Length: > 0 } parameters && parameters.All(parameter => parameter.IsDefined(typeof(ShapeAttribute))))
            .Select(stage => stage.Invoke(model, [.. stage.GetParameters().Select(parameter => Input(model, parameter))])!)];

    private static object Make(Type type)
    {
        var constructor = type.GetConstructors().Single();
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => parameter.DefaultValue)]);
    }

    /// <summary>A batch of two of the declared shape.</summary>
    private static Tensor Input(nn.Module model, ParameterInfo parameter) =>
        rand([2, .. parameter.GetCustomAttribute<ShapeAttribute>()!.Axes.Select(axis => axis is string size ? Size(model, size) : Convert.ToInt64(axis, null))]);

    private static long Size(nn.Module model, string name) => (int)model.GetType().GetProperty(name)!.GetValue(model)!;
}
