using ModelDsl.Build.Tests.Support;

namespace ModelDsl.Build.Tests;

/// <summary>The checks of the tensor engine, which run before restore: each reports one error, also in a solution.</summary>
public sealed class TensorEngineTargetsTests : IDisposable
{
    private readonly MiniSolution _solution = new();

    public void Dispose() => _solution.Dispose();

    [Theory]
    [InlineData("-p:TorchDevice=tpu", "MDX0203", "TorchDevice is 'tpu'. Use cpu, or cuda for a graphics card.")]
    [InlineData("-p:TensorEnginePlatform=linux-musl-x64", "MDX0201", "TorchSharp has no libtorch for linux-musl-x64.")]
    [InlineData("-p:TensorEnginePlatform=linux-arm64", "MDX0201", "TorchSharp has no libtorch for linux-arm64.")]
    [InlineData("-p:TensorEnginePlatform=osx-arm64;TorchDevice=cuda", "MDX0201", "TorchSharp has no libtorch with CUDA for osx-arm64")]
    public void A_platform_without_a_package_is_one_error(string property, string code, string text)
    {
        var run = Shell.Run(_solution.Path, Shell.DotNet, ["restore", "Torch.sln", property]);

        Assert.NotEqual(0, run.ExitCode);
        var error = Assert.Single(run.Errors);
        Assert.Contains($"Torch.csproj : error {code}: {text}", error, StringComparison.Ordinal);
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
