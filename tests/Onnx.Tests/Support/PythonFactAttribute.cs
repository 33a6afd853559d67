using System.Collections.Concurrent;
using System.Diagnostics;

namespace ModelDsl.Onnx.Tests.Support;

/// <summary>A test that runs Python with a package; skipped on a machine without it.</summary>
internal sealed class PythonFactAttribute : FactAttribute
{
    private static readonly ConcurrentDictionary<string, string?> s_pythons = [];

    public PythonFactAttribute(string package) => Skip = Find(package) is null ? $"python3 has no package {package}" : null;

    /// <summary>Runs a script in the Python that has a package, and returns its output.</summary>
    public static string Run(string package, string script, params string[] arguments)
    {
        var (exit, output, errors) = Start(Find(package)!, ["-c", script, .. arguments]);
        return exit == 0 ? output : throw new InvalidOperationException(output + errors);
    }

    private static string? Find(string package) =>
        s_pythons.GetOrAdd(package, static name => new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(python => Has(python, name)));

    private static bool Has(string python, string package)
    {
        try
        {
            return Start(python, ["-c", $"import importlib.util, sys; sys.exit(importlib.util.find_spec('{package}') is None)"]).Exit == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static (int Exit, string Output, string Errors) Start(string python, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(python, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["OMP_NUM_THREADS"] = "1", ["PYTHONDONTWRITEBYTECODE"] = "1" },
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
