using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Emission;
using ModelDsl.Generator.Shapes;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

public class TempTiming
{
    [Fact]
    public void Time()
    {
        var sources = Enumerable.Range(0, 300).Select(number => $$"""
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
        """).ToArray();
        var compilation = GeneratorTest.Compile(sources);
        _ = compilation.GetDiagnostics();
        var symbols = Enumerable.Range(0, 300).Select(i => compilation.GetTypeByMetadataName($"Benchmark.Net{i}")!).ToList();
        var models = symbols.Select(symbol => DeclarationReader.Read(symbol, compilation, default)!).Select(model => (model, ModelChecker.Check(model.Architecture))).ToList();
        var options = new CSharpParseOptions(LanguageVersion.CSharp13, DocumentationMode.Parse);
        var driver = CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: options);
        var lines = new List<string>();
        for (var round = 0; round < 12; round++)
        {
            var watch = Stopwatch.StartNew();
            driver.RunGenerators(compilation);
            var total = watch.Elapsed.TotalMilliseconds;
            watch.Restart();
            var texts = models.Select(pair => GraphEmitter.Emit(pair.model, pair.Item2)).ToList();
            var graph = watch.Elapsed.TotalMilliseconds;
            watch.Restart();
            foreach (var text in texts)
                CSharpSyntaxTree.ParseText(Microsoft.CodeAnalysis.Text.SourceText.From(text, System.Text.Encoding.UTF8), options);
            var parse = watch.Elapsed.TotalMilliseconds;
            lines.Add($"TIMING total {total:F1} ms, graph {graph:F1} ms, parse {parse:F1} ms, {texts[0].Length} characters");
        }

        Assert.Fail(string.Join('\n', lines));
    }
}
