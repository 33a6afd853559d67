using System.Diagnostics;
using System.Reflection;

namespace ModelDsl.EndToEnd.Tests;

/// <summary>The checkout of the tests.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string File(params string[] path) => Path.Combine([Root, .. path]);

    /// <summary>Runs the SDK with the engine and configuration of this test run.</summary>
    public static (int ExitCode, string Output) DotNet(
        string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) => DotNet([], folder, environment, arguments);

    /// <summary>Runs the SDK through another program.</summary>
    /// <param name="before">The program with its arguments: <c>unshare …</c>.</param>
    /// <param name="folder">The current folder.</param>
    /// <param name="environment">Environment variables, in addition to those of this process.</param>
    /// <param name="arguments">The SDK's arguments.</param>
    public static (int ExitCode, string Output) DotNet(
        IReadOnlyList<string> before, string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(before, folder, environment, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    /// <summary>Starts the SDK; the caller reads its output.</summary>
    public static Process Start(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) => Start([], folder, environment, arguments);

    private static Process Start(IReadOnlyList<string> before, string folder, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        string[] command = [.. before, "dotnet"];
        // dotnet run passes options that it does not know to the program.
        string[] quiet = arguments is ["run", ..] ? [] : ["-tl:off", "-nologo"];
        var same = new[] { "Configuration", "TorchDevice" }.Select(name => $"-p:{name}={Metadata(name)}");
        var start = new ProcessStartInfo(command[0], [.. command.Skip(1), .. arguments, .. same, .. quiet])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Removes the variables of the build that started the test host.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase) || name is "DOTNET_HOST_PATH").ToList())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        return Process.Start(start)!;
    }

    private static string Metadata(string name) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == name)
        .Value!;
}
