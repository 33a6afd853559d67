namespace ModelDsl.EndToEnd.Tests;

/// <summary>A user's project with all analyzers of the SDK and warnings as errors.</summary>
public sealed class GeneratedCodeTests(UserProject project) : IClassFixture<UserProject>
{
    private const string Declaration = """
        using ModelDsl;
        using static TorchSharp.torch;

        namespace My.Models;

        /// <summary>A block with a parameter.</summary>
        /// <param name="channels">The number of channels.</param>
        [Conv2d(nameof(channels), 3, Padding = 1), BatchNorm2d, ReLU]
        public sealed class ConvBlockAttribute(object channels) : BlockAttribute;

        /// <summary>Blocks, stages of all forms, and a module of one's own.</summary>
        [Model]
        public partial class Classifier
        {
            private readonly TorchSharp.Modules.Linear _own = nn.Linear(6, 6);

            /// <summary>How wide it is.</summary>
            [Size(8, AnyOf = new[] { 8, 16 })] public partial int Width { get; }

            /// <summary>Classifies images.</summary>
            /// <param name="image">Images.</param>
            [Call(nameof(Features)), Call(nameof(Twice)), Call(nameof(Mix)), Linear(3)]
            public partial Tensor Classify([Shape(1, 28, 28)] Tensor image);

            [ConvBlock(nameof(Width), Repeat = 2), Flatten, Linear(6)]
            private partial Tensor Features([Shape(1, 28, 28)] Tensor image);

            [return: Shape(6)]
            private Tensor Twice([Shape(6)] Tensor features) => features * 2;

            [return: Shape(6)]
            private Tensor Mix([Shape(6)] Tensor features) => _own.call(features);
        }
        """;

    /// <summary>A declaration of all forms, all architectures and all layers.</summary>
    [Fact]
    public void All_analyzers_of_the_SDK_accept_declarations_and_generated_code()
    {
        string[] files =
        [
            .. Directory.EnumerateFiles(Repository.File("src", "Architectures"), "*.cs", SearchOption.AllDirectories)
                .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)),
            Repository.File("tests", "Generator.Tests", "EveryLayer.cs"),
        ];

        var (code, output) = project.Build([Declaration, .. files.Select(File.ReadAllText)], "-p:AnalysisLevel=latest-all", "-p:TreatWarningsAsErrors=true");

        Assert.True(code == 0, output);
        Assert.Contains(" 0 Warning(s)", output, StringComparison.Ordinal);
    }
}
