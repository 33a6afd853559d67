using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Pipes;

namespace ModelDsl.Experiments.Execution;

/// <summary>Receives the numbers of the jobs that another process requests.</summary>
internal sealed class JobRequests
{
    private readonly BlockingCollection<int> _numbers = [];

    /// <summary>Starts to listen.</summary>
    /// <param name="handle">The handle of an inherited pipe, with a number in each line.</param>
    /// <param name="stop">Called when the pipe ends: the other process needs no more jobs, stops this one, or has ended.</param>
    public JobRequests(string handle, Action stop)
    {
        var pipe = new AnonymousPipeClientStream(PipeDirection.In, handle);
        new Thread(() => { Read(pipe); stop(); }) { IsBackground = true, Name = "Reads requests" }.Start();
    }

    /// <summary>The requested numbers. Enumerating waits for the next one, and ends when the pipe ends.</summary>
    public IEnumerable<int> Numbers => _numbers.GetConsumingEnumerable();

    private void Read(Stream pipe)
    {
        using var reader = new StreamReader(pipe);
        while (reader.ReadLine() is { } line)
            _numbers.Add(int.Parse(line, CultureInfo.InvariantCulture));
        _numbers.CompleteAdding();
    }
}
