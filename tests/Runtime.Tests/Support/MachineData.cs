using ModelDsl.Data;

namespace ModelDsl.Runtime.Tests.Support;

/// <summary>The real data sets, if this machine has them.</summary>
public static class MachineData
{
    /// <summary>This machine's options, without the network.</summary>
    public static DataOptions Options { get; } = DataOptions.FromEnvironment() with { Offline = true };

    /// <summary>A file of a data set; null if it is in no folder.</summary>
    public static string? File(IdxDataset dataset, DataFile file) =>
        new[] { Options.Folder?.Path, Options.SystemFolder, Options.CacheFolder }
            .OfType<string>()
            .SelectMany(folder => new[] { "", ".gz" }.Select(extension => Path.Combine(folder, dataset.Folder, file.Name + extension)))
            .FirstOrDefault(System.IO.File.Exists);

    /// <summary>True if all four files are in some folder.</summary>
    public static bool Has(IdxDataset dataset) => dataset.Files.All(file => File(dataset, file) is not null);
}
