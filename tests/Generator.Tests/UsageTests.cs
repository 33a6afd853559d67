using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelDsl.Generator.Tests.Infrastructure;
using ModelDsl.Generator.Usage;
using static ModelDsl.Generator.Tests.Infrastructure.UsageVerifier;

namespace ModelDsl.Generator.Tests;

/// <summary>Ordinary code that uses models, with and without diagnostics.</summary>
public class UsageTests
{
    [Theory]
    [InlineData("net.Encode({|MDL0301:zeros(8, 3, 28, 28)|});",
        "ConvNet.Encode takes [batch, 1, 28, 28] as its image, but receives [8, 3, 28, 28].")]
    [InlineData("net.Encode({|MDL0301:rand(8, 28, 28)|});",
        "ConvNet.Encode takes [batch, 1, 28, 28] as its image, but receives [8, 28, 28]. Write rand(8, 28, 28).reshape(-1, 1, 28, 28).")]
    [InlineData("var x = randn(n, 784);\nnet.Encode({|MDL0301:x|});",
        "ConvNet.Encode takes [batch, 1, 28, 28] as its image, but receives [batch, 784] from randn(n, 784). Write x.reshape(-1, 1, 28, 28).")]
    [InlineData("_noisy.Encode({|MDL0301:zeros(n, 1, 28, 28)|}, zeros(n, _noisy.Noise));",
        "Noisy.Encode takes [batch, 784] as its image, but receives [batch, 1, 28, 28]. Write zeros(n, 1, 28, 28).flatten(1).")]
    [InlineData("using var model = new ConvNet(latent: 8);\nmodel.Decode({|MDL0301:ones(4, 16)|});",
        "ConvNet.Decode takes [batch, 8] as its code, but receives [4, 16].")]
    [InlineData("using var model = new ConvNet();\nmodel.Decode({|MDL0301:ones(4, 8)|});",
        "ConvNet.Decode takes [batch, 16] as its code, but receives [4, 8].")]
    [InlineData("using var model = new ConvNet(n);\nmodel.Decode({|MDL0301:ones(4, 2 * model.Latent)|});",
        "ConvNet.Decode takes [batch, ConvNet.Latent] as its code, but receives [4, 2*ConvNet.Latent].")]
    [InlineData("using ConvNet small = new(latent: 4), large = new(latent: 32);\nlarge.Decode({|MDL0301:small.Encode(images)|});",
        "ConvNet.Decode takes [batch, 32] as its code, but receives [batch, 4].")]
    [InlineData("using var colors = new Colors();\nvar features = colors.Run(images);\ncolors.Classify({|MDL0301:features|});",
        "Colors.Classify takes [batch, 9, 30, 46] as its features, but receives [batch, 8, 30, 46] from colors.Run(images).")]
    [InlineData("new Colors().Run({|MDL0301:zeros(2, 32, 48, 3)|});",
        "Colors.Run takes [batch, 3, 32, 48] as its picture, but receives [2, 32, 48, 3]. Write zeros(2, 32, 48, 3).permute(0, 3, 1, 2), which moves the channels before the grid.")]
    [InlineData("net.Encode({|MDL0301:images.flatten(1)|});",
        "ConvNet.Encode takes [batch, 1, 28, 28] as its image, but receives [batch, ?].")]
    [InlineData("net.forward({|MDL0301:zeros(new long[] { 2, 784 })|});",
        "ConvNet.forward takes [batch, 1, 28, 28] as its image, but receives [2, 784]. Write zeros(new long[] { 2, 784 }).reshape(-1, 1, 28, 28).")]
    [InlineData("net.call({|MDL0301:images.view(-1, 28 * 28)|});",
        "ConvNet.call takes [batch, 1, 28, 28] as its input, but receives [batch, 784]. Write images.view(-1, 28 * 28).reshape(-1, 1, 28, 28).")]
    [InlineData("IAutoencoder model = new ConvNet(latent: 8);\nmodel.Decode({|MDL0301:zeros(2, 9)|});",
        "ConvNet.Decode takes [batch, 8] as its code, but receives [2, 9].")]
    [InlineData("var code = _noisy.Encode(images, zeros(1, _noisy.Noise));\n_noisy.Decode({|MDL0301:code.Mean.unsqueeze(1)|});",
        "Noisy.Decode takes [batch, _noisy.Latent] as its code, but receives [1, 1, _noisy.Latent]. Write code.Mean.unsqueeze(1).flatten(1).")]
    [InlineData("net.Encode({|MDL0301:-(zeros(8, 784) / 255 - 0.5)|});",
        "ConvNet.Encode takes [batch, 1, 28, 28] as its image, but receives [8, 784] from zeros(8, 784). Write (-(zeros(8, 784) / 255 - 0.5)).reshape(-1, 1, 28, 28).")]
    public async Task A_wrong_shape_is_reported_with_its_repair(string body, string message) => Assert.Equal([message], await VerifyBody(body));

    [Theory]
    [InlineData("net.Encode({|MDL0302:zeros(1, 28, 28)|});",
        "ConvNet.Encode takes [batch, 1, 28, 28] as its image, but receives [1, 28, 28], which has no batch axis. Write zeros(1, 28, 28).unsqueeze(0) for a batch of one.")]
    [InlineData("var all = zeros(8, 1, 28, 28);\nfor (var i = 0; i < 8; i++)\n{\nvar one = all[i];\nnet.Encode({|MDL0302:one|});\n}",
        "ConvNet.Encode takes [batch, 1, 28, 28] as its image, but receives [1, 28, 28] from all[i], which has no batch axis. Write one.unsqueeze(0) for a batch of one.")]
    [InlineData("net.Decode({|MDL0302:zeros(net.Latent)|});",
        "ConvNet.Decode takes [batch, net.Latent] as its code, but receives [net.Latent], which has no batch axis. Write zeros(net.Latent).unsqueeze(0) for a batch of one.")]
    [InlineData("net.Encode({|MDL0302:rand([.. net.InputShape])|});",
        "ConvNet.Encode takes [batch, 1, 28, 28] as its image, but receives [1, 28, 28], which has no batch axis. Write rand([.. net.InputShape]).unsqueeze(0) for a batch of one.")]
    public async Task A_missing_batch_axis_is_reported(string body, string message) => Assert.Equal([message], await VerifyBody(body));

    [Fact]
    public async Task Swapped_arguments_are_reported_once() => Assert.Equal(
        ["Noisy.Encode takes [batch, 784] as its image and [batch, 5] as its noise, but receives them in the other order. Write Encode(image, noise)."],
        await VerifyBody("using var model = new Noisy();\nvar image = zeros(4, 784);\nvar noise = randn(4, 5);\nmodel.Encode({|MDL0303:noise|}, image);"));

    [Theory]
    [InlineData("using var scope = NewDisposeScope();\nreturn {|MDL0304:net.Decode(images)|};", "net.Decode(images)")]
    [InlineData("using (var scope = NewDisposeScope())\n{\nvar y = net.Decode(images);\nreturn {|MDL0304:y|};\n}", "y")]
    public async Task A_tensor_that_dies_with_its_scope_is_reported(string body, string text) => Assert.Equal(
        [$"The result of ConvNet.Decode belongs to the dispose scope, which ends with this return: the caller receives a disposed tensor. Write {text}.MoveToOuterDisposeScope()."],
        await VerifyBody(body, "Tensor"));

    [Theory]
    [InlineData("using var scope = NewDisposeScope();\nreturn net.Decode(images).MoveToOuterDisposeScope();")]
    [InlineData("using var scope = NewDisposeScope();\nvar y = net.Decode(images);\nscope.MoveToOuter(y);\nreturn y;")]
    [InlineData("using var scope = NewDisposeScope();\nvar y = net.Decode(images);\nKeep(y);\nreturn y;\nstatic void Keep(Tensor y) => y.requires_grad_(true);")]
    [InlineData("Tensor y;\nusing (NewDisposeScope())\n    images = images + 1;\nreturn net.Decode(images);")]
    [InlineData("var y = net.Decode(images);\nusing var scope = NewDisposeScope();\nreturn y;")]
    [InlineData("using var scope = NewDisposeScope();\nFunc<Tensor> later = () => net.Decode(images);\nreturn images;")]
    [InlineData("using var gradients = no_grad();\nreturn net.Decode(images);")]
    public async Task A_tensor_that_outlives_the_scope_is_not_reported(string body) => Assert.Empty(await VerifyBody(body.Replace("Tensor y;\n", ""), "Tensor"));

    /// <summary>Correct, or not certainly wrong.</summary>
    [Theory]
    [InlineData("net.Decode(net.Encode(images));")]
    [InlineData("net.Encode(images);")]
    [InlineData("net.Encode(zeros(n, 1, 28, 28));")]
    [InlineData("net.Encode(zeros(n, n, n, n));")]
    [InlineData("net.Decode(zeros(4, n));")]
    [InlineData("net.Decode(zeros(4, 16));")]
    [InlineData("using var model = new ConvNet(n);\nmodel.Decode(zeros(4, 16));")]
    [InlineData("using var model = new ConvNet(n);\nmodel.Decode(zeros(4, model.Latent));")]
    [InlineData("net.Encode(zeros(8, 784).reshape(-1, 1, 28, 28));")]
    [InlineData("net.Encode(rand([4, .. net.InputShape]));")]
    [InlineData("_noisy.Encode(zeros(8, 1, 28, 28).flatten(1), randn(8, _noisy.Noise));")]
    [InlineData("using var code = _noisy.Encode(images, randn(images.shape[0], _noisy.Noise));\n_noisy.Decode(code.Sample());")]
    [InlineData("var x = zeros(8, 784);\nx = x.reshape(-1, 1, 28, 28);\nnet.Encode(x);")]
    [InlineData("var x = zeros(8, 784);\nif (flag)\n    x = images;\nnet.Encode(x);")]
    [InlineData("var x = zeros(28, 28);\nx.unsqueeze_(0).unsqueeze_(0);\nnet.Encode(x);")]
    [InlineData("var x = zeros(8, 784);\nChange(ref x);\nnet.Encode(x);\nstatic void Change(ref Tensor x) => x = zeros(8, 1, 28, 28);")]
    [InlineData("net.Encode(flag ? zeros(8, 784) : images);")]
    [InlineData("Own.Decode(Own.Encode(images));")]
    [InlineData("net.Encode(zeros(8, 784).transpose(0, 1)[TensorIndex.Colon]);")]
    [InlineData("new Colors(n).Classify(zeros(1, 9, 30, 46));")]
    [InlineData("Throws(() => net.Encode(zeros(8, 784)));\nstatic void Throws(Func<Tensor> run) => run();")]
    [InlineData("net.Decode(zeros(int.MaxValue * (long)int.MaxValue * 2, int.MaxValue).reshape(-1, 784));")]
    public async Task A_call_that_may_be_valid_is_not_reported(string body) => Assert.Empty(await VerifyBody(body));

    [Fact]
    public async Task The_arguments_of_a_user_defined_constructor_are_not_sizes() => Assert.Empty(await Verify("""
        [Model]
        public partial class Own
        {
            [Size(16)] public partial int Latent { get; }
            [Linear(784)] public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);
            public Own(int latent, string unit) : this(latent * unit.Length) { }
            public static void Use() => new Own(8, "ab").Decode(zeros(1, 16));
        }
        """));

    [Fact]
    public async Task The_shapes_origin_and_the_parameter_are_additional_places()
    {
        var found = Assert.Single(await Diagnose("""
            using ModelDsl;
            using static TorchSharp.torch;
            [Model]
            public partial class Net
            {
                [Linear(10)] public partial Tensor Run([Shape(784)] Tensor image);
                static void Use(Net net)
                {
                    var image = zeros(2, 10);
                    net.Run(image);
                }
            }
            """));
        Assert.Equal(["zeros(2, 10)", "image"], found.AdditionalLocations.Select(DiagnosticVerifier.TextAt));
        Assert.Equal(5, found.AdditionalLocations[1].GetLineSpan().StartLinePosition.Line);
    }

    /// <summary>A compiled model has the same shapes as its source.</summary>
    [Fact]
    public async Task A_model_of_a_referenced_assembly_is_known()
    {
        var reference = MetadataReference.CreateFromFile(typeof(Architectures.ConvAutoencoder).Assembly.Location);
        var compilation = GeneratorTest.Compile("""
            using static TorchSharp.torch;
            class User
            {
                void Use()
                {
                    using var model = new ModelDsl.Architectures.ConvAutoencoder(latent: 8);
                    model.Decode(model.Encode(zeros(2, 1, 28, 28)));
                    model.Decode(zeros(2, 16));
                }
            }
            """).AddReferences(reference);
        Assert.Empty(GeneratorTest.Problems(compilation));
        Assert.Equal(["ConvAutoencoder.Decode takes [batch, 8] as its code, but receives [2, 16]."],
            (await DiagnosticVerifier.Analyze(compilation)).Select(diagnostic => diagnostic.GetMessage(null)));
    }

    [Fact]
    public async Task A_mistaken_model_is_not_reported_again()
    {
        var compilation = GeneratorTest.Compile(DiagnosticVerifier.Model(
            "[Linear(10)] public partial Tensor Run([Shape(1, 28, 28)] Tensor image);\npublic void Use() => Run(zeros(2, 784));"));
        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out var updated, out _);
        Assert.Equal(["MDL0102"], (await DiagnosticVerifier.Analyze(updated)).Select(diagnostic => diagnostic.Id));
    }

    /// <summary>A test of the guard's message passes a wrong shape on purpose.</summary>
    [Fact]
    public async Task A_project_may_suppress_them()
    {
        var source = "#pragma warning disable MDL0301\n" + DiagnosticVerifier.Model(
            "[Linear(10)] public partial Tensor Run([Shape(784)] Tensor image);\npublic void Use() => Run(zeros(2, 10));");
        Assert.DoesNotContain(await Diagnose(source), diagnostic => !diagnostic.IsSuppressed);
    }

    public static TheoryData<string> Ids => [.. UsageDescriptors.All.Where(descriptor => descriptor.DefaultSeverity == DiagnosticSeverity.Warning).Select(descriptor => descriptor.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void A_diagnostic_links_to_its_page(string id)
    {
        var descriptor = UsageDescriptors.All.Single(candidate => candidate.Id == id);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", descriptor.HelpLinkUri);
        Assert.StartsWith($"# {id}: {descriptor.Title}\n", Repository.Read("docs", "diagnostics", $"{id}.md"));
        Assert.Contains($"\n{id} | ModelDsl.Usage | Warning | {descriptor.Title}\n", Repository.Read("src", "Generator", "AnalyzerReleases.Unshipped.md"));
    }

    [Theory, MemberData(nameof(Ids))]
    public async Task The_invalid_example_of_a_page_has_only_its_warning_and_the_fixed_one_none(string id)
    {
        Assert.Equal([id], (await Diagnose(Example(id, "Invalid"))).Select(diagnostic => diagnostic.Id));
        Assert.Empty(await Diagnose(Example(id, "Fixed")));
    }

    private static string Example(string id, string heading)
    {
        var page = Repository.Read("docs", "diagnostics", $"{id}.md");
        var example = new Regex($@"## {heading}\n+```csharp\n(?<code>.*?)```", RegexOptions.Singleline).Match(page);
        Assert.True(example.Success, $"{id}.md has no example under {heading}.");
        return $"using ModelDsl;\nusing static TorchSharp.torch;\n{example.Groups["code"].Value}";
    }
}
