using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Jobs;

namespace ModelDsl.Experiments.Tests;

public sealed class CodeHashTests
{
    private const string Source = "public static class Code { public static int Number() => 1; }";

    [Theory]
    [InlineData("// A comment.\n" + Source)]
    [InlineData("\n\n\t" + Source + "\n")]
    [InlineData("public static class Code { /// <summary>Two lines.</summary>\n public static int Number() => 1; }")]
    public void Comments_and_whitespace_do_not_change_the_hash(string source)
    {
        Assert.NotEqual(Compiled(Source), Compiled(source));
        Assert.Equal(CodeHash.Of(Compiled(Source)), CodeHash.Of(Compiled(source)));
    }

    [Fact]
    public void Embedded_symbols_do_not_change_the_hash() =>
        Assert.Equal(CodeHash.Of(Compiled(Source)), CodeHash.Of(Compiled(Source, embedsSource: true)));

    [Theory]
    [InlineData("public static class Code { public static int Number() => 2; }")]
    [InlineData("public static class Code { public static int Numbor() => 1; }")]
    [InlineData("public static class Code { public static int Number() => 1; public static int More() => 2; }")]
    [InlineData("public static class Code { public static int Number(int more = 1) => 1; }")]
    public void Changed_code_changes_the_hash(string source) => Assert.NotEqual(CodeHash.Of(Compiled(Source)), CodeHash.Of(Compiled(source)));

    [Fact]
    public void A_loaded_assembly_has_the_hash_of_its_file()
    {
        var assembly = typeof(CodeHash).Assembly;

        Assert.Equal(CodeHash.Of(File.ReadAllBytes(assembly.Location)), CodeHash.Of(assembly));
        Assert.Equal(CodeHash.Of(assembly), CodeHash.Of(assembly));
    }

    [Fact]
    public void References_are_hashed_transitively_without_the_library()
    {
        string[] Names(params Assembly[] except) => [.. CodeHash.OfReferences(typeof(CodeHashTests).Assembly, except).Select(reference => reference.Split(' ')[0])];

        Assert.Contains("ModelDsl.Evaluation", Names());
        Assert.Contains("MathNet.Numerics", Names());
        Assert.DoesNotContain(Names(), name => name.StartsWith("System.", StringComparison.Ordinal) && !File.Exists(Path.Combine(AppContext.BaseDirectory, $"{name}.dll")));
        Assert.DoesNotContain("ModelDsl.Evaluation", Names(typeof(IEvaluator).Assembly));
        Assert.DoesNotContain("MathNet.Numerics", Names(typeof(IEvaluator).Assembly));
        Assert.Contains($"ModelDsl.Runtime {CodeHash.Of(typeof(IModel).Assembly)}", CodeHash.OfReferences(typeof(CodeHashTests).Assembly, []));
    }

    private static byte[] Compiled(string source, bool embedsSource = false)
    {
        var text = Microsoft.CodeAnalysis.Text.SourceText.From(source, System.Text.Encoding.UTF8);
        var compilation = CSharpCompilation.Create(
            "Code", [CSharpSyntaxTree.ParseText(text, path: "Code.cs")], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new(OutputKind.DynamicallyLinkedLibrary, deterministic: true));
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(
            assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb, pdbFilePath: "Code.pdb"),
            embeddedTexts: embedsSource ? [EmbeddedText.FromSource("Code.cs", text)] : null);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return assembly.ToArray();
    }
}
