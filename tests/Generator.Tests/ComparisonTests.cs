using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>docs/comparison.md agrees with the files of samples/Comparison and with the messages of declared models.</summary>
public partial class ComparisonTests
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        """;

    private const string Encoder = "[Linear(64), ReLU, Linear(16)] public partial Tensor Encode([Shape(784)] Tensor image);";

    private const string ConvEncoder =
        "[Conv2d(32, 3, Stride = 2, Padding = 1), ReLU, Conv2d(64, 3, Stride = 2, Padding = 1), ReLU, Flatten, Linear(16)] "
        + "public partial Tensor Encode([Shape(1, 28, 28)] Tensor image);";

    private const string GaussianEncoder = "[Linear(64), ReLU, Gaussian(10)] public partial Gaussian Encode([Shape(784)] Tensor image);";

    private static string Page { get; } = Repository.Read("docs", "comparison.md");

    public static TheoryData<string> Programs =>
        [.. Directory.EnumerateFiles(Repository.PathOf("samples", "Comparison", "TorchSharp"), "*.cs").Select(path => Path.GetFileName(path))];

    [Theory, MemberData(nameof(Programs))]
    public void A_program_compiles(string program)
    {
        var shared = Directory.EnumerateFiles(Repository.PathOf("samples", "Comparison", "TorchSharp", "Shared"), "*.cs").Select(path => File.ReadAllText(path));
        var compilation = GeneratorTest.Compile([ImplicitUsings, Repository.Read("samples", "Comparison", "TorchSharp", program), .. shared])
            .WithOptions(new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

        // The SDK suppresses CS1701, about TorchSharp's older references.
        Assert.DoesNotContain(GeneratorTest.Problems(compilation), problem => problem.Id != "CS1701");
    }

    [Fact]
    public async Task The_declared_models_have_no_mistake()
    {
        var compilation = GeneratorTest.Compile("global using ModelDsl; global using static TorchSharp.torch;", Repository.Read("samples", "Comparison", "ModelDsl", "Models.cs"));
        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out var updated, out _);

        Assert.Empty(GeneratorTest.Problems(updated));
        Assert.Empty(await DiagnosticVerifier.Analyze(updated));
    }

    [Fact]
    public void The_line_counts_are_those_of_the_files()
    {
        var folder = Repository.PathOf("samples", "Comparison");
        var counted = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Where(path => path.Split('/') is var parts && !parts.Intersect(["bin", "obj", "__pycache__"]).Any())
            .ToDictionary(path => path, path => LineCount.Of(path, Repository.Read("samples", "Comparison", path)));
        var rows = FileRow().Matches(Page).ToDictionary(row => row.Groups["path"].Value, row => int.Parse(row.Groups["lines"].Value, null));

        Assert.Equal(counted.OrderBy(file => file.Key, StringComparer.Ordinal), rows.OrderBy(file => file.Key, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("ModelDsl")]
    [InlineData("TorchSharp")]
    [InlineData("PyTorch")]
    public void A_total_is_the_sum_of_its_files(string folder)
    {
        var files = FileRow().Matches(Page).Where(row => row.Groups["path"].Value.StartsWith($"{folder}/", StringComparison.Ordinal) && !row.Groups["provided"].Success);
        var total = TotalRow().Matches(Page).Single(row => row.Groups["folder"].Value == folder);

        Assert.Equal(files.Sum(row => int.Parse(row.Groups["lines"].Value, null)), int.Parse(total.Groups["lines"].Value, null));
    }

    [Theory]
    [InlineData("a.cs", "using System;\nusing static A.B;\n\n/// <summary>A.</summary>\nclass A // a class\n{\n    using var a = B();\n}\n", 2)]
    [InlineData("a.py", "\"\"\"One\n\nthing.\"\"\"\nimport a\nfrom b import c\n\n# A comment.\ntext = \"\"\"a\nb\"\"\"  # one\nf(\n    1)\n", 4)]
    [InlineData("a.csproj", "<Project>\n  <!-- Two\n       lines. -->\n\n  <A />\n</Project>\n", 3)]
    public void Comments_imports_and_lines_of_brackets_are_not_counted(string path, string text, int lines) => Assert.Equal(lines, LineCount.Of(path, text));

    [Theory]
    [InlineData("Reconstruction(Loss.MeanSquaredError)", "IAutoencoder", ConvEncoder,
        "[Linear({|MDL0104:64 * 7|}), ReLU, Unflatten(64, 7, 7), ConvTranspose2d(32, 3, Stride = 2, Padding = 1, OutputPadding = 1), ReLU, ConvTranspose2d(1, 3, Stride = 2, Padding = 1, OutputPadding = 1), Sigmoid] public partial Tensor Decode([Shape(16)] Tensor code);")]
    [InlineData("Reconstruction(Loss.MeanSquaredError)", "IAutoencoder", ConvEncoder,
        "[Linear(64 * 7 * 7), ReLU, Unflatten(64, 7, 7), ConvTranspose2d(32, 3, Stride = 2, Padding = 1, OutputPadding = 1), ReLU, {|MDL0204:ConvTranspose2d(1, 3, Stride = 2, Padding = 1)|}, Sigmoid] public partial Tensor Decode([Shape(16)] Tensor code);")]
    [InlineData("Elbo(Likelihood.Bernoulli)", "IVariationalAutoencoder", GaussianEncoder,
        "[Linear(64), ReLU, Linear(784), {|MDL0205:Sigmoid|}] public partial Tensor Decode([Shape(10)] Tensor code);")]
    [InlineData("Elbo(Likelihood.Bernoulli, Beta = {|MDL0030:-1|})", "IVariationalAutoencoder", GaussianEncoder,
        "[Linear(64), ReLU, Linear(784)] public partial Tensor Decode([Shape(10)] Tensor code);")]
    public async Task A_mistake_has_the_message_of_the_page(string objective, string family, string encode, string decode)
    {
        var messages = await DiagnosticVerifier.Verify(DiagnosticVerifier.Model($"{encode}\n{decode}", $"[Model, {objective}] public partial class Net : {family}"));

        Assert.Contains(Assert.Single(messages), Page, StringComparison.Ordinal);
    }

    /// <summary>Compares the messages with those on the page.</summary>
    [Theory]
    [InlineData("Linear(64), Linear(784), Sigmoid")]
    [InlineData("Linear(64), ReLU, Linear(784), Tanh")]
    public async Task A_missing_activation_and_tanh_are_not_reported(string layers) =>
        Assert.Empty(await DiagnosticVerifier.Verify(DiagnosticVerifier.Model(
            $"{Encoder}\n[{layers}] public partial Tensor Decode([Shape(16)] Tensor code);",
            "[Model, Reconstruction(Loss.MeanSquaredError)] public partial class Net : IAutoencoder")));

    [GeneratedRegex(@"^\| \[[^\]]+\]\(\.\./samples/Comparison/(?<path>[^)]+)\) \| (?<lines>\d+)(?<provided>, not counted)? \|", RegexOptions.Multiline)]
    private static partial Regex FileRow();

    [GeneratedRegex(@"^\| \*\*(?<folder>\w+)/\*\* \| \*\*(?<lines>\d+)\*\* \|", RegexOptions.Multiline)]
    private static partial Regex TotalRow();
}
