using System.Reflection;
using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelDsl.Generator;

namespace ModelDsl.Benchmarks;

/// <summary>
/// The generator's time and memory: for all models, and again after an unrelated edit. It is compared with the generator of System.Text.Json,
/// which every SDK contains, on classes of ten properties.
/// </summary>
[MemoryDiagnoser]
public class GeneratorRuns
{
    private static readonly CSharpParseOptions s_options = new(LanguageVersion.CSharp13);

    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(ModelAttribute).Assembly.Location)
            .Append(typeof(Kernels.CpuKernels).Assembly.Location)
            .Append(typeof(TorchSharp.torch).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private CSharpCompilation _compilation = null!;
    private CSharpCompilation _edited = null!;
    private GeneratorDriver _cold = null!;
    private GeneratorDriver _warm = null!;

    /// <summary>The generator that runs.</summary>
    [Params("ModelDsl", "System.Text.Json")]
    public string Generator { get; set; } = "";

    /// <summary>The number of models or of serialized classes.</summary>
    [Params(1, 100, 1000)]
    public int Types { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var isOurs = Generator == "ModelDsl";
        var generator = isOurs ? new ModelGenerator().AsSourceGenerator() : Peer();
        var trees = Enumerable.Range(0, Types).Select(i => Parse(isOurs ? Model(i) : Class(i))).ToList();
        var elsewhere = Parse("class Elsewhere;");
        _compilation = CSharpCompilation.Create("Benchmark", [.. trees, elsewhere], s_references, new(OutputKind.DynamicallyLinkedLibrary));
        _edited = _compilation.ReplaceSyntaxTree(elsewhere, Parse("class Elsewhere { int _more; }"));
        // The compiler's own binding is not measured.
        _ = (_compilation.GetDiagnostics(), _edited.GetDiagnostics());
        _cold = CSharpGeneratorDriver.Create([generator], parseOptions: s_options);
        _warm = _cold.RunGenerators(_compilation);
        var written = _warm.GetRunResult().Results.Single().GeneratedSources.Length;
        if (written <= Types)
            throw new InvalidOperationException($"{Generator} wrote {written} files for {Types} types.");
    }

    [Benchmark(Baseline = true)]
    public GeneratorDriver Cold() => _cold.RunGenerators(_compilation);

    [Benchmark]
    public GeneratorDriver EditElsewhere() => _warm.RunGenerators(_edited);

    private static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, s_options);

    /// <summary>Ten layers.</summary>
    private static string Model(int number) => $$"""
        using ModelDsl;
        using static TorchSharp.torch;
        namespace Benchmark;

        [Model]
        public partial class Net{{number}}
        {
            [Size(16)] public partial int Latent { get; }

            [Conv2d(32, 3, Stride = 2, Padding = 1), ReLU, Conv2d(64, 3, Stride = 2, Padding = 1), ReLU, Flatten, Linear(256), ReLU, Linear(64), ReLU]
            [Linear(nameof(Latent))]
            public partial Tensor Encode([Shape(1, 28, 28)] Tensor image);
        }
        """;

    /// <summary>Ten properties.</summary>
    private static string Class(int number)
    {
        var source = new StringBuilder($"namespace Benchmark;\npublic class Data{number}\n{{\n");
        for (var i = 0; i < 10; i++)
            source.AppendLine($"    public {(i % 2 == 0 ? "int" : "string")} Property{i} {{ get; set; }}");
        return source.Append($"}}\n[System.Text.Json.Serialization.JsonSerializable(typeof(Data{number}))]\npublic partial class Context{number} : System.Text.Json.Serialization.JsonSerializerContext;\n").ToString();
    }

    private static ISourceGenerator Peer()
    {
        var path = typeof(GeneratorRuns).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "PeerGenerator").Value!;
        var type = Assembly.LoadFrom(path).GetTypes().Single(type => typeof(IIncrementalGenerator).IsAssignableFrom(type) && !type.IsAbstract);
        return ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator();
    }
}
