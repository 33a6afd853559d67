using ModelDsl.Evaluation;
using ModelDsl.Experiments.Jobs;

namespace ModelDsl.Experiments.Tests;

public sealed class ModelCodeTests
{
    private static readonly string s_hash = new('a', 64);

    [Fact]
    public void A_model_that_is_declared_alone_is_known_by_its_hash() => Assert.Equal(s_hash, Of(s_hash));

    [Fact]
    public void Code_of_ones_own_counts_with_the_code_that_it_calls()
    {
        var code = Of($"{s_hash}{Id<ModelCodeTests>()}").Split(' ');

        Assert.Equal(s_hash, code[0]);
        Assert.Equal(["ModelDsl.Experiments.Tests", CodeHash.Of(typeof(ModelCodeTests).Assembly)], code[1..3]);
        Assert.Contains("Microsoft.CodeAnalysis.CSharp", code); // which another test calls
        Assert.DoesNotContain("ModelDsl.Evaluation", code);     // what no training runs
        Assert.DoesNotContain(Id<ModelCodeTests>(), code);      // another with each comment
    }

    [Fact]
    public void Code_of_the_library_counts_alone_and_each_assembly_once() =>
        Assert.Equal($"{s_hash} {Engine.Content(typeof(IModel))} {Engine.Content(typeof(IEvaluator))}", Of($"{s_hash}{Id<IModel>()}{Id<IEvaluator>()}{Id<IModel>()}"));

    [Fact]
    public void An_assembly_that_is_not_here_counts_by_its_id()
    {
        var id = Guid.NewGuid().ToString();

        Assert.Equal($"{s_hash} {id}", Of(s_hash + id));
    }

    private static string Id<T>() => typeof(T).Module.ModuleVersionId.ToString();

    private static string Of(string source) => ModelCode.Of(new("Model", [], source, null, _ => throw new NotSupportedException()));
}
