using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace ModelDsl.Build.Native;

/// <summary>
/// Copies TorchSharp's native library so that it loads with a libstdc++ older than that of GCC 13, and checks that this system has everything
/// else that the library needs.
/// </summary>
/// <remarks>
/// GCC 13 makes every file that includes &lt;iostream&gt; refer to <see cref="Symbol"/>, a marker in libstdc++ that has the version
/// <see cref="Version"/> and is not used at run time. If only this symbol has the version, and no relocation refers to it, the version is
/// marked weak (<c>VER_FLG_WEAK</c>), so that the dynamic linker loads the library without it. Any other file is copied unchanged.
/// </remarks>
[MSBuildMultiThreadableTask]
public sealed class RelaxTorchSharpVersions : Task
{
    internal const string Version = "GLIBCXX_3.4.32", Symbol = "_ZSt21ios_base_library_initv";

    /// <summary>TorchSharp's library in the package folder, which is not modified.</summary>
    [Required] public string Library { get; set; } = "";

    /// <summary>The copy to write.</summary>
    [Required] public string Destination { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        var bytes = Relax(File.ReadAllBytes(Library));
        if (OperatingSystem.IsLinux() && Missing(bytes) is { Count: > 0 } missing)
        {
            Log.LogError(null, "MDX0202", null, Library, 0, 0, 0, 0,
                "TorchSharp's library needs {0}. Build on Debian 12, Ubuntu 22.04 or a newer system, or in a container of one.", string.Join("; ", missing));
            return false;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Destination)!);
        var temporary = $"{Destination}.{Environment.ProcessId}.tmp";
        File.WriteAllBytes(temporary, bytes);
        File.Move(temporary, Destination, overwrite: true);
        return true;
    }

    /// <summary>Returns the library's bytes with the version marked weak; the same bytes if the conditions of the remarks do not hold.</summary>
    internal static byte[] Relax(byte[] bytes)
    {
        try
        {
            var library = new ElfLibrary(bytes);
            return library.Needs.SingleOrDefault(need => need is { Version: Version, IsWeak: false }) is { } need
                && library.SymbolsOf(need) is [Symbol]
                && !library.IsUsed(need)
                ? library.MarkWeak(need) : bytes;
        }
        catch (InvalidDataException)
        {
            return bytes;
        }
    }

    // The dynamic linker reports a file that cannot be parsed, in more detail.
    private static IReadOnlyList<string> Missing(byte[] bytes)
    {
        try
        {
            return SystemLibraries.Missing(new ElfLibrary(bytes));
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }
}
