using ModelDsl.Generator.Tests.Infrastructure;
using static ModelDsl.Generator.Tests.Infrastructure.DiagnosticVerifier;

namespace ModelDsl.Generator.Tests;

/// <summary>A user's own data sets and evaluators are in the catalogue like models.</summary>
public class CataloguedTests
{
    /// <summary>The interface of the evaluation assembly, which these tests do not reference.</summary>
    private const string Evaluation = "namespace ModelDsl.Evaluation { public interface IEvaluator; }";

    private const string Dataset = """
        public class Digits : ModelDsl.Data.IDataset
        {
            public string Name => "Digits";
            public System.Collections.Generic.IReadOnlyList<long> ImageShape => [1, 8, 8];
            public int Classes => 10;
            public string ContentHash => "";
            public System.Threading.Tasks.Task<ModelDsl.Data.Dataset> LoadAsync(ModelDsl.Data.DataOptions options, System.Threading.CancellationToken cancellation) => null!;
        }
        """;

    private const string Model = "[ModelDsl.Model] public partial class Net { [ModelDsl.Linear(3)] public partial TorchSharp.torch.Tensor Run([ModelDsl.Shape(9)] TorchSharp.torch.Tensor x); }";

    [Fact]
    public Task They_are_listed_beside_the_models() => GeneratedFileSnapshot.Verify(
        GeneratorTest.Generate(Evaluation, Model, Dataset, """
            namespace Mine;
            [ModelDsl.Catalogued] internal sealed record Roughness : ModelDsl.Evaluation.IEvaluator;
            [ModelDsl.Catalogued] public sealed class Stripes : Digits;
            static class Outer { [ModelDsl.Catalogued] internal sealed class Both : Digits, ModelDsl.Evaluation.IEvaluator; }
            """)[^1], "CataloguedClasses");

    [Fact]
    public void A_library_without_evaluators_need_not_know_them() => Assert.DoesNotContain("Evaluat", Catalogue(Model, Dataset), StringComparison.Ordinal);

    [Fact]
    public void A_library_without_models_has_a_catalogue_too() => Assert.Contains("new global::Stripes(),", Assert.Single(WithoutModels(Dataset, Stripes)));

    [Fact]
    public void An_assembly_with_nothing_to_list_has_no_catalogue() => Assert.Empty(WithoutModels(Dataset));

    [Fact]
    public async Task A_catalogued_class_is_a_data_set_or_an_evaluator() => Assert.Equal(
        ["Stripes is neither a data set nor an evaluator. Implement ModelDsl.Data.IDataset or ModelDsl.Evaluation.IEvaluator, or remove [Catalogued]."],
        await Verify("[ModelDsl.Catalogued] public class {|MDL0022:Stripes|};"));

    [Theory]
    [InlineData("[ModelDsl.Catalogued] public abstract class {|MDL0023:Stripes|} : Digits;", "Stripes, which is abstract: remove abstract")]
    [InlineData("[ModelDsl.Catalogued] public class {|MDL0023:Stripes|}<T> : Digits;", "Stripes, which has type parameters: write a class without")]
    [InlineData("class Outer<T> { [ModelDsl.Catalogued] public class {|MDL0023:Stripes|} : Digits; }", "Stripes, which has type parameters: write a class without")]
    [InlineData("[ModelDsl.Catalogued] file class {|MDL0023:Stripes|} : Digits;", "Stripes, which is file-local: write internal")]
    [InlineData("class Outer { [ModelDsl.Catalogued] private class {|MDL0023:Stripes|} : Digits; }", "Stripes, which is private: write internal")]
    [InlineData("class Outer { protected class Middle { [ModelDsl.Catalogued] public class {|MDL0023:Stripes|} : Digits; } }", "Stripes, which is hidden by the accessibility of Middle: write internal")]
    public async Task The_catalogue_can_create_it(string declaration, string message) =>
        Assert.Equal($"The catalogue cannot create {message}", Assert.Single(await Verify($"{Dataset}\n{declaration}")));

    [Theory]
    [InlineData("{|MDL0024:Stripes|}(int width) : Digits { public int Width => width; }")]
    [InlineData("{|MDL0024:Stripes|} : Digits { internal Stripes() { } }")]
    [InlineData("{|MDL0024:Stripes|} : Digits { public required int Width { get; init; } }")]
    public async Task The_catalogue_creates_it_without_arguments(string declaration) => Assert.Equal(
        ["Stripes has no public parameterless constructor, which the catalogue calls. Write public Stripes(), and no required members."],
        await Verify($"{Dataset}\n[ModelDsl.Catalogued] public class {declaration}"));

    [Fact]
    public async Task An_objective_that_the_catalogue_cannot_create_is_a_mistake() => Assert.Equal(
        ["The catalogue cannot create Mine, which is private: write internal"],
        await Verify("""
            static class Outer
            {
                [ModelDsl.Model, {|MDL0023:Mine|}] internal partial class Net { [ModelDsl.Linear(3)] public partial TorchSharp.torch.Tensor Run([ModelDsl.Shape(9)] TorchSharp.torch.Tensor x); }
                private sealed class MineAttribute : ModelDsl.ObjectiveAttribute;
            }
            """.Replace("static class Outer", "static partial class Outer", StringComparison.Ordinal)));

    private const string Stripes = "[ModelDsl.Catalogued] public sealed class Stripes : Digits;";

    /// <summary>The generated files of a project without models.</summary>
    private static IReadOnlyList<string> WithoutModels(params string[] sources)
    {
        var driver = GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(GeneratorTest.Compile(sources), out var updated, out _);
        Assert.Empty(GeneratorTest.Problems(updated));
        return [.. driver.GetRunResult().GeneratedTrees.Select(tree => tree.ToString())];
    }

    private static string Catalogue(params string[] sources) => GeneratorTest.Generate(sources)[^1].SourceText.ToString();
}
