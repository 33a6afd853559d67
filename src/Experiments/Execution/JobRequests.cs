using System.Collections.Concurrent;
using System.IO.Pipes;

namespace ModelDsl.Experiments.Execution;

/// <summary>Receives the jobs that another process requests.</summary>
internal sealed class JobRequests
{
    private readonly BlockingCollection<WorkerRequest> _requests = [];

    /// <summary>Starts to listen.</summary>
    /// <param name="handle">The handle of an inherited pipe, with a request in each line.</param>
    /// <param name="stop">Called when the pipe ends: the other process needs no more jobs, stops this one, or has ended.</param>
    public JobRequests(string handle, Action stop)
    {
        var pipe = new AnonymousPipeClientStream(PipeDirection.In, handle);
        new Thread(() => { Read(pipe); stop(); }) { IsBackground = true, Name = "Reads requests" }.Start();
    }

    /// <summary>The requested jobs. Enumerating waits for the next one, and ends when the pipe ends.</summary>
    public IEnumerable<WorkerRequest> All => _requests.GetConsumingEnumerable();

    private void Read(Stream pipe)
    {
        using var reader = new StreamReader(pipe);
        while (reader.ReadLine() is { } line)
            _requests.Add(WorkerRequest.Parse(line));
        _requests.CompleteAdding();
    }
}
