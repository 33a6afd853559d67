using System.Diagnostics;

namespace ModelDsl.Onnx.Tests.Support;

/// <summary>A test that runs Python with PyTorch; skipped on a machine without it.</summary>
internal sealed class PythonFactAttribute : FactAttribute
{
    private static readonly string? s_python = new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(HasTorch);

    public PythonFactAttribute() => Skip = s_python is null ? "python3 has no torch" : null;

    /// <summary>Runs a script and returns its output.</summary>
    public static string Run(string script, params string[] arguments)
    {
        var (exit, output) = Start(s_python!, ["-c", script, .. arguments]);
        return exit == 0 ? output : throw new InvalidOperationException(output);
    }

    private static bool HasTorch(string python)
    {
        try
        {
            return Start(python, ["-c", "import importlib.util, sys; sys.exit(importlib.util.find_spec('torch') is None)"]).Exit == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static (int Exit, string Output) Start(string python, string[] arguments)
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
        return (process.ExitCode, output + errors.Result);
    }
}
