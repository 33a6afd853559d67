namespace ModelDsl.Build.Tests.Support;

/// <summary>
/// A solution outside the repository with the repository's own build files and one experiment project. The name of its folder contains the characters
/// that MSBuild expands or splits at.
/// </summary>
public sealed class MiniSolution : TemporaryFolder
{
    private static readonly string[] Copied =
        ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "Directory.Solution.targets", "global.json", "build", "src/Runtime/Diagnostics/Suggestion.cs", "src/Experiments/Contract"];

    // Windows forbids quotation marks in names.
    public MiniSolution() : base(OperatingSystem.IsWindows() ? "model (dsl) o'a $(b);c " : "model (dsl) o'a $(b);c \"d\" ")
    {
        foreach (var name in Copied)
            Copy(System.IO.Path.Combine(Repository, name), this[name]);
        Copy(System.IO.Path.Combine(Repository, "tests/Build.Tests/FakeRunner/Program.cs"), this["Fake/Program.cs"]);

        Write("Fake/Fake.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <IsExperimentProject>true</IsExperimentProject>
                <GenerateDocumentationFile>false</GenerateDocumentationFile>
              </PropertyGroup>
              <ItemGroup>
                <ExperimentPreset Include="quick" Epochs="2" />
                <Experiment Include="bad" Script="error" />
                <Experiment Include="good" Script="progress;table;report" Latent="8;16" Epochs="100" />
                <Experiment Include="done" Script="finished" />
              </ItemGroup>
            </Project>
            """);
        Write("Torch/Torch.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <UseTensorEngine>true</UseTensorEngine>
              </PropertyGroup>
            </Project>
            """);
        // Torch is in a separate solution, because the experiments do not need the engine.
        Write("Fake.sln", Solution("Fake"));
        Write("Torch.sln", Solution("Torch"));
    }

    /// <summary>The folder with the build files, above the output of the tests.</summary>
    public static string Repository { get; } = Above(AppContext.BaseDirectory);

    private static string Above(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "Directory.Solution.targets")) ? folder : Above(System.IO.Path.GetDirectoryName(folder)!);

    private static void Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(to)!);
            File.Copy(from, to);
            return;
        }
        foreach (var entry in Directory.EnumerateFileSystemEntries(from))
            if (System.IO.Path.GetFileName(entry) is var name and not ("bin" or "obj"))
                Copy(entry, System.IO.Path.Combine(to, name));
    }

    private static string Solution(string project) => $$"""

        Microsoft Visual Studio Solution File, Format Version 12.00
        Project("{9A19103F-16F7-4668-BE54-9A1E7A4F7556}") = "{{project}}", "{{project}}/{{project}}.csproj", "{11111111-1111-1111-1111-111111111111}"
        EndProject
        Global
        	GlobalSection(SolutionConfigurationPlatforms) = preSolution
        		Debug|Any CPU = Debug|Any CPU
        	EndGlobalSection
        	GlobalSection(ProjectConfigurationPlatforms) = postSolution
        		{11111111-1111-1111-1111-111111111111}.Debug|Any CPU.ActiveCfg = Debug|Any CPU
        		{11111111-1111-1111-1111-111111111111}.Debug|Any CPU.Build.0 = Debug|Any CPU
        	EndGlobalSection
        EndGlobal

        """;
}
