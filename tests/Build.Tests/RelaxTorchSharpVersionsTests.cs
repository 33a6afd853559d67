using System.Reflection;
using System.Runtime.Versioning;
using System.Text;
using ModelDsl.Build.Native;
using ModelDsl.Build.Tests.Support;

namespace ModelDsl.Build.Tests;

/// <summary>Tests with TorchSharp's native library from its package, unchanged and modified.</summary>
public sealed class RelaxTorchSharpVersionsTests : IDisposable
{
    private const string Version = RelaxTorchSharpVersions.Version, Symbol = RelaxTorchSharpVersions.Symbol;

    private static readonly string s_library = typeof(RelaxTorchSharpVersionsTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "TorchSharpLibrary").Value!;

    private static readonly byte[] s_original = File.ReadAllBytes(s_library);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Only_the_requirement_of_the_marker_becomes_weak()
    {
        var before = Assert.Single(new ElfLibrary(s_original).Needs, need => need.Version == Version);

        var relaxed = RelaxTorchSharpVersions.Relax(s_original);

        Assert.Equal("libstdc++.so.6", before.Library);
        Assert.False(before.IsWeak);
        Assert.Equal(before with { IsWeak = true }, Assert.Single(new ElfLibrary(relaxed).Needs, need => need.IsWeak));
        Assert.Equal([before.FlagsOffset], Enumerable.Range(0, s_original.Length).Where(index => s_original[index] != relaxed[index]));
    }

    [Fact]
    public void A_file_that_is_relaxed_already_stays_as_it_is()
    {
        var relaxed = RelaxTorchSharpVersions.Relax(s_original);

        Assert.Equal(relaxed, RelaxTorchSharpVersions.Relax(relaxed));
    }

    /// <summary>A later TorchSharp may use a symbol of that version, which must then exist.</summary>
    [Fact]
    public void A_file_in_which_another_symbol_has_the_version_stays_as_it_is()
    {
        var other = Replaced(Symbol, "_ZSt21ios_base_library_initw");

        Assert.Equal(other, RelaxTorchSharpVersions.Relax(other));
    }

    [Fact]
    public void A_symbol_is_used_if_a_relocation_refers_to_it()
    {
        var library = new ElfLibrary(s_original);

        Assert.True(library.IsUsed(library.Needs.Single(need => need.Version == "GLIBCXX_3.4.21")));
        Assert.False(library.IsUsed(library.Needs.Single(need => need.Version == Version)));
        Assert.Equal([Symbol], library.SymbolsOf(library.Needs.Single(need => need.Version == Version)));
    }

    [Fact]
    public void A_file_that_needs_no_such_version_stays_as_it_is()
    {
        var other = Replaced(Version, "GLIBCXX_3.4.23");

        Assert.Equal(other, RelaxTorchSharpVersions.Relax(other));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(100_000)]
    [InlineData(2_000_000)]
    public void A_file_that_is_cut_off_stays_as_it_is(int length)
    {
        var cut = s_original[..length];

        Assert.Equal(cut, RelaxTorchSharpVersions.Relax(cut));
    }

    [Fact]
    public void Wrong_offsets_do_not_crash()
    {
        var random = new Random(1);
        for (var i = 0; i < 100; i++)
        {
            var broken = (byte[])s_original.Clone();
            // Offsets in the header and in the table of sections at the end of the file.
            for (var j = 0; j < 4; j++)
                broken[random.Next(2) == 0 ? random.Next(64) : broken.Length - 1 - random.Next(2_500)] = (byte)random.Next(256);
            _ = RelaxTorchSharpVersions.Relax(broken);
        }
    }

    [Fact]
    public void The_task_writes_a_copy_and_does_not_change_the_package()
    {
        var (task, engine) = Task(s_original);

        Assert.True(task.Execute());
        Assert.Empty(engine.Errors);
        Assert.Equal(RelaxTorchSharpVersions.Relax(s_original), File.ReadAllBytes(task.Destination));
        Assert.Equal(s_original, File.ReadAllBytes(task.Library));
        Assert.Equal([task.Destination], Directory.GetFiles(Path.GetDirectoryName(task.Destination)!));
    }

    /// <summary>The copy loads on this system, whether its libstdc++ is older or newer than that of GCC 13.</summary>
    [Fact]
    [SupportedOSPlatform("linux")]
    public void This_system_has_all_versions_that_the_copy_needs() =>
        Assert.Empty(SystemLibraries.Missing(new ElfLibrary(RelaxTorchSharpVersions.Relax(s_original))));

    [Fact]
    public void Missing_versions_are_one_coded_error_and_nothing_is_written()
    {
        var (task, engine) = Task(Replaced(Version, "GLIBCXX_9.9.99"));

        Assert.False(task.Execute());
        var error = Assert.Single(engine.Errors);
        Assert.Equal("MDX0202", error.Code);
        Assert.Matches(@"needs GLIBCXX_9\.9\.99 of libstdc\+\+\.so\.6, which has GLIBCXX_3\.4\.\d+ at most\. Build on Debian 12", error.Message);
        Assert.False(File.Exists(task.Destination));
    }

    private (RelaxTorchSharpVersions Task, FakeEngine Engine) Task(byte[] library)
    {
        var engine = new FakeEngine();
        Directory.CreateDirectory(_folder["package"]);
        File.WriteAllBytes(_folder["package/library.so"], library);
        return (new RelaxTorchSharpVersions { BuildEngine = engine, Library = _folder["package/library.so"], Destination = _folder["native/library.so"] }, engine);
    }

    /// <summary>Replaces a name in the library's string table by one of the same length.</summary>
    private static byte[] Replaced(string name, string other)
    {
        var bytes = (byte[])s_original.Clone();
        var (from, to) = (Encoding.ASCII.GetBytes($"\0{name}\0"), Encoding.ASCII.GetBytes($"\0{other}\0"));
        Assert.Equal(from.Length, to.Length);
        var at = bytes.AsSpan().IndexOf(from);
        Assert.True(at > 0);
        to.CopyTo(bytes, at);
        return bytes;
    }
}
