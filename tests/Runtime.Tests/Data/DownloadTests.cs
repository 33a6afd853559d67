using ModelDsl.Data;
using ModelDsl.Runtime.Tests.Support;

namespace ModelDsl.Runtime.Tests.Data;

public sealed class DownloadTests : IDisposable
{
    private const string Name = "train-images-idx3-ubyte.gz";
    private readonly TestFolder _folder = new();
    private readonly byte[] _content = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * i >> 3))];

    private string Target => _folder.File(Name);

    [Fact]
    public async Task A_file_is_downloaded_completely_and_is_the_only_file()
    {
        await using var server = new TestServer((context, _) => TestServer.Send(context, _content));
        var progress = new List<DownloadProgress>();
        Assert.Equal(_content, await DownloadAsync([server], progress: new Collector(progress)));
        Assert.Equal([".lock", Name], _folder.Files());
        Assert.Equal(_content.Length, progress[^1].Bytes);
        Assert.Equal(_content.Length, progress[^1].Total);
        Assert.True(progress.Zip(progress.Skip(1)).All(pair => pair.First.Bytes < pair.Second.Bytes));
    }

    [Fact]
    public async Task A_mirror_without_the_file_is_skipped_at_once()
    {
        await using var lacking = new TestServer((context, _) => TestServer.Refuse(context, 404));
        await using var good = new TestServer((context, _) => TestServer.Send(context, _content));
        Assert.Equal(_content, await DownloadAsync([lacking, good]));
        Assert.Single(lacking.Requests);
    }

    [Fact]
    public async Task An_overloaded_mirror_is_retried()
    {
        await using var server = new TestServer((context, request) =>
        {
            if (request < 3)
                TestServer.Refuse(context, 503);
            else
                TestServer.Send(context, _content);
        });
        Assert.Equal(_content, await DownloadAsync([server]));
    }

    [Fact]
    public async Task Every_mirror_is_reported_with_its_failure()
    {
        await using var lacking = new TestServer((context, _) => TestServer.Refuse(context, 404));
        await using var truncating = new TestServer((context, _) => TestServer.BreakOff(context, _content, 1000));
        await using var wrong = new TestServer((context, _) => TestServer.Send(context, [1, 2, 3]));
        var error = await Assert.ThrowsAsync<DownloadException>(() => DownloadAsync([lacking, truncating, wrong]));
        Assert.Collection(error.Failures,
            failure => Assert.Equal($"{lacking.Address}{Name} (404 Not Found)", failure),
            failure => Assert.Equal($"{truncating.Address}{Name} (closed the connection after 1000 of 200000 bytes)", failure),
            failure => Assert.Equal($"{wrong.Address}{Name} (sent a file with the wrong content or SHA-256)", failure));
        Assert.Equal(3, truncating.Requests.Count);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public async Task An_unreachable_mirror_is_skipped()
    {
        var gone = new TestServer((_, _) => { });
        await gone.DisposeAsync();
        await using var good = new TestServer((context, _) => TestServer.Send(context, _content));
        Assert.Equal(_content, await DownloadAsync([gone, good]));
        var error = await Assert.ThrowsAsync<DownloadException>(() => TestServer.Downloader.DownloadAsync([gone.Address], Target + "2", Open, null, default));
        Assert.Contains("refused", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_mirror_times_out()
    {
        await using var silent = new TestServer((_, _) => { });
        var impatient = new Downloader(TestServer.Client) { Attempts = 1, IdleTimeout = TimeSpan.FromSeconds(0.5) };
        var error = await Assert.ThrowsAsync<DownloadException>(() => impatient.DownloadAsync([silent.Address], Target, Open, null, default));
        Assert.Equal($"{silent.Address} (sent nothing for 0.5 seconds)", error.Message);
    }

    [Fact]
    public async Task A_wrong_file_is_deleted_and_the_next_mirror_is_tried()
    {
        await using var wrong = new TestServer((context, _) => TestServer.Send(context, [1, 2, 3]));
        await using var good = new TestServer((context, _) => TestServer.Send(context, _content));
        Assert.Equal(_content, await DownloadAsync([wrong, good]));
        Assert.Single(wrong.Requests);
        Assert.Single(good.Requests);
    }

    [Fact]
    public async Task An_interrupted_download_starts_again()
    {
        await using var server = new TestServer((context, request) =>
        {
            if (request == 1)
                TestServer.BreakOff(context, new byte[_content.Length], 70_000);
            else
                TestServer.Send(context, _content);
        });
        Assert.Equal(_content, await DownloadAsync([server]));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_mirror_that_always_interrupts_is_skipped()
    {
        await using var truncating = new TestServer((context, _) => TestServer.BreakOff(context, _content, 70_000));
        await using var good = new TestServer((context, _) => TestServer.Send(context, _content));
        Assert.Equal(_content, await DownloadAsync([truncating, good]));
        Assert.Single(good.Requests);
    }

    [Fact]
    public async Task A_canceled_download_leaves_nothing_and_the_next_one_succeeds()
    {
        using var cancellation = new CancellationTokenSource();
        using var canceled = new ManualResetEventSlim();
        await using var server = new TestServer((context, request) =>
        {
            if (request > 1)
            {
                TestServer.Send(context, _content);
                return;
            }
            context.Response.ContentLength64 = _content.Length;
            context.Response.OutputStream.Write(_content, 0, 50_000);
            context.Response.OutputStream.Flush();
            canceled.Wait(TimeSpan.FromSeconds(10));
            context.Response.Abort();
        });
        var collector = new Collector([], progress =>
        {
            if (progress.Bytes == 50_000)
                cancellation.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DownloadAsync([server], collector, cancellation.Token));
        canceled.Set();
        Assert.Equal([".lock"], _folder.Files());

        Assert.Equal(_content, await DownloadAsync([server]));
        Assert.Equal([".lock", Name], _folder.Files());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_body_longer_than_the_limit_is_refused_early(bool isAnnounced)
    {
        // A server that never stops sending, once with a length and once in chunks.
        await using var endless = new TestServer((context, _) =>
        {
            if (isAnnounced)
                context.Response.ContentLength64 = long.MaxValue;
            else
                context.Response.SendChunked = true;
            try
            {
                while (true)
                    context.Response.OutputStream.Write(_content);
            }
            catch (Exception exception) when (exception is IOException or System.Net.HttpListenerException)
            {
                // The client closed the connection.
            }
        });
        await using var good = new TestServer((context, _) => TestServer.Send(context, _content));
        var limited = new Downloader(TestServer.Client) { MaximumLength = _content.Length };
        var progress = new List<DownloadProgress>();
        Uri[] mirrors = [endless.Address, good.Address];
        Assert.Equal(_content, await limited.DownloadAsync(mirrors, Target, Open, new Collector(progress), default));
        Assert.Single(endless.Requests);
        Assert.All(progress, report => Assert.True(report.Bytes <= _content.Length));

        var error = await Assert.ThrowsAsync<DownloadException>(() => limited.DownloadAsync(mirrors[..1], Target + "2", Open, null, default));
        Assert.Equal($"{endless.Address} (sent a file of more than 200000 bytes)", error.Message);
    }

    [Theory]
    [InlineData(null, 5_000), InlineData(9_000L, 5_000), InlineData(1_000L, 2_010)]
    public void A_file_of_known_length_has_a_lower_limit(long? length, long expected) =>
        Assert.Equal(expected, new Downloader(TestServer.Client) { MaximumLength = 5_000 }.LimitedTo(length).MaximumLength);

    [Fact]
    public async Task Concurrent_downloads_of_a_file_make_one_request()
    {
        await using var server = new TestServer((context, _) => TestServer.Send(context, _content));
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => DownloadAsync([server]))));
        Assert.All(both, content => Assert.Equal(_content, content));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_is_a_coded_error()
    {
        await using var server = new TestServer((context, _) => TestServer.Send(context, _content));
        var file = _folder.Write("file", []);
        var error = await Assert.ThrowsAsync<CodedException>(() => TestServer.Downloader.DownloadAsync(
            [server.Address], Path.Combine(file, "cache", Name), Open, null, default));
        Assert.Equal(ErrorCodes.FileInaccessible, error.Code);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_failure_to_write_is_a_coded_error_and_not_a_failure_of_the_mirror()
    {
        await using var server = new TestServer((context, _) => TestServer.Send(context, _content));
        Directory.CreateDirectory(Target);
        var error = await Assert.ThrowsAsync<CodedException>(() => DownloadAsync([server, server]));
        Assert.Equal(ErrorCodes.FileInaccessible, error.Code);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_data_set_is_downloaded_into_the_cache_and_then_found_there()
    {
        var data = new TinyData();
        await using var server = new TestServer((context, _) =>
            TestServer.Send(context, TestFolder.Pack(data.Files[Path.GetFileNameWithoutExtension(context.Request.Url!.AbsolutePath)])));
        var options = new DataOptions { SystemFolder = null, CacheFolder = _folder.Path, Downloader = TestServer.Downloader };
        var dataset = data.Dataset(server.Address);
        Assert.Equal([0, 1, 2], (await dataset.LoadAsync(options)).Train.Labels);
        Assert.Equal(4, server.Requests.Count);
        Assert.Equal([0, 1, 2], (await dataset.LoadAsync(options with { Offline = true })).Train.Labels);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task A_damaged_file_in_the_cache_is_replaced()
    {
        var data = new TinyData();
        await using var server = new TestServer((context, _) =>
            TestServer.Send(context, TestFolder.Pack(data.Files[Path.GetFileNameWithoutExtension(context.Request.Url!.AbsolutePath)])));
        _folder.Write("tiny/" + Name, [0x1f, 0x8b, 3]);
        var options = new DataOptions { SystemFolder = null, CacheFolder = _folder.Path, Downloader = TestServer.Downloader };
        Assert.Equal(3, (await data.Dataset(server.Address).LoadAsync(options)).Train.Count);
    }

    [Fact]
    public async Task Offline_no_request_is_made()
    {
        await using var server = new TestServer((context, _) => TestServer.Send(context, _content));
        var options = new DataOptions { SystemFolder = null, CacheFolder = _folder.Path, Downloader = TestServer.Downloader, Offline = true };
        await Assert.ThrowsAsync<DatasetUnavailableException>(() => new TinyData().Dataset(server.Address).LoadAsync(options));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_data_set_that_no_mirror_has_is_unavailable_and_the_error_names_the_mirrors()
    {
        await using var lacking = new TestServer((context, _) => TestServer.Refuse(context, 404));
        var options = new DataOptions { SystemFolder = null, CacheFolder = _folder.Path, Downloader = TestServer.Downloader };
        var error = await Assert.ThrowsAsync<DatasetUnavailableException>(() => new TinyData().Dataset(lacking.Address).LoadAsync(options));
        Assert.Contains($"{lacking.Address}{Name} (404 Not Found)", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<byte[]> DownloadAsync(TestServer[] mirrors, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default) =>
        TestServer.Downloader.DownloadAsync([.. mirrors.Select(mirror => new Uri(mirror.Address, Name))], Target, Open, progress, cancellation);

    private byte[] Open(string path) => File.ReadAllBytes(path) is var content && content.SequenceEqual(_content)
        ? content
        : throw new CodedException(ErrorCodes.DataCorrupt, path);

    // Progress<T> reports asynchronously, but the tests need synchronous reports.
    private sealed class Collector(List<DownloadProgress> reports, Action<DownloadProgress>? then = null) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
            reports.Add(value);
            then?.Invoke(value);
        }
    }
}
