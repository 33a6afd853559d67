using ModelDsl.Experiments.Contract;

namespace ModelDsl.Experiments.Hosting;

/// <summary>Reads the requests of the build.</summary>
/// <param name="input">The requests, one in each line.</param>
/// <param name="patience">The time after which a wait counts as long.</param>
/// <param name="cancellation">Ends the wait.</param>
internal sealed class RequestReader(TextReader input, TimeSpan patience, CancellationToken cancellation)
{
    /// <summary>Waits for the next request.</summary>
    /// <remarks>
    /// It reads only during the call: on Windows, a pending read of the standard input blocks native libraries that query its type while they load.
    /// </remarks>
    /// <param name="idle">Called once if the wait is long.</param>
    /// <returns>The request; null if the build ends.</returns>
    /// <exception cref="OperationCanceledException">The run was canceled.</exception>
    public RunnerRequest? Next(Action idle)
    {
        // A read of the standard input cannot be canceled.
        var line = Task.Run(input.ReadLine, CancellationToken.None);
        if (!line.Wait(patience, cancellation))
            idle();
        line.Wait(cancellation);
        return line.Result is { } text ? RunnerRequest.Parse(text) : null;
    }
}
