using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace ModelDsl.Experiments.Hosting;

/// <summary>Stops the run between two steps on Ctrl-C, on SIGTERM, and when who started it is gone.</summary>
internal sealed class Cancellation : IDisposable
{
    private static readonly TimeSpan s_glance = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;
    private readonly Process? _parent;

    /// <summary>Listens from now on.</summary>
    /// <param name="parent">The build's process id, or null.</param>
    /// <param name="input">An input that ends when the run is to stop, or null.</param>
    public Cancellation(string? parent, Stream? input = null)
    {
        // In a terminal Ctrl-C arrives twice, from the terminal and from the build: cancelling again does nothing.
        _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            Cancel();
        }))];

        if (input is not null)
            new Thread(() => { WaitForEnd(input); Cancel(); }) { IsBackground = true, Name = "Watches the input" }.Start();
        if (parent is null)
            return;

        try
        {
            _parent = Process.GetProcessById(int.Parse(parent, CultureInfo.InvariantCulture));
            new Thread(() => { WaitForEnd(_parent); Cancel(); }) { IsBackground = true, Name = "Watches the build" }.Start();
        }
        catch (ArgumentException)
        {
            Cancel();
        }
    }

    public CancellationToken Token => _source.Token;

    private static void WaitForEnd(Process parent)
    {
        while (!parent.WaitForExit(s_glance) && !IsZombie(parent.Id))
        {
            // Only its end is of interest.
        }
    }

    // A process that has ended is still listed until its own parent has asked how, which in a container may be never.
    private static bool IsZombie(int process)
    {
        try
        {
            // The state follows the name, which stands in parentheses and may hold any character.
            return OperatingSystem.IsLinux() && File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].TrimStart().StartsWith('Z');
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static void WaitForEnd(Stream input)
    {
        var buffer = new byte[1];
        while (input.Read(buffer) > 0)
        {
            // Nothing is said there; only its end is of interest.
        }
    }

    private void Cancel()
    {
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The run ended at the same moment.
        }
    }

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        _source.Dispose();
    }
}
