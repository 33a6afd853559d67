using ModelDsl.Build.Tests.Support;

namespace ModelDsl.Packages.Tests;

/// <summary>
/// A user's solution that knows only the packages, with warnings as errors and central package management: a library with models, a program that trains
/// them, a project with an experiment, and snapshot tests.
/// </summary>
[Trait("Category", "Long")]
public sealed class ConsumerTests(ConsumerTests.Solution solution) : IClassFixture<ConsumerTests.Solution>
{
    private const string Broken = """
        namespace Shop;

        /// <summary>Has no Flatten.</summary>
        [Model]
        public partial class Broken
        {
            /// <summary>Runs.</summary>
            [Linear(4)]
            public partial Tensor Run([Shape(1, 4, 4)] Tensor image);
        }
        """;

    [Fact]
    public void Only_the_packages_of_this_repository_are_restored() => Assert.Equal(
        ["modeldsl", "modeldsl.evaluation", "modeldsl.experiments", "modeldsl.testing"],
        solution.Workspace.Restored.Order(StringComparer.Ordinal));

    [Fact]
    public void A_program_trains_two_models_of_one_name_from_a_library()
    {
        var output = solution.Workspace.Succeed("shop", "run", "--project", "App", "--no-build");

        Assert.Contains("Shop.First.Tiny learns", output, StringComparison.Ordinal);
        Assert.Contains("Shop.Second.Tiny learns", output, StringComparison.Ordinal);
    }

    /// <summary>A program that uses models of a library need not know the names of layers.</summary>
    [Theory]
    [InlineData("Models", true), InlineData("Compare", true), InlineData("App", false)]
    public void The_usings_are_those_of_projects_that_reference_the_package(string project, bool expected)
    {
        var usings = solution.Workspace.Succeed($"shop/{project}", "msbuild", "-getItem:Using");

        Assert.Equal(expected, usings.Contains("\"Identity\": \"TorchSharp.torch\"", StringComparison.Ordinal));
    }

    [Fact]
    public void An_experiment_runs_and_is_up_to_date_afterwards()
    {
        var output = solution.Workspace.Succeed("shop/Compare", "build", "-t:Experiments", "-tl:off");

        Assert.Matches(@"Small\s+0[.,]\d+", output);
        Assert.True(File.Exists(solution.Workspace["shop/Compare/artifacts/experiments/small/report.html"]), output);
        Assert.Contains("small is up to date", solution.Workspace.Succeed("shop/Compare", "build", "-t:Experiments", "-tl:off"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_shape_is_one_error_at_its_place()
    {
        var file = solution.Workspace.Write("shop/Models/Broken.cs", Broken);
        var build = solution.Workspace.DotNet("shop/Models", "build", "--no-restore", "-tl:off");
        File.Delete(file);

        Assert.StartsWith($"{file}(8,6): error MDL0102: Linear cannot take [1, 4, 4]", Assert.Single(build.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void The_compiler_gets_the_generator_and_editors_the_code_fixes()
    {
        var analyzers = solution.Workspace.Succeed("shop/Models", "msbuild", "-t:ResolveLockFileAnalyzers", "-getItem:Analyzer");

        Assert.Contains("analyzers/dotnet/cs/ModelDsl.Generator.dll", analyzers, StringComparison.Ordinal);
        Assert.Contains("analyzers/dotnet/cs/ModelDsl.Generator.CodeFixes.dll", analyzers, StringComparison.Ordinal);
    }

    [Fact]
    public void A_snapshot_is_accepted_and_compared()
    {
        var first = solution.Workspace.DotNet("shop/Tests", "test", "--no-build");
        Assert.NotEqual(0, first.ExitCode);
        File.Move(solution.Workspace["shop/Tests/Tiny.received.cs"], solution.Workspace["shop/Tests/Tiny.verified.cs"]);

        solution.Workspace.Succeed("shop/Tests", "test", "--no-build");
    }

    [Theory]
    [InlineData("Models", "CompilerApiVersion=roslyn4.8", "MDX0020", "The C# compiler is Roslyn 4.8, and ModelDsl's source generator needs 4.14 or later.")]
    [InlineData("App", "WithLibTorch=false", "MDX0021", "The program has no package with libtorch for linux-x64 and TorchDevice=cpu, which TorchSharp needs: add <PackageReference Include=\"libtorch-cpu-linux-x64\" Version=\"2.10.0\" />")]
    [InlineData("App", "TorchDevice=cuda", "MDX0021", "The program has no package with libtorch for linux-x64 and TorchDevice=cuda, which TorchSharp needs: add <PackageReference Include=\"TorchSharp-cuda-linux\" Version=\"0.107.0\" />")]
    [InlineData("App", "TorchDevice=tpu", "MDX0203", "TorchDevice is 'tpu'.")]
    public void A_project_that_cannot_work_is_one_error(string project, string property, string code, string text)
    {
        var build = solution.Workspace.DotNet($"shop/{project}", "build", $"-p:{property}", "-p:BuildProjectReferences=false", "-tl:off");

        Assert.Contains($"{project}.csproj : error {code}: {text}", Assert.Single(build.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Output_may_be_outside_the_projects_folder()
    {
        solution.Workspace.Succeed("shop/App", "build", "--artifacts-path", solution.Workspace["artifacts"], "-tl:off");

        Assert.Contains("learns", solution.Workspace.Succeed("shop", solution.Workspace["artifacts/bin/App/debug/App.dll"]), StringComparison.Ordinal);
    }

    /// <summary>TorchDevice=none allows a program without libtorch.</summary>
    [Fact]
    public void The_system_may_provide_libtorch() =>
        solution.Workspace.Succeed("shop/App", "build", "-p:WithLibTorch=false", "-p:TorchDevice=none", "-o", solution.Workspace["without"]);

    public sealed class Solution : IDisposable
    {
        public Solution()
        {
            Workspace.Write("shop/Directory.Build.props", """
                <Project>
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <Nullable>enable</Nullable>
                    <ImplicitUsings>enable</ImplicitUsings>
                    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                    <AnalysisLevel>latest-recommended</AnalysisLevel>
                  </PropertyGroup>
                </Project>
                """);
            Workspace.Write("shop/Directory.Packages.props", Workspace.TemplateVersions());
            Workspace.Write("shop/Shop.slnx", """
                <Solution>
                  <Project Path="Models/Models.csproj" />
                  <Project Path="App/App.csproj" />
                  <Project Path="Compare/Compare.csproj" />
                  <Project Path="Tests/Tests.csproj" />
                </Solution>
                """);
            WriteModels();
            WriteApp();
            WriteCompare();
            WriteTests();
            Workspace.Succeed("shop", "build", "-tl:off");
        }

        public Workspace Workspace { get; } = new();

        public void Dispose() => Workspace.Dispose();

        private void WriteModels()
        {
            Workspace.Write("shop/Models/Models.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <GenerateDocumentationFile>true</GenerateDocumentationFile>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="ModelDsl" />
                  </ItemGroup>
                </Project>
                """);
            foreach (var name in new[] { "First", "Second" })
                Workspace.Write($"shop/Models/{name}.cs", $$"""
                    namespace Shop.{{name}};

                    /// <summary>An autoencoder.</summary>
                    [Model, Reconstruction(Loss.MeanSquaredError)]
                    public partial class Tiny : IAutoencoder
                    {
                        /// <summary>The length of the code.</summary>
                        [Size(4)] public partial int Latent { get; }

                        /// <summary>Encodes.</summary>
                        [Linear(nameof(Latent)), ReLU]
                        public partial Tensor Encode([Shape(16)] Tensor image);

                        /// <summary>Decodes.</summary>
                        [Linear(16), Sigmoid]
                        public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);
                    }
                    """);
        }

        private void WriteApp()
        {
            Workspace.Write("shop/App/App.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <OutputType>Exe</OutputType>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="libtorch-cpu-linux-x64" Condition="'$(WithLibTorch)' != 'false'" />
                    <ProjectReference Include="../Models/Models.csproj" />
                  </ItemGroup>
                </Project>
                """);
            Workspace.Write("shop/App/Program.cs", """
                using ModelDsl;
                using ModelDsl.Training;
                using TorchSharp;

                torch.manual_seed(1);
                using var images = torch.rand(64, 16);
                foreach (var model in new torch.nn.Module[] { new Shop.First.Tiny(), new Shop.Second.Tiny(latent: 8) })
                {
                    var epochs = Trainer.Train(
                        model, new ReconstructionObjective(Loss.MeanSquaredError), new Examples(images), new TrainingOptions { Epochs = 5, BatchSize = 16 });
                    Console.WriteLine($"{model.GetType()} {(epochs[^1].Loss < epochs[0].Loss ? "learns" : "does not learn")}");
                    model.Dispose();
                }
                """);
        }

        private void WriteCompare()
        {
            Workspace.Write("shop/Compare/Compare.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <ItemGroup>
                    <PackageReference Include="ModelDsl.Experiments" />
                    <PackageReference Include="libtorch-cpu-linux-x64" />
                  </ItemGroup>
                  <ItemGroup>
                    <Experiment Include="small" Models="Small" Dataset="Stripes" Latent="2;3" Epochs="2" Seeds="1" BatchSize="16" />
                    <Experiment Include="smaller" Models="Small" Dataset="Stripes" Latent="1" Epochs="1" Seeds="1" BatchSize="16" />
                  </ItemGroup>
                </Project>
                """);
            Workspace.Write("shop/Compare/Small.cs", """
                namespace Shop.Compare;

                /// <summary>An autoencoder of images.</summary>
                [Model, Reconstruction(Loss.MeanSquaredError)]
                public partial class Small : IAutoencoder
                {
                    [Size(3)] public partial int Latent { get; }

                    [Flatten, Linear(nameof(Latent)), ReLU]
                    public partial Tensor Encode([Shape(1, 8, 8)] Tensor image);

                    [Linear(64), Unflatten(1, 8, 8)]
                    public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);
                }
                """);
            Workspace.Write("shop/Compare/Stripes.cs", """
                using ModelDsl.Data;

                namespace Shop.Compare;

                /// <summary>Generated images.</summary>
                [Catalogued]
                public sealed class Stripes : IDataset
                {
                    public string Name => "Stripes";

                    public IReadOnlyList<long> ImageShape => [1, 8, 8];

                    public int Classes => 4;

                    public string ContentHash => "stripes-1";

                    public Task<Dataset> LoadAsync(DataOptions options, CancellationToken cancellation = default) => Task.FromResult(new Dataset(Images(64), Images(16)));

                    private static ImageSet Images(int count) => new(
                        [.. Enumerable.Range(0, count * 64).Select(pixel => (byte)((pixel + pixel / 64 % 4) % 4 * 80))],
                        [.. Enumerable.Range(0, count).Select(image => (byte)(image % 4))],
                        1, 8, 8);
                }
                """);
        }

        private void WriteTests()
        {
            Workspace.Write("shop/Tests/Tests.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <ItemGroup>
                    <PackageReference Include="ModelDsl.Testing" />
                    <PackageReference Include="Microsoft.NET.Test.Sdk" />
                    <PackageReference Include="xunit" />
                    <PackageReference Include="xunit.runner.visualstudio" />
                    <ProjectReference Include="../Models/Models.csproj" />
                  </ItemGroup>
                </Project>
                """);
            Workspace.Write("shop/Tests/GeneratedCodeTests.cs", """
                using ModelDsl.Testing;
                using Shop.First;
                using Xunit;

                namespace Shop.Tests;

                public class GeneratedCodeTests
                {
                    [Fact]
                    public Task TinyReadsAsAccepted() => Snapshot.Verify<Tiny>();
                }
                """);
        }
    }
}
