namespace ModelDsl.Experiments.Hosting;

/// <summary>The command that starts this program.</summary>
internal static class Program
{
    /// <summary>The command: the executable, or <c>dotnet exec</c> with the assembly.</summary>
    public static IReadOnlyList<string> Command { get; } = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
        ? [Environment.ProcessPath!, "exec", Path.GetFullPath(Environment.GetCommandLineArgs()[0])]
        : [Environment.ProcessPath!];
}
