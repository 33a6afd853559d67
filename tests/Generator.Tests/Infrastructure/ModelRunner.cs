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
        Assert.Empty(await DiagnosticVerifier.Analyze(compilation));
        return Run(compilation);
    }

    /// <summary>Runs the stages of all models of a compilation without errors. Returns their number.</summary>
    public static int Run(Compilation compilation)
    {
        var context = new AssemblyLoadContext(null, isCollectible: true);
        try
        {
            return Load(context, compilation).GetTypes()
                .Where(type => type.IsDefined(typeof(ModelAttribute), inherit: false) && type is { IsAbstract: false, ContainsGenericParameters: false })
                .Sum(RunStages);
        }
        finally
        {
            context.Unload();
        }
    }

    /// <summary>The models of a source, as its catalogue lists them.</summary>
    public static IReadOnlyList<ModelEntry> LoadCatalogue(AssemblyLoadContext context, string source)
    {
        var catalogue = Load(context, Complete(source)).GetCustomAttribute<ModelCatalogueAttribute>()!.Catalogue;
        return (IReadOnlyList<ModelEntry>)catalogue.GetProperty("Models")!.GetValue(null)!;
    }

    private static Compilation Complete(string source)
    {
        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(GeneratorTest.Compile(source), out var compilation, out _);
        Assert.Empty(GeneratorTest.Problems(compilation));
        return compilation;
    }

    private static Assembly Load(AssemblyLoadContext context, Compilation compilation)
    {
        using var stream = new MemoryStream();
        Assert.True(compilation.Emit(stream).Success);
        stream.Position = 0;
        return context.LoadFromStream(stream);
    }

    private static int RunStages(Type type)
    {
        using var scope = NewDisposeScope();
        using var model = (nn.Module)Make(type);
        var stages = type.GetMethods()
            .Where(method => method.GetParameters() is { Length: > 0 } parameters && parameters.All(parameter => parameter.IsDefined(typeof(ShapeAttribute))))
            .ToList();
        foreach (var stage in stages)
            stage.Invoke(model, [.. stage.GetParameters().Select(parameter => Input(model, parameter))]);
        if (model is nn.Module<Tensor, Tensor> whole)
            Assert.Equal(2, whole.forward(rand([2, .. ((IModel)model).InputShape])).shape[0]);
        return stages.Count;
    }

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
