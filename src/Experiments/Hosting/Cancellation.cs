using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace ModelDsl.Experiments.Hosting;

/// <summary>Cancels the run on Ctrl-C, on SIGTERM, and when the process that started it ends.</summary>
internal sealed class Cancellation : IDisposable
{
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;
    private readonly Process? _parent;

    /// <summary>Starts to listen.</summary>
    /// <param name="parent">The id of the process to watch; null for none.</param>
    public Cancellation(string? parent)
    {
        // In a terminal Ctrl-C arrives twice, from the terminal and from the build. The second one has no effect.
        _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            Cancel();
        }))];

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
        while (!parent.WaitForExit(s_pollInterval) && !IsZombie(parent.Id))
        {
                    }
    }

    // Zombies stay listed until their parent reaps them, which may be never in a container.
    private static bool IsZombie(int process)
    {
        try
        {
            // The state follows the name, which is in parentheses and may contain any character.
            return OperatingSystem.IsLinux() && File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].TrimStart().StartsWith('Z');
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Cancels the run.</summary>
    public void Cancel()
    {
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The run has already ended.
        }
    }

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        _source.Dispose();
    }
}
