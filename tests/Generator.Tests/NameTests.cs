using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>The user's names: generated names give way, and a true clash is a diagnostic.</summary>
/// <remarks><c>MODELDSL_NAMES=5000 dotnet test tests/Generator.Tests --filter NameTests</c> tries more combinations.</remarks>
public class NameTests
{
    /// <summary>C#'s keywords, the names in generated code, and letters beyond ASCII.</summary>
    private static readonly string[] s_names =
    [
        .. SyntaxFacts.GetKeywordKinds().Concat(SyntaxFacts.GetContextualKeywordKinds()).Select(SyntaxFacts.GetText).Where(SyntaxFacts.IsValidIdentifier).Distinct(),
        "torch", "Torch", "TorchSharp", "ModelDsl", "System", "Tensor", "nn", "Module", "Stage", "Stage1", "device", "Device", "dtype", "Dtype", "forward", "Forward",
        "call", "Call", "Summary", "InputShape", "Sizes", "RegisterComponents", "register_module", "name", "Name", "training", "x", "x0", "x1", "y0", "layer0", "code", "latent",
        "Encode", "Decode", "Run", "Other", "_run0", "_run1", "_run2", "_other0", "_summary", "_width", "_", "__", "_x", "Net", "Body", "IModel", "Dispose",
        "Größe", "größe", "名前", "Ünï", "İ", "ı", "ﬁ", "e\u0301", "A1", "a_b",
    ];

    [Theory]
    [InlineData("[Size(4)] public partial int Torch { get; } [Linear(nameof(Torch)), ReLU] public partial Tensor Run([Shape(3)] Tensor image);")]
    [InlineData("[Size(4)] public partial int Width { get; } [Flatten, Unflatten(1, nameof(Width)), Flatten] public partial Tensor Run([Shape(nameof(Width))] Tensor Width);")]
    [InlineData("[Size(4)] public partial int x0 { get; } [Linear(3), Unflatten(1, 3), Flatten, Linear(nameof(x0)), Unflatten(1, nameof(x0))] public partial Tensor Run([Shape(3)] Tensor image);")]
    [InlineData("[Linear(4), ReLU] public partial Tensor Run([Shape(3)] Tensor torch);")]
    [InlineData("[Linear(4), ReLU] public partial Tensor Run([Shape(3)] Tensor _run0);")]
    [InlineData("[Size(4)] public partial int _run0 { get; } [Linear(4), Linear(nameof(_run0))] public partial Tensor Run([Shape(3)] Tensor image);")]
    [InlineData("[Linear(4)] public partial Tensor Run([Shape(3)] Tensor image); public override Tensor forward(Tensor image) => Run(image * 2);")]
    [InlineData("[Linear(4)] public partial Tensor Run([Shape(3)] Tensor image); public Tensor forward(Tensor image, int times) => Run(image * times);")]
    [InlineData("[Size(4)] public partial int @class { get; } [Linear(nameof(@class)), Call(nameof(@default))] public partial Tensor Run([Shape(3)] Tensor @this); [Linear(2)] public partial Tensor @default([Shape(nameof(@class))] Tensor @in);")]
    [InlineData("[Linear(4)] public partial Tensor Run([Shape(3)] Tensor image); [Linear(3), Call(nameof(Run))] public partial Tensor Other([Shape(4)] Tensor Run);")]
    public async Task Generated_names_give_way(string members) => Assert.True(await ModelRunner.Run(DiagnosticVerifier.Model(members)) > 0);

    [Theory]
    [InlineData("public string {|MDL0011:Summary|} => \"\";")]
    [InlineData("public long[] {|MDL0011:InputShape|}() => [];")]
    [InlineData("public void {|MDL0011:RegisterComponents|}(int times) { }")]
    public Task A_true_clash_is_a_diagnostic(string member) =>
        DiagnosticVerifier.Verify(DiagnosticVerifier.Model($"[Linear(4)] public partial Tensor Run([Shape(3)] Tensor image); {member}"));

    [Theory]
    [InlineData("[Linear({|MDL0002:\"clas\"|})]", "nameof(@class)")]
    public async Task A_keyword_is_written_with_its_prefix(string layer, string written)
    {
        var source = DiagnosticVerifier.Model($"[Size(4)] public partial int @class {{ get; }} {layer} public partial Tensor Run([Shape(3)] Tensor image);");
        Assert.Contains(written, Assert.Single(await CodeFixVerifier.Offers(DiagnosticVerifier.Unmark(source))).Source);
    }

    /// <summary>Each combination compiles, or is one of our diagnostics, or an error of the compiler in the user's own code.</summary>
    [Fact]
    public async Task Random_names_compile_or_are_diagnosed()
    {
        var random = new Random(1);
        var (valid, count) = (0, Corpus.Size("MODELDSL_NAMES", 60));
        for (var i = 0; i < count; i++)
        {
            var source = Model(random);
            GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(GeneratorTest.Compile(source), out var compilation, out _);
            var (ours, problems) = await DiagnosticVerifier.Check(compilation);
            var errors = problems.Where(problem => problem.Severity == DiagnosticSeverity.Error).ToList();
            if (errors.Count == 0 && ours.Count == 0)
            {
                valid++;
                Assert.DoesNotContain("has an error", $"{compilation.SyntaxTrees.Last()}");
                continue;
            }

            // Each is visible in the user's file.
            Assert.True(ours.Count > 0 || errors.Exists(error => error.Location.SourceTree!.FilePath == "Source0.cs"), $"{string.Join("\n", errors)}\n{source}");
            Assert.True(ours.Count == 0 || errors.TrueForAll(error => error.Location.SourceTree!.FilePath == "Source0.cs"), $"{string.Join("\n", errors.Concat(ours))}\n{source}");
        }

        Assert.InRange(valid, count / 3, count);
    }

    private static string Model(Random random)
    {
        var used = new HashSet<string>();
        var (width, run, other, image, body, net) = (Name("Width"), Name("Run"), Name("Other"), Name("image"), Name("Body"), Name("Net"));
        used.Clear();
        var (code, noise, hasNoise, calls) = (Name("code"), Name("noise"), random.Next(2) == 0, random.Next(2) == 0);
        return $$"""
            using ModelDsl;
            using Tensor = TorchSharp.torch.Tensor;
            namespace Demo;
            [Model] public partial class {{net}}
            {
                [Size(4)] public partial int {{width}} { get; }
                public partial Inner {{body}} { get; }
                [Linear(6), ReLU, Unflatten(1, 2, 3), Flatten, Linear(nameof({{width}})), LeakyReLU, Unflatten(1, nameof({{width}})), Flatten{{(calls && !hasNoise ? $", Call(nameof({other}))" : "")}}]
                public partial Tensor {{run}}([Shape(3)] Tensor {{image}});
                [{{(hasNoise ? "Concat" : "Identity")}}, Softmax, Linear(5), Mark("a"), ReLU, Add("a"), Use(nameof({{body}})), Linear(nameof({{width}}))]
                public partial Tensor {{other}}([Shape(nameof({{width}}))] Tensor {{code}}{{(hasNoise ? $", [Shape(1)] Tensor {noise}" : "")}});
                {{(random.Next(4) == 0 ? $"public int {Name("Own")} => 3;" : "")}}
            }
            [Model] public partial class Inner { [Linear(2)] public partial Tensor {{Name("Run")}}([Shape(5)] Tensor input); }
            """;

        string Name(string usual)
        {
            var name = random.Next(3) == 0 ? s_names[random.Next(s_names.Length)] : usual;
            if (!used.Add(name))
                return Name(usual + "2");
            return SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
        }
    }
}
