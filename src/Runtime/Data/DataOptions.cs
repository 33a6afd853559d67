namespace ModelDsl.Data;

/// <summary>A folder that the user named as the place of the data.</summary>
/// <param name="Path">The folder.</param>
/// <param name="NamedBy">What named it: <c>-p:DataDir</c> or <c>MODELDSL_DATA</c>.</param>
public sealed record DataFolder(string Path, string NamedBy);

/// <summary>Where data sets are looked for, in this order: the user's folder, the system's, the cache, the network.</summary>
public sealed record DataOptions
{
    /// <summary>The environment variable that names the folder with the data sets' folders.</summary>
    public const string FolderVariable = "MODELDSL_DATA";

    /// <summary>The environment variable that forbids downloads where it is 1 or true.</summary>
    public const string OfflineVariable = "MODELDSL_OFFLINE";

    /// <summary>The folder that the user named; null where there is none.</summary>
    public DataFolder? Folder { get; init; }

    /// <summary>Where Debian's packages put data sets; null to look nowhere, as on other systems than Linux.</summary>
    public string? SystemFolder { get; init; } = OperatingSystem.IsLinux() ? "/usr/share/datasets" : null;

    /// <summary>Where downloads go.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>Whether downloads are forbidden.</summary>
    public bool Offline { get; init; }

    /// <summary>Told how far a download is.</summary>
    public IProgress<DownloadProgress>? Progress { get; init; }

    /// <summary>What downloads.</summary>
    internal Downloader Downloader { get; init; } = Downloader.Default;

    /// <summary>The options of this machine and user.</summary>
    /// <param name="dataFolder">The folder given on the command line, which goes before the environment's; null or empty for none.</param>
    /// <param name="environment">Reads an environment variable; this process's where null.</param>
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
        // The XDG base directory specification says to ignore a relative path.
        if (environment("XDG_CACHE_HOME") is { } cache && Path.IsPathFullyQualified(cache))
            return cache;
        // A service account may have no such folder.
        if (OperatingSystem.IsWindows() && Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } local)
            return local;
        var home = environment("HOME") is { Length: > 0 } given ? given : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length > 0 ? Path.Combine(home, ".cache") : Path.GetTempPath();
    }
}
