using ModelDsl.Evaluation;
using ModelDsl.Experiments.Jobs;

namespace ModelDsl.Experiments.Tests;

public sealed class ModelCodeTests
{
    private static readonly string s_hash = new('a', 64);

    [Fact]
    public void A_model_without_handwritten_code_is_identified_by_its_hash() => Assert.Equal(s_hash, Of(s_hash));

    [Fact]
    public void User_code_is_hashed_with_its_references()
    {
        var code = Of($"{s_hash}{Id<ModelCodeTests>()}").Split(' ');

        Assert.Equal(s_hash, code[0]);
        Assert.Equal(["ModelDsl.Experiments.Tests", CodeHash.Of(typeof(ModelCodeTests).Assembly)], code[1..3]);
        Assert.Contains("Microsoft.CodeAnalysis.CSharp", code); // which another test calls
        Assert.DoesNotContain("ModelDsl.Evaluation", code);     // what no training runs
        Assert.DoesNotContain(Id<ModelCodeTests>(), code);      // another with each comment
    }

    [Fact]
    public void Library_code_is_hashed_without_references_and_once_per_assembly() =>
        Assert.Equal($"{s_hash} {Engine.Content(typeof(IModel))} {Engine.Content(typeof(IEvaluator))}", Of($"{s_hash}{Id<IModel>()}{Id<IEvaluator>()}{Id<IModel>()}"));

    [Fact]
    public void An_assembly_that_is_not_loaded_is_identified_by_its_id()
    {
        var id = Guid.NewGuid().ToString();

        Assert.Equal($"{s_hash} {id}", Of(s_hash + id));
    }

    private static string Id<T>() => typeof(T).Module.ModuleVersionId.ToString();

    private static string Of(string source) => ModelCode.Of(new("Model", [], source, null, _ => throw new NotSupportedException()));
}
