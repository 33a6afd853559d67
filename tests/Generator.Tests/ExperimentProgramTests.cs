using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>An experiment project lists all the models that it sees, and gets an entry point.</summary>
public class ExperimentProgramTests
{
    /// <summary>What the experiments' library has: the program calls it.</summary>
    private const string Runner = """
        namespace ModelDsl.Experiments;
        public static class ExperimentRunner
        {
            public static int Main(string[] args, System.Collections.Generic.IReadOnlyList<ModelEntry> models) => models.Count;
        }
        """;

    private static readonly string s_model = DiagnosticTest.Model("[Linear(3)] public partial Tensor Run([Shape(784)] Tensor image);");

    [Fact]
    public Task The_program_lists_the_catalogues_of_references_and_its_own() => GeneratedFileSnapshot.Verify(Program(s_model)!.Value, "ExperimentProgram");

    [Theory]
    [InlineData("class Mine { static void Main() { } }")]
    [InlineData("System.Console.WriteLine();")]
    public void A_program_with_an_entry_point_keeps_it(string entryPoint) =>
        Assert.DoesNotContain("Main(", Program(entryPoint, s_model)!.Value.SourceText.ToString());

    [Fact]
    public void An_ordinary_program_is_left_alone() => Assert.DoesNotContain(
        GeneratorTest.Generate(Executable(s_model, "class Mine { static void Main() { } }")), source => source.HintName == "Experiment-Program.g.cs");

    [Fact]
    public void Models_may_be_called_as_the_generated_classes_are()
    {
        var global = s_model.Replace("namespace Demo;\n", "");
        string[] models = [global.Replace("class Net", "class ModelCatalogue"), global.Replace("class Net", "class ExperimentProgram")];
        Assert.Equal(4, GeneratorTest.Generate(Executable(models), ("IsExperimentProject", "true")).Length);
    }

    private static GeneratedSourceResult? Program(params string[] sources) =>
        GeneratorTest.Generate(Executable(sources), ("IsExperimentProject", "true")).Single(source => source.HintName == "Experiment-Program.g.cs");

    /// <summary>An executable that references an assembly with a model, and the experiments' runner.</summary>
    private static CSharpCompilation Executable(params string[] sources)
    {
        var library = GeneratorTest.Compile(s_model.Replace("Demo", "Library"), Runner).WithAssemblyName("My.Library");
        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(library, out var generated, out _);
        using var stream = new MemoryStream();
        Assert.True(generated.Emit(stream).Success);
        var executable = GeneratorTest.Compile(sources).AddReferences(MetadataReference.CreateFromImage(stream.ToArray()));
        return executable.WithOptions(executable.Options.WithOutputKind(OutputKind.ConsoleApplication));
    }
}
