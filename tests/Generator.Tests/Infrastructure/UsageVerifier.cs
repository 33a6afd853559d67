using Microsoft.CodeAnalysis;

namespace ModelDsl.Generator.Tests.Infrastructure;

/// <summary>Checks ordinary code that uses models, with its expected mistakes marked as in <see cref="DiagnosticVerifier"/>.</summary>
internal static class UsageVerifier
{
    /// <summary>The models that the code can use.</summary>
    private const string Models = """
        [Model]
        public partial class ConvNet : IAutoencoder
        {
            [Size(16)] public partial int Latent { get; }

            [Conv2d(4, 3, Stride = 2, Padding = 1), Flatten, Linear(nameof(Latent))]
            public partial Tensor Encode([Shape(1, 28, 28)] Tensor image);

            [Linear(784), Unflatten(1, 28, 28)]
            public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);
        }

        [Model]
        public partial class Noisy
        {
            [Size(10)] public partial int Latent { get; }

            [Size(5)] public partial int Noise { get; }

            [Concat, Linear(32), ReLU, Gaussian(nameof(Latent))]
            public partial Gaussian Encode([Shape(784)] Tensor image, [Shape(nameof(Noise))] Tensor noise);

            [Linear(784)]
            public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);
        }

        [Model]
        public partial class Colors
        {
            [Size(8)] public partial int Width { get; }

            [Conv2d(nameof(Width), 3), ReLU]
            public partial Tensor Run([Shape(3, 32, 48)] Tensor picture);

            [Flatten, Linear(10)]
            public partial Tensor Classify([Shape("Width + 1", 30, 46)] Tensor features);
        }

        """;

    /// <summary>Fails unless exactly the marked mistakes of a method's body are reported. Returns their messages.</summary>
    public static Task<IReadOnlyList<string>> VerifyBody(string body, string result = "void") => Verify(
        $"public class User(ConvNet own)\n{{\nprivate readonly Noisy _noisy = new(latent: 6);\npublic ConvNet Own => own;\n"
        + $"public {result} Use(ConvNet net, Tensor images, int n, bool flag)\n{{\n{body}\n}}\n}}");

    /// <summary>The same for declarations.</summary>
    public static async Task<IReadOnlyList<string>> Verify(string declarations)
    {
        var (source, expected) = DiagnosticVerifier.Parse($"using System;\nusing ModelDsl;\nusing static TorchSharp.torch;\nnamespace Demo;\n{Models}{declarations}\n");
        var found = await Diagnose(source);
        Assert.Equal(
            expected.Select(place => (place.Id, source.Substring(place.Span.Start, place.Span.Length), place.Span)),
            found.Select(diagnostic => (diagnostic.Id, DiagnosticVerifier.TextAt(diagnostic.Location), diagnostic.Location.SourceSpan)));
        return [.. found.Select(diagnostic => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture))];
    }

    /// <summary>The diagnostics of a source, in source order.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Diagnose(string source)
    {
        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(GeneratorTest.Compile(source), out var updated, out _);
        var (mistakes, problems) = await DiagnosticVerifier.Check(updated);
        Assert.Empty(problems);
        return mistakes;
    }
}
