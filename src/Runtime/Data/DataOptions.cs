namespace ModelDsl.Data;

/// <summary>A folder with data that the user named.</summary>
/// <param name="Path">The folder.</param>
/// <param name="NamedBy">The source of the name: <c>-p:DataDir</c> or <c>MODELDSL_DATA</c>.</param>
public sealed record DataFolder(string Path, string NamedBy);

/// <summary>The places that are searched for data sets, in this order: the user's folder, the system's, the cache, the network.</summary>
public sealed record DataOptions
{
    /// <summary>The environment variable with the path of the folder that contains the data sets' folders.</summary>
    public const string FolderVariable = "MODELDSL_DATA";

    /// <summary>The environment variable that forbids downloads if it is 1 or true.</summary>
    public const string OfflineVariable = "MODELDSL_OFFLINE";

    /// <summary>The folder that the user named; null if none.</summary>
    public DataFolder? Folder { get; init; }

    /// <summary>The folder of Debian's data set packages; null, the default outside Linux, to skip it.</summary>
    public string? SystemFolder { get; init; } = OperatingSystem.IsLinux() ? "/usr/share/datasets" : null;

    /// <summary>The folder for downloads.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>True to forbid downloads.</summary>
    public bool Offline { get; init; }

    /// <summary>Receives the progress of a download.</summary>
    public IProgress<DownloadProgress>? Progress { get; init; }

    /// <summary>The downloader.</summary>
    internal Downloader Downloader { get; init; } = Downloader.Default;

    /// <summary>The options of this machine and user.</summary>
    /// <param name="dataFolder">The folder from the command line, which precedes the environment's; null or empty if none.</param>
    /// <param name="environment">Reads an environment variable; null for the environment of this process.</param>
    public static DataOptions FromEnvironment(string? dataFolder = null, Func<string, string?>? environment = null)
    {
        environment ??= Environment.GetEnvironmentVariable;
        return new()
        {
            Folder = Named(dataFolder, "-p:DataDir") ?? Named(environment(FolderVariable), FolderVariable),
            CacheFolder = Path.Combine(UserCache(environment), "modeldsl"),
            Offline = environment(OfflineVariable)?.Trim().ToUpperInvariant() is "1" or "TRUE",
        };
    }

    private static DataFolder? Named(string? path, string by) => string.IsNullOrWhiteSpace(path) ? null : new(Path.GetFullPath(path), by);

    private static string UserCache(Func<string, string?> environment)
    {
        // The XDG base directory specification requires relative paths to be ignored.
        if (environment("XDG_CACHE_HOME") is { } cache && Path.IsPathFullyQualified(cache))
            return cache;
        // A service account may lack this folder.
        if (OperatingSystem.IsWindows() && Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } local)
            return local;
        var home = environment("HOME") is { Length: > 0 } variable ? variable : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length > 0 ? Path.Combine(home, ".cache") : Path.GetTempPath();
    }
}
