using System.IO.Compression;
using ModelDsl.Build.Tests.Support;

namespace ModelDsl.Packages.Tests;

/// <summary>
/// A folder of a user who has packed this repository: a feed with its packages, and an empty package cache. Its path contains spaces and other letters than
/// English ones, and the user's culture has other upper-case letters. Packages of others come from this machine's cache, so nothing is downloaded.
/// </summary>
public sealed class Workspace : TemporaryFolder
{
    private readonly (string, string)[] _environment;

    public Workspace() : base("model dsl größe ž ")
    {
        var packed = Shell.Run(Repository.Root, Shell.DotNet, ["pack", "ModelDsl.sln", "--no-build", "-c", Repository.Configuration, "-o", this["feed"], "-nologo", "-v:q"]);
        Assert.True(packed.ExitCode == 0, packed.Output);

        // Without packages of ModelDsl, which may be there with the same version.
        Directory.CreateDirectory(this["fallback"]);
        foreach (var package in Directory.EnumerateDirectories(Repository.PackageCache))
            if (System.IO.Path.GetFileName(package) is var name && !name.StartsWith("modeldsl", StringComparison.OrdinalIgnoreCase))
                Directory.CreateSymbolicLink(this[$"fallback/{name}"], package);

        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="local" value="{this["feed"]}" />
              </packageSources>
              <fallbackPackageFolders>
                <clear />
                <add key="machine" value="{this["fallback"]}" />
              </fallbackPackageFolders>
            </configuration>
            """);
        _environment =
        [
            ("NUGET_PACKAGES", this["cache"]), ("DOTNET_CLI_HOME", this["home"]), ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), ("LC_ALL", "tr_TR.UTF-8"), ("LANG", "tr_TR.UTF-8"),
        ];
    }

    /// <summary>The names of the packages that were not in the machine's cache.</summary>
    public IEnumerable<string> Restored => Directory.EnumerateDirectories(this["cache"]).Select(package => System.IO.Path.GetFileName(package));

    public string Package(string name) => this[$"feed/{name}.{Repository.Version}.nupkg"];

    /// <summary>The list of versions of the solution's template.</summary>
    public string TemplateVersions()
    {
        using var package = ZipFile.OpenRead(Package("ModelDsl.Templates"));
        using var versions = new StreamReader(package.GetEntry("content/modeldsl/Directory.Packages.props")!.Open());
        return versions.ReadToEnd();
    }

    /// <summary>Runs the SDK in a folder of the workspace.</summary>
    public ShellResult DotNet(string folder, params string[] arguments) => Shell.Run(this[folder], Shell.DotNet, arguments, _environment);

    /// <summary>Runs the SDK, which must succeed.</summary>
    public string Succeed(string folder, params string[] arguments)
    {
        var run = DotNet(folder, arguments);
        Assert.True(run.ExitCode == 0, run.Output);
        return run.Output;
    }
}
