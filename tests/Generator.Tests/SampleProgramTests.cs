using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>The programs of one file in samples/Programs compile without a mistake, as <c>dotnet run</c> compiles them.</summary>
public class SampleProgramTests
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading.Tasks;
        global using ModelDsl;
        global using static TorchSharp.torch;
        """;

    /// <summary>TorchSharp is compiled against an older framework. The SDK turns off the warning about it as well.</summary>
    private static readonly KeyValuePair<string, ReportDiagnostic> s_olderFramework = new("CS1701", ReportDiagnostic.Suppress);

    public static TheoryData<string> Programs =>
        [.. Directory.EnumerateFiles(Repository.PathOf("samples/Programs"), "*.cs").Select(path => Path.GetFileName(path))];

    [Theory, MemberData(nameof(Programs))]
    public async Task A_program_has_no_mistake(string program)
    {
        var compilation = GeneratorTest.Compile(ImplicitUsings, Repository.Read("samples", "Programs", program))
            .WithOptions(new CSharpCompilationOptions(
                OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: [s_olderFramework]));
        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out var updated, out _);

        var (mistakes, problems) = await DiagnosticVerifier.Check(updated);
        Assert.Empty(mistakes.Concat(problems));
    }
}
