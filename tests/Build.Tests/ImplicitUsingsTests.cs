using ModelDsl.Build.Tests.Support;

namespace ModelDsl.Build.Tests;

/// <summary>The usings that a project with models has in every file: those that the SDK adds too are a choice of the project.</summary>
public sealed class ImplicitUsingsTests : TemporaryFolder
{
    private static readonly (string ImplicitUsings, string UseModelDsl, bool Expected)[] s_cases =
    [
        ("enable", "true", true),
        ("true", "true", true),
        ("disable", "true", false),
        ("", "true", false),
        ("enable", "false", false),
    ];

    /// <summary>All projects are evaluated in one process, because starting the SDK takes longer than an evaluation.</summary>
    [Fact]
    public void A_project_with_models_has_them_if_it_has_implicit_usings()
    {
        Write("Directory.Build.props", $"""<Project><Import Project="{MiniSolution.Repository}/build/ModelDsl.Import.props" /></Project>""");
        foreach (var (index, (implicitUsings, useModelDsl, _)) in s_cases.Index())
        {
            Write($"{index}/{index}.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <ImplicitUsings>{implicitUsings}</ImplicitUsings>
                    <UseModelDsl>{useModelDsl}</UseModelDsl>
                  </PropertyGroup>
                  <Target Name="ShowUsings">
                    <Message Importance="high" Text="{index} using %(Using.Identity);" />
                  </Target>
                </Project>
                """);
        }

        Write("All.proj", """
            <Project>
              <ItemGroup>
                <All Include="*/*.csproj" />
              </ItemGroup>
              <Target Name="Build">
                <MSBuild Projects="@(All)" Targets="ShowUsings" />
              </Target>
            </Project>
            """);

        var run = Shell.Run(Path, Shell.DotNet, ["msbuild", "All.proj", "-tl:off"]);

        Assert.True(run.ExitCode == 0, run.Output);
        foreach (var name in new[] { "ModelDsl", "TorchSharp.torch" })
            Assert.Equal(s_cases.Select(expected => expected.Expected), s_cases.Index().Select(given => run.Output.Contains($"{given.Index} using {name};", StringComparison.Ordinal)));
        Assert.Contains("4 using System;", run.Output, StringComparison.Ordinal);
    }
}
