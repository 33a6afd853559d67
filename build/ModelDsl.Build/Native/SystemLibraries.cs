using System.Runtime.InteropServices;

namespace ModelDsl.Build.Native;

/// <summary>The C and C++ libraries of the system on which the build runs.</summary>
internal static class SystemLibraries
{
    /// <summary>The versions that a library needs and this system lacks: <c>GLIBC_2.34 of libc.so.6, which has GLIBC_2.31 at most</c>.</summary>
    public static IReadOnlyList<string> Missing(ElfLibrary library) =>
    [
        .. from needs in library.Needs.Where(need => !need.IsWeak).GroupBy(need => need.Library)
           let defined = Definitions(needs.Key)
           from need in needs
           where defined?.Contains(need.Version) == false
           select $"{need.Version} of {needs.Key}{Latest(defined, need.Version)}",
    ];

    /// <summary>The versions that a system library defines; null if the file is not found.</summary>
    private static IReadOnlyList<string>? Definitions(string name)
    {
        if (!NativeLibrary.TryLoad(name, out _))
            return null;
        var path = File.ReadLines("/proc/self/maps")
            .Select(line => line[(line.LastIndexOf(' ') + 1)..])
            .FirstOrDefault(path => Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal));
        return path is null ? null : new ElfLibrary(File.ReadAllBytes(path)).Definitions;
    }

    // "GLIBC_2.34" is compared with GLIBC_2.31, not with GLIBC_PRIVATE.
    private static string Latest(IReadOnlyList<string> defined, string version)
    {
        var prefix = version[..(version.IndexOf('_', StringComparison.Ordinal) + 1)];
        var latest = defined.Where(other => other.StartsWith(prefix, StringComparison.Ordinal))
            .Select(other => Version.TryParse(other[prefix.Length..], out var number) ? number : null)
            .Max();
        return latest is null ? "" : $", which has {prefix}{latest} at most";
    }
}
