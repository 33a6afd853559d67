using System.Diagnostics;

namespace ModelDsl.Benchmarks;

/// <summary>The processes in which the benchmarks measure the programs that they compare.</summary>
internal static class ChildProcess
{
    /// <summary>The output of a program.</summary>
    public static string Run(string program, params string[] arguments) => Run(new ProcessStartInfo(program, arguments));

    /// <summary>
    /// The output of this program with other arguments, and with the defaults of libtorch's libraries instead of the values that
    /// <see cref="TensorEngine"/> sets. oneDNN then uses its fastest kernels even on machines where they are wrong for other numbers of channels
    /// (docs/tensor-engine.md). Freed memory stays in the process, as in ours.
    /// </summary>
    public static string RunWithLibraryDefaults(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments);
        start.Environment.TryAdd("ONEDNN_MAX_CPU_ISA", "ALL");
        // The default of libgomp, to wait actively for a limited time, has no name.
        start.Environment.TryAdd("OMP_WAIT_POLICY", "active");
        return Run(start);
    }

    private static string Run(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)} ended with exit code {process.ExitCode}:\n{output}");
    }
}
