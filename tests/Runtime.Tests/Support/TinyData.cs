using System.Security.Cryptography;
using ModelDsl.Data;

namespace ModelDsl.Runtime.Tests.Support;

/// <summary>A data set in IDX files of a few bytes, with its own hashes.</summary>
public sealed class TinyData
{
    public Dictionary<string, byte[]> Files { get; } = new()
    {
        ["train-images-idx3-ubyte"] = Idx([.. Enumerable.Range(0, 3 * 2 * 2).Select(i => (byte)i)], 3, 2, 2),
        ["train-labels-idx1-ubyte"] = Idx([0, 1, 2], 3),
        ["t10k-images-idx3-ubyte"] = Idx([255, 254, 253, 252], 1, 2, 2),
        ["t10k-labels-idx1-ubyte"] = Idx([1], 1),
    };

    public IdxDataset Dataset(params Uri[] mirrors)
    {
        var files = Files.Select(file => new DataFile(file.Key, Convert.ToHexStringLower(SHA256.HashData(file.Value)))).ToArray();
        return new("Tiny", "tiny", Rows: 2, Columns: 2, Classes: 3, files[0], files[1], files[2], files[3], mirrors);
    }

    /// <summary>Writes all files, uncompressed, into a subfolder.</summary>
    public void WriteTo(TestFolder folder, string below)
    {
        foreach (var (name, content) in Files)
            folder.Write(Path.Combine(below, name), content);
    }

    /// <summary>The bytes of an IDX file of unsigned bytes.</summary>
    public static byte[] Idx(byte[] data, params int[] dimensions) =>
    [
        0, 0, 8, (byte)dimensions.Length,
        .. dimensions.SelectMany(size => new[] { (byte)(size >> 24), (byte)(size >> 16), (byte)(size >> 8), (byte)size }),
        .. data,
    ];
}
