using ModelDsl.Build.Tests.Support;

namespace ModelDsl.Build.Tests;

/// <summary>The checks of the tensor engine, which run before restore: each reports one error, also in a solution.</summary>
public sealed class TensorEngineTargetsTests : IDisposable
{
    private readonly MiniSolution _solution = new();

    public void Dispose() => _solution.Dispose();

    private static readonly (string Properties, string Error)[] s_cases =
    [
        ("TorchDevice=tpu", "MDX0203: TorchDevice is 'tpu'. Use cpu, or cuda for a graphics card."),
        ("TensorEnginePlatform=linux-musl-x64", "MDX0201: TorchSharp has no libtorch for linux-musl-x64."),
        ("TensorEnginePlatform=linux-arm64", "MDX0201: TorchSharp has no libtorch for linux-arm64."),
        ("TensorEnginePlatform=osx-arm64;TorchDevice=cuda", "MDX0201: TorchSharp has no libtorch with CUDA for osx-arm64"),
    ];

    [Fact]
    public void A_platform_without_a_package_is_one_error()
    {
        var run = Shell.Run(_solution.Path, Shell.DotNet, ["restore", "Torch.sln", $"-p:{s_cases[0].Properties}"]);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains($"Torch.csproj : error {s_cases[0].Error}", Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    /// <summary>All platforms are tested in one process, because starting the SDK takes longer than a failed restore.</summary>
    [Fact]
    public void Each_platform_without_a_package_is_one_error()
    {
        var restores = s_cases.Select(restore =>
            $"""<MSBuild Projects="Torch.sln" Targets="Restore" Properties="{restore.Properties}" ContinueOnError="ErrorAndContinue" />""");
        _solution.Write("All.proj", $"""<Project><Target Name="Build">{string.Concat(restores)}</Target></Project>""");

        var run = Shell.Run(_solution.Path, Shell.DotNet, ["msbuild", "All.proj", "-tl:off"]);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Equal(s_cases.Length, run.Errors.Length);
        Assert.All(s_cases.Zip(run.Errors), pair => Assert.Contains($"Torch.csproj : error {pair.First.Error}", pair.Second, StringComparison.Ordinal));
    }

    /// <summary>The generator references Roslyn 4.14. An older compiler would only warn that it does not run it.</summary>
    [Theory]
    [InlineData("roslyn4.9", 1), InlineData("roslyn4.14", 0)]
    public void A_compiler_that_cannot_load_the_generator_is_one_error(string compiler, int errors)
    {
        var run = Shell.Run(_solution["Torch"], Shell.DotNet, ["msbuild", "-t:CheckModelDslCompiler", "-p:UseModelDsl=true", $"-p:CompilerApiVersion={compiler}"]);

        Assert.Equal(errors, run.ExitCode);
        Assert.Equal(errors, run.Errors.Count(error => error.Contains("Torch.csproj : error MDX0020: The C# compiler is Roslyn 4.9, ", StringComparison.Ordinal)));
    }
}
