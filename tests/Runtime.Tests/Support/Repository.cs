namespace ModelDsl.Tests.Support;

/// <summary>Where the tests' sources are.</summary>
public static class Repository
{
    /// <summary>The folder with the solution's Directory.Build.props, above the tests' binaries.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Directory.Build.props"))
        ? folder
        : Find(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar)) ?? throw new DirectoryNotFoundException("The tests run outside the repository."));
}
