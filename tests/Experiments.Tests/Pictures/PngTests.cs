using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using ModelDsl.Experiments.Pictures;

namespace ModelDsl.Experiments.Tests.Pictures;

public class PngTests
{
    [Fact]
    public void A_picture_decodes_to_the_same_pixels()
    {
        var pixels = Enumerable.Range(0, 5 * 7).Select(i => (byte)(i * 7)).ToArray();
        var (decoded, rows, columns) = Decode(Png.Encode(new(pixels, rows: 5, columns: 7)));
        Assert.Equal((5, 7), (rows, columns));
        Assert.Equal(pixels, decoded);
    }

    [Fact]
    public void A_color_picture_has_three_samples_per_pixel()
    {
        byte[] pixels = [255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 8, 7];
        var file = Png.Encode(new(pixels, rows: 2, columns: 2, channels: 3));
        Assert.Equal(2, file[25]); // color type of the header
        var (decoded, rows, columns) = Decode(file, channels: 3);
        Assert.Equal((2, 2), (rows, columns));
        Assert.Equal(pixels, decoded);
    }

    [Fact]
    public void A_grid_of_color_images_interleaves_their_channels()
    {
        ReadOnlyMemory<byte> image = new byte[] { 1, 2, 11, 12, 21, 22 };
        var grid = ImageGrid.Compose([[image]], height: 1, width: 2, channels: 3, margin: 0, scale: 1);
        Assert.Equal([1, 11, 21, 2, 12, 22], grid.Pixels);
        Assert.Equal(3, grid.Channels);
    }

    [Fact]
    public void The_end_chunk_has_its_standard_checksum() =>
        Assert.EndsWith("49454E44AE426082", Convert.ToHexString(Png.Encode(new([0], 1, 1))), StringComparison.Ordinal);

    [Fact]
    public void The_checksum_of_the_smallest_header_is_the_published_one()
    {
        // The IHDR chunk of every 1 × 1 picture with 8-bit gray.
        var file = Png.Encode(new([0], 1, 1));
        Assert.Equal("0000000D49484452000000010000000108000000003A7E9B55", Convert.ToHexString(file.AsSpan(8, 25)));
    }

    [Fact]
    public void A_wrong_number_of_pixels_is_an_error() =>
        Assert.Throws<ArgumentException>(() => new RasterImage(new byte[5], 2, 3));

    [Fact]
    public void A_grid_scales_and_separates_its_images()
    {
        ReadOnlyMemory<byte> dark = new byte[] { 1, 2 }, light = new byte[] { 3, 4 };
        var grid = ImageGrid.Compose([[dark, light], [light]], height: 1, width: 2, margin: 1, scale: 2);
        Assert.Equal((7, 11), (grid.Rows, grid.Columns));
        const byte o = 255;
        Assert.Equal(
        [
            o, o, o, o, o, o, o, o, o, o, o,
            o, 1, 1, 2, 2, o, 3, 3, 4, 4, o,
            o, 1, 1, 2, 2, o, 3, 3, 4, 4, o,
            o, o, o, o, o, o, o, o, o, o, o,
            o, 3, 3, 4, 4, o, o, o, o, o, o,
            o, 3, 3, 4, 4, o, o, o, o, o, o,
            o, o, o, o, o, o, o, o, o, o, o,
        ], grid.Pixels);
    }

    [Fact]
    public void A_grid_of_images_of_different_sizes_is_an_error() =>
        Assert.Throws<ArgumentException>(() => ImageGrid.Compose([[new byte[3]]], height: 2, width: 2));

    private static (byte[] Pixels, int Rows, int Columns) Decode(byte[] file, int channels = 1)
    {
        var chunks = new Dictionary<string, byte[]>();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            chunks.Add(Encoding.ASCII.GetString(file, at + 4, 4), file[(at + 8)..(at + 8 + length)]);
            at += 12 + length;
        }
        Assert.Equal(["IHDR", "IDAT", "IEND"], chunks.Keys);
        var columns = BinaryPrimitives.ReadInt32BigEndian(chunks["IHDR"]);
        var rows = BinaryPrimitives.ReadInt32BigEndian(chunks["IHDR"].AsSpan(4));
        using var zlib = new ZLibStream(new MemoryStream(chunks["IDAT"]), CompressionMode.Decompress);
        using var lines = new MemoryStream();
        zlib.CopyTo(lines);
        return ([.. lines.ToArray().Chunk(columns * channels + 1).SelectMany(line => line[0] == 0 ? line[1..] : throw new InvalidDataException("filter"))], rows, columns);
    }
}
