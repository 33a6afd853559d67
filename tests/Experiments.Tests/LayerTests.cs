using ModelDsl.Architectures;
using ModelDsl.Evaluation;
using ModelDsl.Kernels;
using NetArchTest.Rules;

namespace ModelDsl.Experiments.Tests;

/// <summary>Assemblies, and namespaces of the runner, have no cyclic dependencies.</summary>
public sealed class LayerTests
{
    private const string Root = "ModelDsl.Experiments";

    // From the lowest to the highest. No layer depends on a later row, or on another layer in its row.
    private static readonly string[][] s_layers =
    [
        ["Contract"],
        ["Plan"],
        ["Jobs"],
        ["Hosting", "Pictures", "Reports.Csv", "Reports.Markup"],
        ["Execution", "Reports.Published"],
        ["Reports.Tables"],
        ["Reports.Claims", "Reports.Charts"],
        ["Reports.Content"],
        ["Reports.Data", "Reports.Html", "Reports.Markdown", "Reports.TensorBoard", "Reports.Terminal"],
    ];

    [Fact]
    public void Assemblies_refer_to_lower_ones()
    {
        Assert.Empty(References(typeof(CpuKernels)));
        Assert.Equal(["ModelDsl.Kernels"], References(typeof(IModel)));
        Assert.Equal(["ModelDsl.Runtime"], References(typeof(IEvaluator)));
        Assert.Equal(["ModelDsl.Kernels", "ModelDsl.Runtime"], References(typeof(Vae)));
        Assert.Equal(["ModelDsl.Evaluation", "ModelDsl.Kernels", "ModelDsl.Onnx", "ModelDsl.Runtime"], References(typeof(ExperimentRunner)));
    }

    [Fact]
    public void Namespaces_refer_to_lower_ones()
    {
        var failing =
            from row in Enumerable.Range(0, s_layers.Length)
            from layer in s_layers[row]
            let higher = s_layers[row].Where(other => other != layer).Concat(s_layers.Skip(row + 1).SelectMany(layers => layers)).Select(name => $"{Root}.{name}").Concat(s_orchestrators)
            from type in Types.InAssembly(typeof(ExperimentRunner).Assembly).That().ResideInNamespaceStartingWith($"{Root}.{layer}").ShouldNot().HaveDependencyOnAny([.. higher]).GetResult().FailingTypeNames ?? []
            select type;

        Assert.Empty(failing);
    }

    [Fact]
    public void Every_namespace_has_a_layer() =>
        Assert.Equal([], Namespaces.Except([Root, $"{Root}.Reports"]).Where(name => !s_layers.SelectMany(layers => layers).Any(layer => name == $"{Root}.{layer}" || name.StartsWith($"{Root}.{layer}.", StringComparison.Ordinal))));

    private static IEnumerable<string> Namespaces => typeof(ExperimentRunner).Assembly.GetTypes().Select(type => type.Namespace).OfType<string>().Where(name => name.StartsWith(Root, StringComparison.Ordinal)).Distinct();

    // The types of the two parent namespaces may use all layers.
    private static readonly string[] s_orchestrators = [.. typeof(ExperimentRunner).Assembly.GetTypes().Where(type => type.Namespace is Root or $"{Root}.Reports" && !type.IsNested && type.Name != nameof(ExperimentErrorCodes)).Select(type => type.FullName!)];

    private static IEnumerable<string> References(Type type) =>
        type.Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!).Where(name => name.StartsWith("ModelDsl.", StringComparison.Ordinal)).Order();
}
