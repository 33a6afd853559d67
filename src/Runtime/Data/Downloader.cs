using System.Net;
using ModelDsl.Files;

namespace ModelDsl.Data;

/// <summary>The progress of a download.</summary>
/// <param name="File">The address.</param>
/// <param name="Bytes">The number of compressed bytes received.</param>
/// <param name="Total">The total number of bytes; null if the server does not state it.</param>
public readonly record struct DownloadProgress(Uri File, long Bytes, long? Total);

/// <summary>No mirror has the file.</summary>
/// <param name="failures">The reason of each mirror's failure.</param>
internal sealed class DownloadException(IReadOnlyList<string> failures) : Exception(string.Join("; ", failures))
{
    /// <summary>The reason of each mirror's failure, with its address.</summary>
    public IReadOnlyList<string> Failures { get; } = failures;
}

/// <summary>Downloads a file from the first mirror that has it.</summary>
/// <param name="client">Sends the requests; its timeout should be infinite.</param>
internal sealed class Downloader(HttpClient client)
{
    /// <summary>The downloader of this process.</summary>
    public static Downloader Default { get; } = new(new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(15) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { { "User-Agent", "ModelDsl" } },
    });

    /// <summary>The number of requests to a mirror before the next mirror is tried. Default: 4.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>The pause before the second attempt, doubled before each later one. Default: 1 second.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The maximum time without a byte from the server. Default: 30 seconds.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The maximum length in bytes of a file, which is held in memory. Default: 512 MiB.</summary>
    public long MaximumLength { get; init; } = 512 << 20;

    /// <summary>A downloader of a compressed file.</summary>
    /// <param name="length">The length of the uncompressed file, which a compressed one hardly exceeds; null if unknown.</param>
    public Downloader LimitedTo(long? length) => new(client)
    {
        Attempts = Attempts,
        Pause = Pause,
        IdleTimeout = IdleTimeout,
        MaximumLength = Math.Min(MaximumLength, length + length / 100 + 1000 ?? long.MaxValue),
    };

    /// <summary>
    /// Downloads a file, checks it under a temporary name and renames it to <paramref name="path"/>. Processes that
    /// download into the same folder wait for one another.
    /// </summary>
    /// <typeparam name="T">The content of the file.</typeparam>
    /// <param name="mirrors">Addresses of the file, tried in order.</param>
    /// <param name="path">The file to create.</param>
    /// <param name="open">Reads and checks the file; throws a <see cref="CodedException"/> if it is not the expected one.</param>
    /// <param name="progress">Receives the progress after each block of bytes.</param>
    /// <param name="cancellation">Stops the download.</param>
    /// <returns>The result of <paramref name="open"/>.</returns>
    /// <exception cref="DownloadException">No mirror has the file.</exception>
    /// <exception cref="CodedException">The disk is full or the folder cannot be written.</exception>
    public async Task<T> DownloadAsync<T>(
        IReadOnlyList<Uri> mirrors, string path, Func<string, T> open, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        using var folderLock = await FileLock.AcquireAsync(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, ".lock"), cancellation);
        try
        {
            // Another process may have downloaded it in the meantime.
            if (File.Exists(path))
                return open(path);
        }
        catch (CodedException)
        {
            // A damaged file is replaced.
        }

        var failures = new List<string>();
        foreach (var mirror in mirrors)
        {
            try
            {
                using var content = await FetchAsync(mirror, progress, cancellation);
                return AtomicFile.Write(path, content.WriteTo, open);
            }
            catch (MirrorException exception)
            {
                failures.Add($"{mirror} ({exception.Message})");
            }
            catch (CodedException exception) when (exception.Code is ErrorCodes.DataTruncated or ErrorCodes.DataCorrupt)
            {
                failures.Add($"{mirror} (sent {(exception.Code == ErrorCodes.DataTruncated ? "a truncated file" : "a file with the wrong content or SHA-256")})");
            }
        }
        throw new DownloadException(failures);
    }

    private async Task<MemoryStream> FetchAsync(Uri mirror, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await FetchOnceAsync(mirror, progress, cancellation);
            }
            catch (MirrorException exception) when (exception.IsTransient && attempt < Attempts)
            {
                await Task.Delay(Pause * Math.Pow(2, attempt - 1), cancellation);
            }
        }
    }

    private async Task<MemoryStream> FetchOnceAsync(Uri mirror, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(IdleTimeout);
        var content = new MemoryStream();
        long? total = null;
        try
        {
            using var response = await client.GetAsync(mirror, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            if (response.StatusCode is not HttpStatusCode.OK and var status)
                throw new MirrorException(
                    $"{(int)status} {response.ReasonPhrase}",
                    isTransient: status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError);

            total = response.Content.Headers.ContentLength;
            ThrowIfTooLong(total);
            await using var body = await response.Content.ReadAsStreamAsync(timeout.Token);
            var buffer = new byte[1 << 16];
            for (int count; (count = await body.ReadAsync(buffer, timeout.Token)) > 0;)
            {
                ThrowIfTooLong(content.Length + count);
                content.Write(buffer, 0, count);
                progress?.Report(new(mirror, content.Length, total));
                timeout.CancelAfter(IdleTimeout);
            }
            return content;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The connection has its own timeout.
            throw timeout.IsCancellationRequested
                ? new MirrorException($"sent nothing for {IdleTimeout.TotalSeconds:0.#} seconds", isTransient: true)
                : new MirrorException("cannot be reached", isTransient: false);
        }
        catch (HttpRequestException exception)
        {
            throw new MirrorException(exception.Message.TrimEnd('.'), isTransient: exception.HttpRequestError is not (
                HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or
                HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError));
        }
        catch (IOException)
        {
            throw new MirrorException($"closed the connection after {content.Length}{(total is null ? "" : $" of {total}")} bytes", isTransient: true);
        }
    }

    private void ThrowIfTooLong(long? length)
    {
        if (length > MaximumLength)
            throw new MirrorException($"sent a file of more than {MaximumLength} bytes", isTransient: false);
    }

    private sealed class MirrorException(string message, bool isTransient) : Exception(message)
    {
        public bool IsTransient { get; } = isTransient;
    }
}
