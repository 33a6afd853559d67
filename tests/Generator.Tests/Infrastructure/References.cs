using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ModelDsl.Generator.Tests.Infrastructure;

/// <summary>What a project that declares models references.</summary>
internal static class References
{
    public static ImmutableArray<MetadataReference> All { get; } = Load();

    private static ImmutableArray<MetadataReference> Load()
    {
        var framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "mscorlib.dll" or "netstandard.dll")
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)).ToImmutableArray();
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var sources = Directory.EnumerateFiles(Repository.PathOf("src", "Runtime"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/"))
            .Append(Repository.PathOf("tests", "Generator.Tests", "Infrastructure", "FakeTorch.txt"))
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), options))
            .Append(CSharpSyntaxTree.ParseText("global using System; global using System.Collections.Generic; global using System.Linq;", options));
        var runtime = CSharpCompilation.Create("Runtime", sources, framework,
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var stream = new MemoryStream();
        var result = runtime.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return [.. framework, MetadataReference.CreateFromImage(stream.ToArray())];
    }
}
