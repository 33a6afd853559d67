using System.Security.Cryptography;
using ModelDsl.Data;
using ModelDsl.Runtime.Tests.Support;

namespace ModelDsl.Runtime.Tests.Data;

public sealed class IdxFileTests : IDisposable
{
    private static readonly byte[] Small = TinyData.Idx([1, 2, 3, 4, 5, 6], 3, 1, 2);
    private readonly TestFolder _folder = new();

    [Theory]
    [InlineData("a", false)]
    [InlineData("a.gz", true)]
    [InlineData("packed-but-not-named-so", true)]
    [InlineData("named-so-but-not-packed.gz", false)]
    public void Compression_is_detected_by_content(string name, bool packed)
    {
        var file = IdxFile.Read(_folder.Write(name, packed ? TestFolder.Pack(Small) : Small));
        Assert.Equal([3, 1, 2], file.Dimensions);
        Assert.Equal([1, 2, 3, 4, 5, 6], file.Data);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Small)), file.Sha256);
    }

    /// <summary>Two megabytes unpacked to two gigabytes before the hash refused them.</summary>
    [Fact]
    public void A_packed_file_that_states_another_length_is_refused_before_it_is_unpacked()
    {
        // The header states 2 GB; the data would follow.
        var path = _folder.Write("large.gz", TestFolder.Pack([0, 0, 8, 3, 0, 0x29, 0, 0, 0, 0, 0, 28, 0, 0, 0, 28, .. new byte[100]]));

        var error = Assert.Throws<CodedException>(() => IdxFile.Read(path, 16 + 60_000 * 784));

        Assert.Equal(ErrorCodes.DataCorrupt, error.Code);
        Assert.Contains("its header states 2106589200 bytes, but the file has 47040016", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_written_file_is_read_and_has_the_format()
    {
        IdxFile.Write(_folder.File("a"), new byte[] { 1, 2, 3, 4, 5, 6 }, 3, 1, 2);
        Assert.Equal(Small, File.ReadAllBytes(_folder.File("a")));
        Assert.Equal(["a"], _folder.Files());
    }

    [Fact]
    public void Dimensions_that_do_not_fit_are_not_written() =>
        Assert.Throws<ArgumentException>(() => IdxFile.Write(_folder.File("a"), new byte[5], 2, 3));

    [Fact]
    public void The_error_of_a_truncated_file_has_its_path_and_size()
    {
        var path = _folder.Write("a", Small[..^2]);
        var error = Fails(ErrorCodes.DataTruncated, path);
        Assert.Contains($"{path} is truncated: {Small.Length - 2} of {Small.Length} bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Truncated_anywhere_it_is_a_coded_error()
    {
        for (var length = 0; length < Small.Length; length++)
            Fails(ErrorCodes.DataTruncated, _folder.Write("a", Small[..length]));
    }

    [Fact]
    public void Truncated_anywhere_in_compressed_form_it_is_a_coded_error_or_complete()
    {
        var packed = TestFolder.Pack(Small);
        for (var length = 0; length < packed.Length; length++)
        {
            var path = _folder.Write("a.gz", packed[..length]);
            // The end of a gzip file, such as its checksum, can be missing without loss.
            if (Record.Exception(() => IdxFile.Read(path)) is { } exception)
                Assert.Contains(Assert.IsType<CodedException>(exception).Code, new[] { ErrorCodes.DataTruncated, ErrorCodes.DataCorrupt });
            else
                Assert.Equal([1, 2, 3, 4, 5, 6], IdxFile.Read(path).Data);
        }
    }

    [Fact]
    public void Any_damaged_byte_is_a_coded_error_or_another_hash()
    {
        foreach (var whole in new[] { Small, TestFolder.Pack(Small) })
        {
            for (var i = 0; i < whole.Length; i++)
            {
                var damaged = whole.ToArray();
                damaged[i] ^= 0xff;
                var path = _folder.Write("a", damaged);
                if (Record.Exception(() => IdxFile.Read(path)) is { } exception)
                    Assert.IsType<CodedException>(exception);
                else if (whole == Small)
                    Assert.NotEqual(Convert.ToHexStringLower(SHA256.HashData(Small)), IdxFile.Read(path).Sha256);
            }
        }
    }

    [Theory]
    [InlineData("00000D01", "type 0D")]
    [InlineData("89504E47", "89504E47")]
    [InlineData("00000800", "00000800")]
    [InlineData("0000080180000000", "-2147483648")]
    [InlineData("000008027FFFFFFF7FFFFFFF", "2147483647, 2147483647")]
    public void The_error_of_a_wrong_header_shows_it(string header, string shown) =>
        Assert.Contains(shown, Fails(ErrorCodes.DataCorrupt, _folder.Write("a", [.. Convert.FromHexString(header), 0, 0, 0, 0])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_header_that_states_gigabytes_allocates_no_gigabytes()
    {
        var path = _folder.Write("a", Convert.FromHexString("000008017FFFFFC700"));
        var before = GC.GetTotalAllocatedBytes();
        Fails(ErrorCodes.DataTruncated, path);
        Assert.True(GC.GetTotalAllocatedBytes() - before < 200_000_000);
    }

    [Fact]
    public void Bytes_after_the_end_are_an_error() =>
        Assert.Contains("continues after the 22 bytes", Fails(ErrorCodes.DataCorrupt, _folder.Write("a", [.. Small, 0])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_folder_in_place_of_the_file_is_a_coded_error() => Fails(ErrorCodes.FileInaccessible, _folder.Path);

    [Fact]
    public void A_missing_file_is_a_coded_error() => Fails(ErrorCodes.FileInaccessible, _folder.File("none"));

    public void Dispose() => _folder.Dispose();

    private static CodedException Fails(string code, string path)
    {
        var error = Assert.Throws<CodedException>(() => IdxFile.Read(path));
        Assert.Equal(code, error.Code);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        return error;
    }
}
