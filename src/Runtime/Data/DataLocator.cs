namespace ModelDsl.Data;

/// <summary>Finds and checks the files of one data set, in the order of places of <see cref="DataOptions"/>.</summary>
internal sealed class DataLocator(IdxDataset dataset, DataOptions options)
{
    /// <summary>Reads a file from the first place that has it; the network is last.</summary>
    public async Task<IdxFile> ReadAsync(DataFile file, CancellationToken cancellation)
    {
        var looked = new List<string>();
        return FindNamed(file, looked)
            ?? Find(file, options.SystemFolder, looked)
            ?? Find(file, options.CacheFolder, looked)
            ?? await DownloadAsync(file, looked, cancellation);
    }

    // The user named this folder: a damaged file in it is an error, and the search does not continue elsewhere.
    private IdxFile? FindNamed(DataFile file, List<string> looked)
    {
        if (options.Folder is not { } named)
            return null;
        // The second is the layout of torchvision.
        foreach (var folder in new[] { Path.Combine(named.Path, dataset.Folder), Path.Combine(named.Path, dataset.Name, "raw") })
        {
            if (Candidates(folder, file).FirstOrDefault() is { } path)
                return Check(IdxFile.Read(path, file.Length, dataset.LoadLimit), file);
        }

        // The files may be directly in the folder. MNIST and its successors share their names.
        if (Candidates(named.Path, file).FirstOrDefault() is { } direct)
        {
            var content = IdxFile.Read(direct, file.Length, dataset.LoadLimit);
            if (!IsOfAnotherDataset(content))
                return Check(content, file);
        }
        looked.Add($"{named.Path} ({(Directory.Exists(named.Path) ? "not found" : "no such folder")}; named by {named.NamedBy})");
        return null;
    }

    // The user did not name this folder: a damaged file in it is reported only if no other place has the file.
    private IdxFile? Find(DataFile file, string? root, List<string> looked)
    {
        if (root is null)
            return null;
        var folder = Path.Combine(root, dataset.Folder);
        var count = looked.Count;
        foreach (var path in Candidates(folder, file))
        {
            try
            {
                return Check(IdxFile.Read(path, file.Length, dataset.LoadLimit), file);
            }
            catch (CodedException exception)
            {
                looked.Add(exception.Message.TrimEnd('.'));
            }
        }
        if (looked.Count == count)
            looked.Add($"{folder} (not found)");
        return null;
    }

    private async Task<IdxFile> DownloadAsync(DataFile file, List<string> looked, CancellationToken cancellation)
    {
        if (options.Offline)
        {
            looked.Add($"downloads are off ({DataOptions.OfflineVariable})");
            throw Unavailable(file, looked);
        }
        try
        {
            return await options.Downloader.LimitedTo(file.Length).DownloadAsync(
                [.. dataset.Mirrors.Select(mirror => new Uri(mirror, file.Name + ".gz"))],
                Path.Combine(options.CacheFolder, dataset.Folder, file.Name + ".gz"),
                path => Check(IdxFile.Read(path, file.Length, dataset.LoadLimit), file),
                options.Progress,
                cancellation);
        }
        catch (DownloadException exception)
        {
            looked.AddRange(exception.Failures);
            throw Unavailable(file, looked, exception);
        }
    }

    // Both spellings of the name are in use, each plain or compressed.
    private static IEnumerable<string> Candidates(string folder, DataFile file) =>
        from name in new[] { file.Name, file.Name.Replace("-idx", ".idx", StringComparison.Ordinal) }
        from extension in new[] { "", ".gz" }
        let path = Path.Combine(folder, name + extension)
        where Path.Exists(path)
        select path;

    private bool IsOfAnotherDataset(IdxFile content) => Datasets.Known
        .OfType<IdxDataset>()
        .Any(other => other.Folder != dataset.Folder && other.Files.Any(file => file.Sha256 == content.Sha256));

    private IdxFile Check(IdxFile content, DataFile file) => content.Sha256 == file.Sha256 ? content : throw new CodedException(
        ErrorCodes.DataCorrupt,
        $"{content.Path} is not {dataset.Name}'s {file.Name}: the SHA-256 of its uncompressed content is {content.Sha256}, expected {file.Sha256}. Delete it, and copy or download it again.");

    private DatasetUnavailableException Unavailable(DataFile file, List<string> looked, Exception? inner = null) => new(
        $"{dataset.Name} is not available: looked for {file.Name} in {string.Join("; ", looked)}. " +
        $"Allow the network; or put its files, plain or .gz, into FOLDER/{dataset.Folder} and set {DataOptions.FolderVariable}=FOLDER or pass -p:DataDir=FOLDER" +
        $"{(dataset.Package is { } package ? $"; or, on Debian and Ubuntu, install the package {package}" : "")}.",
        inner);
}
