using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using ModelDsl.Build.Tests.Support;

namespace ModelDsl.Packages.Tests;

/// <summary>The contents and dependencies of the packages that contain more than an assembly.</summary>
public sealed class PackageContentTests(PackageContentTests.Feed feed) : IClassFixture<PackageContentTests.Feed>
{
    /// <summary>The packages with files of their own, packed from the assemblies of this build.</summary>
    public sealed class Feed : TemporaryFolder
    {
        public Feed()
        {
            Write("Pack.proj", $"""
                <Project>
                  <Target Name="Pack">
                    <ItemGroup>
                      <Packed Include="{Repository.Root}src/Runtime/ModelDsl.Runtime.csproj;{Repository.Root}src/Experiments/ModelDsl.Experiments.csproj;{Repository.Root}templates/ModelDsl.Templates.csproj" />
                    </ItemGroup>
                    <MSBuild Projects="@(Packed)" Targets="Pack" Properties="NoBuild=true;Configuration={Repository.Configuration};PackageOutputPath={Path};NuspecOutputPath={Path}/nuspec/" />
                  </Target>
                </Project>
                """);
            var run = Shell.Run(Path, Shell.DotNet, ["msbuild", "Pack.proj", "-t:Pack", "-nologo"]);
            Assert.True(run.ExitCode == 0, run.Output);
        }

        public ZipArchive Open(string package) => ZipFile.OpenRead(this[$"{package}.{Repository.Version}.nupkg"]);
    }

    [Theory]
    [InlineData("ModelDsl",
        "README.md", "icon.png", "lib/net10.0/ModelDsl.Runtime.dll", "lib/net10.0/ModelDsl.Runtime.xml",
        "analyzers/dotnet/cs/ModelDsl.Generator.dll", "analyzers/dotnet/cs/ModelDsl.Generator.CodeFixes.dll", "tasks/net10.0/ModelDsl.Build.dll",
        "build/ModelDsl.props", "build/ModelDsl.Project.props",
        "buildTransitive/ModelDsl.targets", "buildTransitive/ModelDsl.Engine.props", "buildTransitive/ModelDsl.Engine.targets",
        "buildTransitive/RelaxTorchSharpVersions.proj")]
    [InlineData("ModelDsl.Experiments",
        "README.md", "icon.png", "lib/net10.0/ModelDsl.Experiments.dll", "lib/net10.0/ModelDsl.Experiments.xml",
        "build/ModelDsl.Experiments.props", "buildTransitive/ModelDsl.Experiments.targets",
        "buildTransitive/experiments/ModelDsl.Experiments.targets", "buildTransitive/experiments/ModelDsl.RunExperiment.targets",
        "buildTransitive/experiments/ModelDsl.LiveOutput.targets", "buildTransitive/experiments/Check.proj", "buildTransitive/experiments/Models.proj")]
    [InlineData("ModelDsl.Templates",
        "README.md", "icon.png", "content/modeldsl-model/.template.config/template.json", "content/modeldsl-model/NewModel.cs",
        "content/modeldsl/.template.config/template.json", "content/modeldsl/.template.config/dotnetcli.host.json", "content/modeldsl/.gitignore", "content/modeldsl/README.md",
        "content/modeldsl/Directory.Build.props", "content/modeldsl/Directory.Packages.props", "content/modeldsl/Directory.Solution.targets",
        "content/modeldsl/ModelDslApp.slnx", "content/modeldsl/ModelDslApp/ModelDslApp.csproj", "content/modeldsl/ModelDslApp/SmallAutoencoder.cs",
        "content/modeldsl/ModelDslApp.Tests/ModelDslApp.Tests.csproj", "content/modeldsl/ModelDslApp.Tests/GeneratedCodeTests.cs",
        "content/modeldsl/ModelDslApp.Tests/SmallAutoencoder.verified.cs")]
    public void A_package_contains_these_files(string package, params string[] files)
    {
        using var archive = feed.Open(package);

        // NuGet adds the manifest and the files of the Open Packaging Conventions.
        var ours = archive.Entries.Select(entry => entry.FullName)
            .Where(name => name is not "[Content_Types].xml" && !name.EndsWith(".nuspec", StringComparison.Ordinal) && !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal));
        Assert.Equal(files.Order(StringComparer.Ordinal), ours.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("ModelDsl"), InlineData("ModelDsl.Experiments")]
    public void Symbols_are_in_a_package_of_their_own(string package) =>
        Assert.True(File.Exists(feed[$"{package}.{Repository.Version}.snupkg"]));

    [Theory]
    [InlineData("ModelDsl"), InlineData("ModelDsl.Experiments"), InlineData("ModelDsl.Templates")]
    public void The_bytes_of_a_package_do_not_depend_on_the_time(string package)
    {
        using var archive = feed.Open(package);
        Assert.Equal(new DateTime(2026, 1, 1), Assert.Single(archive.Entries.Select(entry => entry.LastWriteTime.DateTime).Distinct()));
    }

    /// <summary>The program chooses libtorch. TorchSharp is a dependency of the kernels.</summary>
    [Fact]
    public void The_runtime_does_not_depend_on_libtorch() => Assert.Equal(
        ["ModelDsl.Kernels", "Sep", "SkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies"],
        Dependencies("ModelDsl").Select(dependency => dependency.Attribute("id")!.Value).Order(StringComparer.Ordinal));

    /// <summary>The packages use internals of each other. A reference to one brings the generator and the imports of the others.</summary>
    [Fact]
    public void The_packages_depend_on_the_same_version_of_each_other_with_all_assets() => Assert.All(
        Dependencies("ModelDsl.Experiments"),
        dependency => Assert.Equal(($"[{Repository.Version}]", "All"), (dependency.Attribute("version")!.Value, dependency.Attribute("include")!.Value)));

    [Fact]
    public void The_template_names_the_versions_of_this_repository()
    {
        using var archive = feed.Open("ModelDsl.Templates");
        using var packages = archive.GetEntry("content/modeldsl/Directory.Packages.props")!.Open();
        var versions = XDocument.Load(packages).Descendants("PackageVersion").ToDictionary(version => version.Attribute("Include")!.Value, version => version.Attribute("Version")!.Value);

        Assert.Equal(Repository.Version, versions["ModelDsl.Experiments"]);
        Assert.All(versions.Values, version => Assert.Matches(@"^\d+(\.\d+)+(-[\w.]+)?$", version));
    }

    [Fact]
    public void The_compiler_that_the_targets_require_is_the_one_that_the_generator_references()
    {
        using var archive = feed.Open("ModelDsl");
        using var targets = archive.GetEntry("buildTransitive/ModelDsl.targets")!.Open();
        var required = XDocument.Load(targets).Descendants("_ModelDslCompiler").Single().Value;

        using var generator = new MemoryStream();
        using (var entry = archive.GetEntry("analyzers/dotnet/cs/ModelDsl.Generator.dll")!.Open())
            entry.CopyTo(generator);
        generator.Position = 0;
        using var file = new PEReader(generator);
        var metadata = file.GetMetadataReader();
        var roslyn = metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).Single(reference => metadata.GetString(reference.Name) == "Microsoft.CodeAnalysis");
        Assert.Equal(roslyn.Version.ToString(2), required);
    }

    private IEnumerable<XElement> Dependencies(string package)
    {
        using var archive = feed.Open(package);
        using var manifest = archive.GetEntry($"{package}.nuspec")!.Open();
        return [.. XDocument.Load(manifest).Descendants().Where(element => element.Name.LocalName == "dependency")];
    }
}
