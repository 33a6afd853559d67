namespace ModelDsl.Data;

/// <summary>Which file on which server a part is of.</summary>
/// <param name="Mirror">The address.</param>
/// <param name="ETag">The server's strong tag of the file, with its quotes; null where it gave none.</param>
/// <param name="Total">The length of the whole file; null where the server did not say.</param>
internal sealed record PartSource(Uri Mirror, string? ETag, long? Total)
{
    /// <summary>Whether the rest of a file, described by <paramref name="rest"/>, belongs to this part.</summary>
    public bool Continues(PartSource rest) =>
        Mirror == rest.Mirror && (ETag is null || rest.ETag is null || ETag == rest.ETag) && (Total is null || rest.Total is null || Total == rest.Total);
}

/// <summary>
/// A download that is not complete: <c>NAME.part</c> holds the bytes, <c>NAME.part.source</c> says where they came from,
/// so that another process can continue it.
/// </summary>
internal sealed class PartFile(string target)
{
    private readonly string _sourcePath = target + ".part.source";

    /// <summary>The file with the bytes.</summary>
    public string Path { get; } = target + ".part";

    /// <summary>Where the bytes came from; null where there are none.</summary>
    public PartSource? Source { get; private set; }

    /// <summary>Whether bytes of an earlier request are kept.</summary>
    public bool IsContinued { get; private set; }

    /// <summary>How many bytes of this mirror's file are there.</summary>
    public long StartFrom(Uri mirror) => Guard(() =>
    {
        Source = ReadSource();
        var length = Source?.Mirror == mirror && File.Exists(Path) ? new FileInfo(Path).Length : 0;
        IsContinued = length > 0;
        return length;
    });

    /// <summary>Empties the part for a file that comes from its beginning.</summary>
    public PartStream Restart(PartSource source) => Guard(() =>
    {
        // The old bytes go first: they must never be taken for the new source's.
        File.Delete(Path);
        AtomicFile.WriteText(_sourcePath, $"{source.Mirror}\n{source.ETag}\n{source.Total}\n");
        (Source, IsContinued) = (source, false);
        return new PartStream(Path, FileMode.Create);
    });

    /// <summary>Opens the part for the bytes that follow.</summary>
    public PartStream Append() => Guard(() => new PartStream(Path, FileMode.Append));

    /// <summary>Gives the file its name.</summary>
    public void Complete() => Guard(() =>
    {
        FileRetry.Move(Path, target);
        File.Delete(_sourcePath);
        return true;
    });

    /// <summary>Forgets the bytes.</summary>
    public void Delete() => Guard(() =>
    {
        File.Delete(Path);
        File.Delete(_sourcePath);
        Source = null;
        return true;
    });

    // Tells trouble with the disk from trouble with the network: both are IOExceptions.
    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (FileErrors.Covers(exception))
        {
            throw FileErrors.Writing(Path, exception);
        }
    }

    private PartSource? ReadSource() =>
        File.Exists(_sourcePath) && File.ReadAllLines(_sourcePath) is [var mirror, var tag, var total] && Uri.TryCreate(mirror, UriKind.Absolute, out var address)
            ? new(address, tag.Length > 0 ? tag : null, long.TryParse(total, out var length) ? length : null)
            : null;
}

/// <summary>Writes to a part file; every failure is a coded error.</summary>
internal sealed class PartStream(string path, FileMode mode) : IDisposable
{
    // Unbuffered, so that every failure to write is seen in Write and none in Dispose.
    private readonly FileStream _file = new(path, mode, FileAccess.Write, FileShare.Read, bufferSize: 0);

    /// <summary>How many bytes are there.</summary>
    public long Length => _file.Position;

    /// <summary>Adds bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _file.Write(bytes);
        }
        catch (Exception exception) when (FileErrors.Covers(exception))
        {
            throw FileErrors.Writing(path, exception);
        }
    }

    public void Dispose() => _file.Dispose();
}
