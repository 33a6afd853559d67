using System.Diagnostics;

namespace ModelDsl.Build.Tests.Support;

/// <summary>The output of a process, both streams together, and its exit code.</summary>
public sealed record ShellResult(int ExitCode, string Output)
{
    /// <summary>The distinct lines that contain a code: MSBuild repeats errors at the end.</summary>
    public string[] Errors { get; } =
        [.. Output.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).Select(line => line.Trim()).Distinct()];
}

public static class Shell
{
    public static string DotNet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Starts a process as a user's shell does: without the environment variables of the build that runs this test.</summary>
    public static ShellResult Run(string folder, string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOfThisBuild).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output + errors.Result);
    }

    // The settings of tests.runsettings, which make short-lived processes faster, are kept.
    private static bool IsOfThisBuild(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || (name.StartsWith("DOTNET_", StringComparison.Ordinal) && name is not ("DOTNET_ROOT" or "DOTNET_CLI_HOME" or "DOTNET_TieredPGO" or "DOTNET_EnableWriteXorExecute"))
        || name is "TorchDevice" or "_MSBUILDTLENABLED";
}
