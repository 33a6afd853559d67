using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>The generated program of an experiment project: the models of its references, and an entry point.</summary>
public class ExperimentProgramTests
{
    /// <summary>The entry point of the experiments' library, which the program calls.</summary>
    private const string Runner = """
        using System.Collections.Generic;
        namespace ModelDsl.Evaluation
        {
            public interface IEvaluator;
        }
        namespace ModelDsl.Experiments
        {
            public static class ExperimentRunner
            {
                public static int Main(
                    string[] args, IReadOnlyList<ModelEntry> models, IReadOnlyList<Data.IDataset> datasets, IReadOnlyList<Evaluation.IEvaluator> evaluators) => models.Count;
            }
        }
        """;

    private const string Evaluator = "[ModelDsl.Catalogued] public sealed class Roughness : ModelDsl.Evaluation.IEvaluator;";

    private static readonly string s_model = DiagnosticVerifier.Model("[Linear(3)] public partial Tensor Run([Shape(784)] Tensor image);");

    [Fact]
    public Task The_program_lists_the_catalogues_of_references_and_its_own() => GeneratedFileSnapshot.Verify(Program(s_model)!.Value, "ExperimentProgram");

    /// <summary>The program does not use the evaluators of a catalogue without any.</summary>
    [Fact]
    public void A_programs_own_evaluators_are_listed()
    {
        var text = Program(Evaluator, s_model)!.Value.SourceText.ToString();
        Assert.Contains(".. global::ModelDsl.Generated._Demo_Models.ModelCatalogue.Evaluators,", text);
        Assert.DoesNotContain(".. global::ModelDsl.Generated._My_Library.ModelCatalogue.Evaluators,", text);
    }

    [Fact]
    public void A_references_evaluators_are_listed() => Assert.Contains(
        ".. global::ModelDsl.Generated._My_Library.ModelCatalogue.Evaluators,",
        GeneratorTest.Generate(Executable([s_model], Evaluator), ("IsExperimentProject", "true"))[^1].SourceText.ToString());

    [Theory]
    [InlineData("class Mine { static void Main() { } }")]
    [InlineData("System.Console.WriteLine();")]
    public void A_program_with_an_entry_point_keeps_it(string entryPoint) =>
        Assert.DoesNotContain("Main(", Program(entryPoint, s_model)!.Value.SourceText.ToString());

    [Fact]
    public void An_ordinary_program_has_no_generated_file() => Assert.DoesNotContain(
        GeneratorTest.Generate(Executable([s_model, "class Mine { static void Main() { } }"])), source => source.HintName == "Experiment-Program.g.cs");

    [Fact]
    public void Models_can_have_the_names_of_generated_classes()
    {
        var global = s_model.Replace("namespace Demo;\n", "");
        string[] models = [global.Replace("class Net", "class ModelCatalogue"), global.Replace("class Net", "class ExperimentProgram")];
        Assert.Equal(6, GeneratorTest.Generate(Executable(models), ("IsExperimentProject", "true")).Length);
    }

    private static GeneratedSourceResult? Program(params string[] sources) =>
        GeneratorTest.Generate(Executable(sources), ("IsExperimentProject", "true")).Single(source => source.HintName == "Experiment-Program.g.cs");

    /// <summary>An executable that references an assembly with a model, and the experiments' runner.</summary>
    private static CSharpCompilation Executable(string[] sources, string inLibrary = "")
    {
        var library = GeneratorTest.Compile(s_model.Replace("Demo", "Library"), Runner, inLibrary).WithAssemblyName("My.Library");
        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(library, out var generated, out _);
        using var stream = new MemoryStream();
        Assert.True(generated.Emit(stream).Success);
        var executable = GeneratorTest.Compile(sources).AddReferences(MetadataReference.CreateFromImage(stream.ToArray()));
        return executable.WithOptions(executable.Options.WithOutputKind(OutputKind.ConsoleApplication));
    }
}
