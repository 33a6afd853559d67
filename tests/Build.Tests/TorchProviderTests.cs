using ModelDsl.Build.Tests.Support;

namespace ModelDsl.Build.Tests;

/// <summary>Where the tensor engine cannot be had, the build says so once and before it restores anything.</summary>
public sealed class TorchProviderTests(MiniSolution solution) : IClassFixture<MiniSolution>
{
    [Theory]
    [InlineData("build Torch.sln", "Torch.sln")]
    [InlineData("test Torch/Torch.csproj", "Torch/Torch.csproj")]
    public void Packages_that_no_source_has_are_one_error(string command, string blamed)
    {
        solution.Write("empty/readme", "A package source without packages.");
        solution.Write("nuget.config", """
            <configuration><packageSources><clear /><add key="empty" value="empty" /></packageSources></configuration>
            """);

        var error = AssertOneError(command, ("TorchProvider", "NuGet"), ("NUGET_PACKAGES", solution["packages"]));

        Assert.StartsWith($"{solution[blamed]} : error MDX0201: ", error, StringComparison.Ordinal);
        Assert.Contains("apt-get install libtorch-dev", error, StringComparison.Ordinal);
        Assert.Contains("NuGet says: NU1101: Unable to find package TorchSharp.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LIBTORCH", "/no/libtorch", "MDX0202: There is no libtorch in /no/libtorch/: include/ATen/ATen.h is missing.")]
    [InlineData("TorchProvider", "Pip", "MDX0204: TorchProvider is 'Pip'. Say System")]
    public void An_engine_that_is_not_there_is_one_error(string variable, string value, string message) =>
        Assert.Contains(message, AssertOneError("restore Torch/Torch.csproj", (variable, value)), StringComparison.Ordinal);

    [Fact]
    public void Two_engines_in_one_project_are_one_error()
    {
        foreach (var engine in new[] { "TorchSharp", "ModelDsl.LibTorch" })
        {
            solution.Write($"{engine}/{engine}.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""");
            solution.Write($"{engine}/torch.cs", "namespace TorchSharp { /** <summary>One.</summary> */ public static class Tensor; }");
        }
        solution.Write("Both/Both.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <ProjectReference Include="../TorchSharp/TorchSharp.csproj" />
                <ProjectReference Include="../ModelDsl.LibTorch/ModelDsl.LibTorch.csproj" />
              </ItemGroup>
            </Project>
            """);
        solution.Write("Both/Program.cs", "using TorchSharp; _ = typeof(Tensor);");

        var build = Shell.Run(solution.Path, Shell.DotNet, ["build", "Both/Both.csproj", "-tl:off"]);

        var error = Assert.Single(build.Errors);
        Assert.Contains("Both.csproj : error MDX0209: Two tensor engines are referenced", error, StringComparison.Ordinal);
        Assert.Contains("ModelDsl.LibTorch.dll", error, StringComparison.Ordinal);
        Assert.Contains("TorchSharp.dll", error, StringComparison.Ordinal);
    }

    private string AssertOneError(string command, params (string, string)[] environment)
    {
        var build = Shell.Run(solution.Path, Shell.DotNet, [.. command.Split(' '), "-tl:off"], environment);
        Assert.NotEqual(0, build.ExitCode);
        Assert.False(File.Exists(solution["Torch/obj/project.assets.json"]));
        return Assert.Single(build.Errors);
    }
}
