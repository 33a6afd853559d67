using System.Collections.Concurrent;
using ModelDsl.Files;

namespace ModelDsl.Experiments.Jobs;

/// <summary>The hashes of files that this process has read. A run looks up each job several times.</summary>
internal sealed class KnownHashes
{
    private readonly ConcurrentDictionary<string, (long Length, DateTime Written, string Hash)> _known = new();

    /// <summary>The SHA-256 of a file; null if the file is missing.</summary>
    /// <exception cref="CodedException">The file cannot be read.</exception>
    public string? Of(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            return null;
        if (_known.TryGetValue(path, out var known) && known.Length == file.Length && known.Written == file.LastWriteTimeUtc)
            return known.Hash;
        var hash = FileHash.Of(path);
        _known[path] = (file.Length, file.LastWriteTimeUtc, hash);
        return hash;
    }
}
