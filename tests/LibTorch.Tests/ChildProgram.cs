using System.Diagnostics;

namespace ModelDsl.LibTorch.Tests;

/// <summary>Runs a program that uses the binding, in a process of its own: what ends it does not end the tests.</summary>
internal static class ChildProgram
{
    private const string Assembly = "LibTorch.Fuzz.dll";

    /// <summary>The folders' files that the program needs to start.</summary>
    private static readonly string[] Files = [Assembly, "LibTorch.Fuzz.runtimeconfig.json", "LibTorch.Fuzz.deps.json", "ModelDsl.LibTorch.dll", BridgeName];

    public const string BridgeName = "libmodeldsl_torch.so";

    public static (int ExitCode, string Output) Run(string folder, string[] arguments, string limits = "true", params (string Name, string Value)[] environment)
    {
        // The shell sets the limits of the process that it becomes.
        var start = new ProcessStartInfo("/bin/sh", ["-c", limits + """; exec dotnet "$0" "$@" """, Path.Combine(folder, Assembly), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Length > 0 ? output : errors.Result);
    }

    /// <summary>A copy of the program, of which a test may spoil a part.</summary>
    public static DirectoryInfo Copy()
    {
        var folder = Directory.CreateTempSubdirectory("modeldsl-child-");
        foreach (var file in Files)
            File.Copy(Path.Combine(AppContext.BaseDirectory, file), Path.Combine(folder.FullName, file));
        return folder;
    }
}
