using System.ComponentModel;
using System.Reflection;
using ModelDsl.Generator.Shapes;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests.Reference;

/// <summary>The reference of layers, the catalogue and the attributes agree.</summary>
public class ReferenceTests
{
    public static TheoryData<string> Kinds => [.. LayerCatalogue.Kinds.Select(kind => kind.Name)];

    /// <summary><c>MODELDSL_ACCEPT_SNAPSHOTS=1</c> rewrites it.</summary>
    [Fact]
    public void The_reference_agrees_with_the_catalogue()
    {
        var (path, written) = (Repository.PathOf("docs", "reference.md"), LayerReference.Write());
        if (Environment.GetEnvironmentVariable("MODELDSL_ACCEPT_SNAPSHOTS") == "1")
            File.WriteAllText(path, written);
        var accepted = File.Exists(path) ? File.ReadAllText(path) : "";
        Assert.Equal(written, accepted);
    }

    [Fact]
    public void Every_layer_is_in_the_reference_once() => Assert.Equal(
        LayerCatalogue.Kinds.Select(kind => kind.Name).Order(StringComparer.Ordinal),
        LayerExamples.All.Select(example => example.Kind).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Kinds))]
    public void A_layer_takes_the_arguments_that_its_attribute_has(string kind)
    {
        var properties = Attribute(kind).GetProperties().Where(property => property.DeclaringType != typeof(Attribute)).Select(property => property.Name);
        Assert.Equal(
            LayerCatalogue.Find(kind)!.Parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal),
            properties.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void An_omitted_argument_has_the_default_of_its_attribute(string kind)
    {
        // The other constructors set optional arguments, or exist to refuse those of PyTorch.
        var constructor = Attribute(kind).GetConstructors()
            .Where(candidate => candidate.GetCustomAttribute<EditorBrowsableAttribute>() is null)
            .MinBy(candidate => candidate.GetParameters().Length)!;
        var attribute = constructor.Invoke([.. constructor.GetParameters().Select(Some)]);
        foreach (var property in Attribute(kind).GetProperties().Where(property => property.CanWrite))
        {
            var parameter = LayerCatalogue.Find(kind)!.Parameters.Single(candidate => candidate.Name == property.Name);
            Assert.Equal((kind, property.Name, Text(parameter.Default)), (kind, property.Name, Text(property.GetValue(attribute))));
        }

        static object Some(ParameterInfo parameter) => parameter.ParameterType switch
        {
            var type when type == typeof(string) => "",
            var type when type == typeof(string[]) => Array.Empty<string>(),
            var type when type == typeof(Type) => typeof(object),
            var type when type == typeof(object[]) => Array.Empty<object>(),
            var type when type == typeof(int[]) => Array.Empty<int>(),
            _ => 1,
        };

        // An omitted stride is the window's size: null in the attribute, 0 in the catalogue.
        static string Text(object? value) => value switch
        {
            PerAxis { IsUniform: true } axes => $"{axes[0]}",
            Shape { Rank: 0 } or object[] { Length: 0 } or EquatableArray<string> { Count: 0 } => "[]",
            null => "0",
            _ => $"{value}",
        };
    }

    private static Type Attribute(string kind) => typeof(LinearAttribute).Assembly.GetType($"ModelDsl.{kind}Attribute", throwOnError: true)!;
}
