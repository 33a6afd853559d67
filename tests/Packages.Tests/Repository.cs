using System.Reflection;

namespace ModelDsl.Packages.Tests;

/// <summary>The checkout of the tests, and how it was built.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>The version of the packages.</summary>
    public static string Version { get; } = Metadata("Version");

    /// <summary>NuGet's folder with the packages that this repository uses.</summary>
    public static string PackageCache { get; } = Metadata("PackageCache");

    private static string Metadata(string name) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == name)
        .Value!;
}
