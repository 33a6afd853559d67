using ModelDsl.Build.Tests.Support;

namespace ModelDsl.Build.Tests;

/// <summary>The usings that a project with models has in every file: those that the SDK adds too are a choice of the project.</summary>
public sealed class ImplicitUsingsTests : TemporaryFolder
{
    public ImplicitUsingsTests() =>
        Write("Directory.Build.props", $"""<Project><Import Project="{MiniSolution.Repository}/build/ModelDsl.Import.props" /></Project>""");

    [Theory]
    [InlineData("enable", "true", true)]
    [InlineData("true", "true", true)]
    [InlineData("disable", "true", false)]
    [InlineData("", "true", false)]
    [InlineData("enable", "false", false)]
    public void A_project_with_models_has_them_if_it_has_implicit_usings(string implicitUsings, string useModelDsl, bool expected)
    {
        Write("Mine.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>{implicitUsings}</ImplicitUsings>
                <UseModelDsl>{useModelDsl}</UseModelDsl>
              </PropertyGroup>
            </Project>
            """);

        var run = Shell.Run(Path, Shell.DotNet, ["msbuild", "Mine.csproj", "-getItem:Using"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(expected, run.Output.Contains("\"Identity\": \"ModelDsl\"", StringComparison.Ordinal));
        Assert.Equal(expected, run.Output.Contains("\"Identity\": \"TorchSharp.torch\"", StringComparison.Ordinal));
    }
}
