using System.Net;

namespace ModelDsl.Data;

/// <summary>A mirror did not give the file.</summary>
/// <param name="message">What it did.</param>
/// <param name="transient">Whether it may do better when asked again.</param>
internal sealed class MirrorException(string message, bool transient) : Exception(message)
{
    public bool Transient { get; } = transient;
}

/// <summary>One request to one mirror, which adds what it sends to a part file.</summary>
internal sealed class MirrorRequest(HttpClient client, TimeSpan silence, Uri mirror, PartFile part, IProgress<DownloadProgress>? progress)
{
    /// <summary>Fetches what is missing; when it returns, the part file is as long as the server says.</summary>
    /// <exception cref="MirrorException">The file did not come, or not all of it.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(silence);
        try
        {
            var start = part.StartFrom(mirror);
            using var request = new HttpRequestMessage(HttpMethod.Get, mirror);
            if (start > 0)
            {
                request.Headers.Range = new(start, null);
                if (part.Source?.ETag is { } tag)
                    request.Headers.IfRange = new(tag);
            }
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && response.Content.Headers.ContentRange?.Length == start)
                return; // interrupted after the last byte
            using var file = OpenPart(response, start);
            await CopyAsync(response, file, patience);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Besides our patience, the time to connect can end, which says that the mirror cannot be reached.
            throw patience.IsCancellationRequested
                ? new MirrorException($"sent nothing for {silence.TotalSeconds:0.#} seconds", transient: true)
                : new MirrorException("cannot be reached", transient: false);
        }
        catch (HttpRequestException exception)
        {
            throw new MirrorException(exception.Message.TrimEnd('.'), transient: exception.HttpRequestError is not (
                HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or
                HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError));
        }
        catch (IOException exception)
        {
            throw new MirrorException(exception.Message.TrimEnd('.'), transient: true);
        }
    }

    // A 206 continues the part, a 200 starts it anew: the server ignores Range, or the file has changed.
    private PartStream OpenPart(HttpResponseMessage response, long start)
    {
        var status = response.StatusCode;
        var source = new PartSource(mirror, StrongTag(response), Total(response));
        if (status == HttpStatusCode.OK)
            return part.Restart(source);
        if (status == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == start && part.Source?.Continues(source) == true)
            return part.Append();
        if (status is HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            part.Delete();
            throw new MirrorException("sent a part that does not fit", transient: true);
        }
        throw new MirrorException(
            $"{(int)status} {response.ReasonPhrase}",
            transient: status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError);
    }

    private async Task CopyAsync(HttpResponseMessage response, PartStream file, CancellationTokenSource patience)
    {
        var total = Total(response);
        var buffer = new byte[1 << 16];
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(patience.Token);
            for (int count; (count = await body.ReadAsync(buffer, patience.Token)) > 0;)
            {
                file.Write(buffer.AsSpan(0, count));
                progress?.Report(new(mirror, file.Length, total));
                patience.CancelAfter(silence);
            }
        }
        catch (IOException) when (file.Length < total)
        {
            // Said below, with the sizes.
        }
        if (file.Length < total)
            throw new MirrorException($"broke off after {file.Length} of {total} bytes", transient: true);
    }

    private static long? Total(HttpResponseMessage response) =>
        response.Content.Headers.ContentRange?.Length ?? (response.StatusCode == HttpStatusCode.OK ? response.Content.Headers.ContentLength : null);

    // If-Range may carry only strong tags: a weak one does not promise the same bytes.
    private static string? StrongTag(HttpResponseMessage response) =>
        response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : null;
}
