using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ModelDsl.Data;

namespace ModelDsl.Runtime.Tests.Support;

/// <summary>A local HTTP server with the responses of a test.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private readonly HttpListener _listener;
    private readonly TaskCompletionSource _closing = new();
    private readonly Task _loop;

    public TestServer(Action<HttpListenerContext, int> answer)
    {
        (_listener, Address) = Listen();
        _loop = Task.Run(async () =>
        {
            while (true)
            {
                // A wait for a request that starts while the listener closes may never end.
                var request = _listener.GetContextAsync();
                if (await Task.WhenAny(request, _closing.Task) != request)
                    return;
                var context = await request;
                Requests.Enqueue(context.Request.Url!.AbsolutePath);
                answer(context, Requests.Count);
            }
        });
    }

    public Uri Address { get; }

    public ConcurrentQueue<string> Requests { get; } = new();

    public static HttpClient Client { get; } = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>A downloader with three attempts per mirror and short pauses.</summary>
    internal static Downloader Downloader { get; } = new(Client)
    {
        Attempts = 3, Pause = TimeSpan.FromMilliseconds(1), IdleTimeout = TimeSpan.FromSeconds(10),
    };

    /// <summary>Sends a whole file.</summary>
    public static void Send(HttpListenerContext context, byte[] content)
    {
        context.Response.ContentLength64 = content.Length;
        context.Response.OutputStream.Write(content);
        context.Response.Close();
    }

    /// <summary>States the length of a whole file and aborts after some bytes.</summary>
    public static void BreakOff(HttpListenerContext context, byte[] content, int after)
    {
        context.Response.ContentLength64 = content.Length;
        context.Response.OutputStream.Write(content, 0, after);
        context.Response.OutputStream.Flush();
        // An abort can discard bytes that are not sent yet.
        Thread.Sleep(100);
        context.Response.Abort();
    }

    public static void Refuse(HttpListenerContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.Close();
    }

    public async ValueTask DisposeAsync()
    {
        _closing.SetResult();
        await _loop;
        _listener.Close();
    }

    // HttpListener cannot choose a port: another process may take the free one first.
    private static (HttpListener, Uri) Listen()
    {
        for (var attempt = 0; ; attempt++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
            probe.Stop();
            var listener = new HttpListener { Prefixes = { address.ToString() } };
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                listener.Close();
            }
        }
    }
}
