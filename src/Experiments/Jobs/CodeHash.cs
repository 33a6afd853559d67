using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ModelDsl.Experiments.Jobs;

/// <summary>
/// A hash of an assembly's code. The module id also changes with comments and embedded symbols, and would invalidate
/// results that a changed comment does not affect.
/// </summary>
internal static class CodeHash
{
    private const int TimestampOffset = 4, TimestampSize = sizeof(int), GuidSize = 16;

    private static readonly ConcurrentDictionary<string, string> s_known = new();

    /// <summary>The hash of a loaded assembly's file; the module id if it has no file, as in a program compiled ahead of time.</summary>
    public static string Of(Assembly assembly) => FileOf(NameOf(assembly)) is { } file ? OfFile(file) : $"{assembly.ManifestModule.ModuleVersionId:N}";

    /// <summary>The names and hashes of the assemblies in the program's folder that an assembly references, transitively.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="except">Assemblies to exclude, with assemblies that only they reference.</param>
    public static IEnumerable<string> OfReferences(Assembly assembly, IEnumerable<Assembly> except)
    {
        var seen = except.Select(NameOf).Append(NameOf(assembly)).ToHashSet();
        var open = new Stack<string>([NameOf(assembly)]);
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        while (open.TryPop(out var next))
        {
            if (FileOf(next) is not { } file)
                continue;
            foreach (var name in References(file).Where(name => FileOf(name) is not null).Where(seen.Add))
            {
                found.Add(name, OfFile(FileOf(name)!));
                open.Push(name);
            }
        }

        return found.Select(reference => $"{reference.Key} {reference.Value}");
    }

    private static string NameOf(Assembly assembly) => assembly.GetName().Name!;

    private static string? FileOf(string assembly) => Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll") is var file && File.Exists(file) ? file : null;

    private static string OfFile(string file) => s_known.GetOrAdd(file, static file => Of(File.ReadAllBytes(file)));

    private static List<string> References(string file)
    {
        using var reader = new PEReader(File.OpenRead(file));
        var metadata = reader.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    /// <summary>The SHA-256 of an assembly without module id, time stamp and debug directory, which depend on the text of the sources.</summary>
    /// <param name="file">The content of the assembly; it is overwritten.</param>
    public static string Of(byte[] file)
    {
        // The reader shares the array, so all ranges must be read before one is cleared.
        using var reader = new PEReader(ImmutableCollectionsMarshal.AsImmutableArray(file));
        foreach (var (offset, size) in SourceDependentRanges(reader).ToList())
            file.AsSpan(offset, size).Clear();
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static IEnumerable<(int Offset, int Size)> SourceDependentRanges(PEReader reader)
    {
        var headers = reader.PEHeaders;
        yield return (headers.CoffHeaderStartOffset + TimestampOffset, TimestampSize);

        var metadata = reader.GetMetadataReader();
        var id = MetadataTokens.GetHeapOffset(metadata.GetModuleDefinition().Mvid);
        yield return (headers.MetadataStartOffset + metadata.GetHeapMetadataOffset(HeapIndex.Guid) + (id - 1) * GuidSize, GuidSize);

        if (headers.TryGetDirectoryOffset(headers.PEHeader!.DebugTableDirectory, out var table))
            yield return (table, headers.PEHeader.DebugTableDirectory.Size);
        foreach (var entry in reader.ReadDebugDirectory())
            yield return (entry.DataPointer, entry.DataSize);
    }
}
