using System.Buffers.Binary;
using System.Text;

namespace ModelDsl.Build.Native;

/// <summary>A version of another library's symbols that a library needs, an entry of its section <c>.gnu.version_r</c>.</summary>
/// <param name="Library">The other library: <c>libstdc++.so.6</c>.</param>
/// <param name="Version">The version: <c>GLIBCXX_3.4.32</c>.</param>
/// <param name="Index">The number by which symbols refer to this version.</param>
/// <param name="FlagsOffset">The position of the entry's flags in the file.</param>
/// <param name="IsWeak">True if the library loads without the version.</param>
internal sealed record VersionNeed(string Library, string Version, int Index, int FlagsOffset, bool IsWeak);

/// <summary>The dynamic symbols of a 64-bit little-endian ELF library and their versions, as specified by ELF and LSB.</summary>
internal sealed class ElfLibrary
{
    private const uint RelocationsWithAddends = 4, Relocations = 9, DynamicSymbols = 11;
    private const uint VersionDefinitions = 0x6FFFFFFD, VersionNeeds = 0x6FFFFFFE, SymbolVersions = 0x6FFFFFFF;
    private const ushort Weak = 2;

    private readonly byte[] _bytes;
    private readonly Section[] _sections;

    /// <summary>Reads the table of sections.</summary>
    /// <exception cref="InvalidDataException">The file is not such a library.</exception>
    public ElfLibrary(byte[] bytes)
    {
        _bytes = bytes;
        if (bytes.Length < 64 || !bytes.AsSpan(0, 6).SequenceEqual("\u007fELF\u0002\u0001"u8))
            throw new InvalidDataException("not a 64-bit little-endian ELF file");
        var start = Offset(0x28);
        _sections = [.. Enumerable.Range(0, UInt16(0x3C)).Select(index => ReadSection(start + index * UInt16(0x3A)))];
    }

    /// <summary>The versions of other libraries' symbols that this library needs.</summary>
    public IReadOnlyList<VersionNeed> Needs => [.. Sections(VersionNeeds).SelectMany(ReadNeeds)];

    /// <summary>The versions of its own symbols that this library defines.</summary>
    public IReadOnlyList<string> Definitions => [.. Sections(VersionDefinitions).SelectMany(ReadDefinitions)];

    /// <summary>The names of the symbols of a version.</summary>
    public IReadOnlyList<string> SymbolsOf(VersionNeed need) => [.. SymbolIndexesOf(need).Select(symbol => symbol.Name)];

    /// <summary>Returns true if a relocation refers to a symbol of a version.</summary>
    public bool IsUsed(VersionNeed need)
    {
        var symbols = SymbolIndexesOf(need).Select(symbol => (long)symbol.Index).ToHashSet();
        return Sections(RelocationsWithAddends).Concat(Sections(Relocations)).Any(section =>
            Enumerable.Range(0, section.Count).Any(index => symbols.Contains(UInt32(section.Offset + index * section.EntrySize + 12))));
    }

    /// <summary>A copy of the file with a version marked as weak, so that the library loads without it.</summary>
    public byte[] MarkWeak(VersionNeed need)
    {
        var marked = (byte[])_bytes.Clone();
        BinaryPrimitives.WriteUInt16LittleEndian(marked.AsSpan(need.FlagsOffset), (ushort)(UInt16(need.FlagsOffset) | Weak));
        return marked;
    }

    private IEnumerable<Section> Sections(uint type) => _sections.Where(section => section.Type == type);

    private Section Linked(Section section) => section.Link < _sections.Length ? _sections[section.Link] : throw OutOfRange();

    private IEnumerable<(int Index, string Name)> SymbolIndexesOf(VersionNeed need) =>
        from versions in Sections(SymbolVersions)
        let symbols = Linked(versions)
        where symbols.Type == DynamicSymbols
        from index in Enumerable.Range(0, versions.Count)
        where (UInt16(versions.Offset + index * 2) & 0x7FFF) == need.Index
        select (index, Name(symbols, UInt32(symbols.Offset + index * symbols.EntrySize)));

    // Verneed: version, count, file, first entry, next. Vernaux: hash, flags, index, name, next.
    private IEnumerable<VersionNeed> ReadNeeds(Section section) =>
        from library in Chain(section.Offset, section.Info, next: 12)
        from entry in Chain(library + Offset32(library + 8), UInt16(library + 2), next: 12)
        select new VersionNeed(
            Name(section, UInt32(library + 4)), Name(section, UInt32(entry + 8)), UInt16(entry + 6) & 0x7FFF, entry + 4, (UInt16(entry + 4) & Weak) != 0);

    // Verdef: version, flags, index, count, hash, first name, next. Verdaux: name, next.
    private IEnumerable<string> ReadDefinitions(Section section) =>
        from definition in Chain(section.Offset, section.Info, next: 16)
        select Name(section, UInt32(definition + Offset32(definition + 12)));

    /// <summary>The positions of a linked list's entries, each of which contains the distance to the next.</summary>
    private IEnumerable<int> Chain(int first, int count, int next)
    {
        for (var (position, rest, step) = (first, count, 1); rest > 0 && step > 0; rest--, position += step)
        {
            yield return position;
            step = Offset32(position + next);
        }
    }

    // Name, type, flags, address, offset, size, link, info, alignment, entry size.
    private Section ReadSection(int at) =>
        new(UInt32(at + 4), Offset(at + 24), Offset(at + 32), Offset32(at + 40), Offset32(at + 44), Offset(at + 56));

    private string Name(Section section, uint offset)
    {
        var names = Linked(section);
        var rest = Range((int)Math.Min(names.Offset + (long)offset, int.MaxValue), 0, _bytes.Length);
        return rest.IndexOf((byte)0) is >= 0 and var length ? Encoding.UTF8.GetString(rest[..length]) : throw OutOfRange();
    }

    private ushort UInt16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(Range(at, 2, at + 2));

    private uint UInt32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(Range(at, 4, at + 4));

    private int Offset32(int at) => UInt32(at) is var value && value <= int.MaxValue ? (int)value : throw OutOfRange();

    private int Offset(int at) => BinaryPrimitives.ReadUInt64LittleEndian(Range(at, 8, at + 8)) is var value && value <= int.MaxValue ? (int)value : throw OutOfRange();

    private ReadOnlySpan<byte> Range(int start, int least, int end) =>
        start >= 0 && start + (long)least <= end && end <= _bytes.Length ? _bytes.AsSpan(start..end) : throw OutOfRange();

    private static InvalidDataException OutOfRange() => new("an offset lies outside the file");

    private sealed record Section(uint Type, int Offset, int Size, int Link, int Info, int EntrySize)
    {
        public int Count => EntrySize == 0 ? 0 : Size / EntrySize;
    }
}
