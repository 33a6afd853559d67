using System.IO.Compression;
using ModelDsl.Build.Tests.Support;

namespace ModelDsl.Build.Tests;

/// <summary>A package source that the build names is looked into, and what one source had proves nothing about another.</summary>
public sealed class PackageSourceTests : IDisposable
{
    private const string Version = "9.9.9";
    private readonly MiniSolution _solution = new();

    public PackageSourceTests()
    {
        _solution.Write("nuget.config", """
            <configuration><packageSources><clear /></packageSources></configuration>
            """);
        foreach (var id in new[] { "TorchSharp", "TorchSharp-cpu" })
            WritePackage(id);
    }

    public void Dispose() => _solution.Dispose();

    [Theory]
    [InlineData("RestoreSources")]
    [InlineData("RestoreAdditionalProjectSources")]
    public void The_engine_is_found_there_and_nowhere_else(string property)
    {
        var found = Restore("packages", $"-p:{property}={_solution["feed"]}");
        Assert.True(found.ExitCode == 0, found.Output);

        var error = Assert.Single(Restore("no-packages").Errors);
        Assert.Contains("error MDX0201: ", error, StringComparison.Ordinal);
    }

    private ShellResult Restore(string packages, params string[] arguments) => Shell.Run(
        _solution.Path, Shell.DotNet, ["restore", "Torch/Torch.csproj", "-tl:off", .. arguments],
        ("TorchProvider", "NuGet"), ("TorchSharpVersion", Version), ("NUGET_PACKAGES", _solution[packages]));

    private void WritePackage(string id)
    {
        Directory.CreateDirectory(_solution["feed"]);
        using var package = ZipFile.Open(_solution[$"feed/{id}.{Version}.nupkg"], ZipArchiveMode.Create);
        using var manifest = new StreamWriter(package.CreateEntry($"{id}.nuspec").Open());
        manifest.Write($"<package><metadata><id>{id}</id><version>{Version}</version><authors>-</authors><description>-</description></metadata></package>");
    }
}
