using System.Text.Json;

namespace ModelDsl.EndToEnd.Tests;

/// <summary>A user's project with one model, restored.</summary>
public sealed class UserProject : IDisposable
{
    // Below the root of the repository, so that the project imports its props.
    private readonly string _folder = Directory.CreateDirectory(Repository.File("artifacts", "end-to-end", Guid.NewGuid().ToString("N"))).FullName;

    public UserProject()
    {
        File.WriteAllText(Path.Combine(_folder, "User.csproj"),
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <UseModelDsl>true</UseModelDsl>
              </PropertyGroup>
            </Project>
            """);
        var (code, output) = Run("restore");
        Assert.True(code == 0, output);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Builds the model with switches.</summary>
    public (int ExitCode, string Output) Build(string source, params string[] switches) => Build([source], switches);

    /// <summary>Builds models, each in a separate file, with switches.</summary>
    public (int ExitCode, string Output) Build(IReadOnlyList<string> sources, params string[] switches)
    {
        foreach (var file in Directory.EnumerateFiles(_folder, "*.cs"))
            File.Delete(file);
        for (var i = 0; i < sources.Count; i++)
            File.WriteAllText(Path.Combine(_folder, i == 0 ? "Model.cs" : $"Model{i}.cs"), sources[i]);
        // No build or restore of the libraries: the test host uses them, and the switches would change them.
        return Run(["build", "--no-restore", "-p:BuildProjectReferences=false", .. switches]);
    }

    /// <summary>The file names of the analyzers that the compiler, or an editor, loads.</summary>
    public IEnumerable<string> Analyzers(params string[] switches)
    {
        var (code, output) = Run(["msbuild", "-t:ResolveProjectReferences", "-p:BuildProjectReferences=false", "-getItem:Analyzer", .. switches]);
        Assert.True(code == 0, output);
        using var items = JsonDocument.Parse(output);
        return [.. items.RootElement.GetProperty("Items").GetProperty("Analyzer").EnumerateArray().Select(item => item.GetProperty("Filename").GetString()!)];
    }

    private (int, string) Run(params string[] arguments) => Repository.DotNet(_folder, new Dictionary<string, string>(), arguments);
}
