using ModelDsl.Files;
using ModelDsl.Runtime.Tests.Support;

namespace ModelDsl.Runtime.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void A_file_is_created_with_its_folder_and_nothing_else()
    {
        AtomicFile.WriteText(_folder.File("a/b.txt"), "é");
        Assert.Equal(["a/b.txt"], _folder.Files());
        Assert.Equal([0xc3, 0xa9], File.ReadAllBytes(_folder.File("a/b.txt")));
    }

    [Fact]
    public void A_failure_keeps_the_old_file_and_leaves_no_temporary_one()
    {
        var path = _folder.Write("b.txt", [1]);
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(2);
            throw new InvalidOperationException();
        }));
        Assert.Equal(["b.txt"], _folder.Files());
        Assert.Equal([1], File.ReadAllBytes(path));
    }

    [Fact]
    public void A_full_disk_has_its_own_code()
    {
        if (!OperatingSystem.IsLinux())
            return; // only Linux has a device that is always full
        var path = _folder.Write("b.txt", [1]);
        var error = Assert.Throws<CodedException>(() => AtomicFile.Write(path, _ =>
        {
            using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write);
            full.Write([1]);
            full.Flush();
        }));
        Assert.Equal(ErrorCodes.DiskFull, error.Code);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Equal(["b.txt"], _folder.Files());
    }

    [Fact]
    public void A_file_in_place_of_the_folder_is_a_coded_error()
    {
        _folder.Write("a", []);
        var error = Assert.Throws<CodedException>(() => AtomicFile.WriteText(_folder.File("a/b.txt"), ""));
        Assert.Equal(ErrorCodes.FileInaccessible, error.Code);
    }

    public void Dispose() => _folder.Dispose();
}
