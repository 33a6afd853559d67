using System.Diagnostics;
using System.Globalization;

namespace ModelDsl.Benchmarks;

/// <summary>A process that stays, and times what it is asked for: it starts and warms up once, so that the parts can be short.</summary>
internal sealed class Side : IDisposable
{
    private readonly Process _process;

    public Side(string program, params string[] arguments) =>
        _process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    public double Time(string workload, int calls)
    {
        _process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{workload} {calls}"));
        _process.StandardInput.Flush();
        return double.Parse(
            _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{_process.StartInfo.FileName} ended early."),
            CultureInfo.InvariantCulture);
    }

    /// <summary>Answers requests until there are no more.</summary>
    public static void Serve(Func<string, int, double> time)
    {
        while (Console.ReadLine() is { } request)
        {
            var space = request.IndexOf(' ', StringComparison.Ordinal);
            Console.WriteLine(time(request[..space], int.Parse(request[space..], CultureInfo.InvariantCulture)).ToString("F4", CultureInfo.InvariantCulture));
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
