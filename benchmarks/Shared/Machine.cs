using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ModelDsl.Benchmarks;

/// <summary>Describes the machine in published results, without its host name.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var width = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
        return string.Create(CultureInfo.InvariantCulture,
            $"{Processor()}, {Environment.ProcessorCount} cores, vectors of {width} bits; {RuntimeInformation.OSDescription}; {RuntimeInformation.FrameworkDescription}");
    }

    /// <summary>The mean number of running processes in the last minute; null if unknown. Other processes disturb a measurement.</summary>
    public static double? Load() => OperatingSystem.IsLinux()
        ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : null;

    private static string Processor()
    {
        if (!OperatingSystem.IsLinux())
            return RuntimeInformation.ProcessArchitecture.ToString();
        var fields = File.ReadLines("/proc/cpuinfo").TakeWhile(line => line != "").Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(field => field.Length == 2).ToDictionary(field => field[0], field => field[1]);
        return fields.TryGetValue("model name", out var name)
            ? $"{name} (family {fields.GetValueOrDefault("cpu family")}, model {fields.GetValueOrDefault("model")})"
            : RuntimeInformation.ProcessArchitecture.ToString();
    }
}
