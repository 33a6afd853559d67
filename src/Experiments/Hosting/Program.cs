namespace ModelDsl.Experiments.Hosting;

/// <summary>How to start this program again.</summary>
internal static class Program
{
    /// <summary>The command: the executable, or <c>dotnet exec</c> with the assembly.</summary>
    public static IReadOnlyList<string> Command { get; } = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
        ? [Environment.ProcessPath!, "exec", Path.GetFullPath(Environment.GetCommandLineArgs()[0])]
        : [Environment.ProcessPath!];
}
