using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ModelDsl.Generator.Diagnostics;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>Warnings of the compiler that a declaration causes and that mean nothing.</summary>
public class SuppressorTests
{
    [Theory]
    [InlineData("[ModelDsl.Linear(nameof(width))] public sealed class HiddenAttribute(object width) : ModelDsl.BlockAttribute;", true)]
    [InlineData("public sealed class Other(object width);", false)]
    public async Task The_parameter_of_a_block_is_not_called_unread(string source, bool isSuppressed)
    {
        var compilation = GeneratorTest.Compile(source).WithAnalyzers([new BlockParameterSuppressor()], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true));
        var warning = (await compilation.GetAllDiagnosticsAsync()).Single(diagnostic => diagnostic.Id == "CS9113");
        Assert.Equal(isSuppressed, warning.IsSuppressed);
    }
}
