namespace ModelDsl.Data;

/// <summary>How far a download is.</summary>
/// <param name="File">The address.</param>
/// <param name="Bytes">What is there, packed.</param>
/// <param name="Total">What there will be; null where the server does not say.</param>
public readonly record struct DownloadProgress(Uri File, long Bytes, long? Total);

/// <summary>How patient a download is.</summary>
/// <param name="Attempts">How often one mirror is asked before the next.</param>
/// <param name="Pause">The wait before the second attempt, doubled before each later one.</param>
/// <param name="Silence">How long a server may send nothing.</param>
public sealed record RetryPolicy(int Attempts, TimeSpan Pause, TimeSpan Silence);

/// <summary>No mirror gave the file.</summary>
/// <param name="failures">What each mirror did.</param>
public sealed class DownloadException(IReadOnlyList<string> failures) : Exception(string.Join("; ", failures))
{
    /// <summary>What each mirror did, with its address.</summary>
    public IReadOnlyList<string> Failures { get; } = failures;
}

/// <summary>Downloads a file from the first mirror that has it, and continues what was interrupted.</summary>
/// <param name="client">Sends the requests; its own time-out should be infinite.</param>
/// <param name="policy">How patient to be.</param>
public sealed class Downloader(HttpClient client, RetryPolicy policy)
{
    /// <summary>The downloader of this process.</summary>
    public static Downloader Default { get; } = new(
        new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(15) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestHeaders = { { "User-Agent", "ModelDsl" } },
        },
        new(Attempts: 4, Pause: TimeSpan.FromSeconds(1), Silence: TimeSpan.FromSeconds(30)));

    /// <summary>
    /// Downloads to <c>PATH.part</c>, checks it and renames it to <paramref name="path"/>. Processes that
    /// download into the same folder wait for each other.
    /// </summary>
    /// <typeparam name="T">What the file is read as.</typeparam>
    /// <param name="mirrors">Addresses of the file, tried in order.</param>
    /// <param name="path">Where it goes.</param>
    /// <param name="open">Reads and checks the file; throws a <see cref="CodedException"/> where it is not the wanted one.</param>
    /// <param name="progress">Told after every piece.</param>
    /// <param name="cancellation">Stops the download and keeps what is there.</param>
    /// <returns>What <paramref name="open"/> gave.</returns>
    /// <exception cref="DownloadException">No mirror gave the file.</exception>
    /// <exception cref="CodedException">The disk is full or the folder cannot be written.</exception>
    public async Task<T> DownloadAsync<T>(
        IReadOnlyList<Uri> mirrors, string path, Func<string, T> open, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        using var turn = await FileLock.AcquireAsync(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, ".lock"), cancellation);
        if (TryOpen(path, open, out var fromAnotherProcess))
            return fromAnotherProcess;

        var part = new PartFile(path);
        var failures = new List<string>();
        foreach (var mirror in mirrors)
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    await new MirrorRequest(client, policy.Silence, mirror, part, progress).RunAsync(cancellation);
                    var content = open(part.Path);
                    part.Complete();
                    return content;
                }
                catch (CodedException exception) when (exception.Code is ErrorCodes.DataTruncated or ErrorCodes.DataCorrupt)
                {
                    // Where two halves did not fit, a fresh copy may still be good; a whole wrong file will be wrong again.
                    var again = part.IsContinued && attempt < policy.Attempts;
                    part.Delete();
                    if (again)
                        continue;
                    failures.Add($"{mirror} (sent {(exception.Code == ErrorCodes.DataTruncated ? "a truncated file" : "something else: wrong content or SHA-256")})");
                    break;
                }
                catch (MirrorException exception) when (!exception.Transient || attempt == policy.Attempts)
                {
                    failures.Add($"{mirror} ({exception.Message})");
                    break;
                }
                catch (MirrorException)
                {
                    await Task.Delay(policy.Pause * Math.Pow(2, attempt - 1), cancellation);
                }
            }
        }
        throw new DownloadException(failures);
    }

    private static bool TryOpen<T>(string path, Func<string, T> open, out T content)
    {
        content = default!;
        if (!File.Exists(path))
            return false;
        try
        {
            content = open(path);
            return true;
        }
        catch (CodedException)
        {
            return false; // a damaged file is replaced
        }
    }
}
