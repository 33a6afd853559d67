namespace ModelDsl.Data;

/// <summary>Finds the files of one data set, in the order that <see cref="DataOptions"/> gives, and checks what it finds.</summary>
internal sealed class DataLocator(IdxDataset dataset, DataOptions options)
{
    /// <summary>Reads a file from the first place that has it; the network is the last.</summary>
    public async Task<IdxFile> ReadAsync(DataFile file, CancellationToken cancellation)
    {
        var looked = new List<string>();
        return FindNamed(file, looked)
            ?? Find(file, options.SystemFolder, looked)
            ?? Find(file, options.CacheFolder, looked)
            ?? await DownloadAsync(file, looked, cancellation);
    }

    // The user named this folder, so that a damaged file in it is an error and no reason to look elsewhere.
    private IdxFile? FindNamed(DataFile file, List<string> looked)
    {
        if (options.Folder is not { } named)
            return null;
        if (Candidates(Path.Combine(named.Path, dataset.Folder), file).FirstOrDefault() is { } path)
            return Check(IdxFile.Read(path), file);

        // The folder itself may hold the files, under the names that MNIST and its successors share.
        if (Candidates(named.Path, file).FirstOrDefault() is { } direct)
        {
            var content = IdxFile.Read(direct);
            if (!IsOfAnotherDataset(content))
                return Check(content, file);
        }
        looked.Add($"{named.Path} ({(Directory.Exists(named.Path) ? "not there" : "no such folder")}; named by {named.NamedBy})");
        return null;
    }

    // Nobody named this folder: a damaged file in it is reported if nothing better is found.
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
                return Check(IdxFile.Read(path), file);
            }
            catch (CodedException exception)
            {
                looked.Add(exception.Message.TrimEnd('.'));
            }
        }
        if (looked.Count == count)
            looked.Add($"{folder} (not there)");
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
            return await options.Downloader.DownloadAsync(
                [.. dataset.Mirrors.Select(mirror => new Uri(mirror, file.Name + ".gz"))],
                Path.Combine(options.CacheFolder, dataset.Folder, file.Name + ".gz"),
                path => Check(IdxFile.Read(path), file),
                options.Progress,
                cancellation);
        }
        catch (DownloadException exception)
        {
            looked.AddRange(exception.Failures);
            throw Unavailable(file, looked, exception);
        }
    }

    // Both spellings of the name are in use, each plain or packed.
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
        $"{content.Path} is not {dataset.Name}'s {file.Name}: the SHA-256 of its unpacked content is {content.Sha256} and should be {file.Sha256}. Delete it and get it again.");

    private DatasetUnavailableException Unavailable(DataFile file, List<string> looked, Exception? inner = null) => new(
        $"{dataset.Name} cannot be had: {file.Name} was looked for in {string.Join("; ", looked)}. " +
        $"To get it, allow the network; or put its files, plain or .gz, into FOLDER/{dataset.Folder} and set {DataOptions.FolderVariable}=FOLDER or pass -p:DataDir=FOLDER" +
        $"{(dataset.Package is { } package ? $"; or, on Debian and Ubuntu, install the package {package}" : "")}.",
        inner);
}
