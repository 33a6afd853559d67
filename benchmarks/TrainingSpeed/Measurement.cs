using System.Diagnostics;
using System.Globalization;

namespace ModelDsl.Benchmarks;

/// <summary>The measurements of one process.</summary>
/// <param name="Training">Images per second of the second epoch.</param>
/// <param name="Inference">Reconstructed images per second.</param>
/// <param name="Memory">The largest resident memory in MiB.</param>
/// <param name="FirstLoss">The mean loss of the first epoch, which shows that the programs train the same network.</param>
/// <param name="StartUp">Seconds from the start of the process to the end of the first step.</param>
internal sealed record Measurement(double Training, double Inference, double Memory, double FirstLoss, double StartUp)
{
    /// <summary>Reads the five numbers that a program printed.</summary>
    public static Measurement Of(string output)
    {
        var numbers = output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToList();
        return new Measurement(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }

    /// <summary>The numbers in the form that <see cref="Of"/> reads.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Training} {Inference} {Memory} {FirstLoss} {StartUp}");

    /// <summary>The age of this process in seconds.</summary>
    public static double Age()
    {
        using var process = Process.GetCurrentProcess();
        return (DateTime.Now - process.StartTime).TotalSeconds;
    }

    /// <summary>The largest resident memory of this process in MiB.</summary>
    public static double LargestMemory()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / (double)(1 << 20);
    }
}
