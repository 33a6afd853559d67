using ModelDsl.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>A few gray or color images of one size, stored as an IDX file like the data sets.</summary>
/// <param name="Pixels">The pixels of all images, one channel after another, row by row.</param>
/// <param name="Count">The number of images.</param>
/// <param name="Rows">The height of each.</param>
/// <param name="Columns">The width of each.</param>
public sealed record ImageStrip(byte[] Pixels, int Count, int Rows, int Columns)
{
    /// <summary>The number of channels: 1 for gray, the default, or 3 for red, green and blue.</summary>
    public int Channels { get; init; } = 1;

    private int Size => Channels * Rows * Columns;

    /// <summary>Converts a tensor <c>[count, channels, rows, columns]</c>; values are clipped to [0, 1].</summary>
    internal static ImageStrip Of(Tensor images)
    {
        using var scope = NewDisposeScope();
        var bytes = (images.detach().cpu().clamp(0, 1) * 255 + 0.5f).to_type(ScalarType.Byte);
        return new ImageStrip(bytes.flatten().data<byte>().ToArray(), (int)images.shape[0], (int)images.shape[^2], (int)images.shape[^1])
        {
            Channels = images.shape is [_, var channels, _, _] ? (int)channels : 1,
        };
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="CodedException">The file is damaged.</exception>
    internal static ImageStrip Read(string path)
    {
        var file = IdxFile.Read(path);
        return file.Dimensions switch
        {
            [var count, var rows, var columns] => new ImageStrip(file.Data, count, rows, columns),
            [var count, 3, var rows, var columns] => new ImageStrip(file.Data, count, rows, columns) { Channels = 3 },
            _ => throw new CodedException(ErrorCodes.DataCorrupt, $"{path} does not contain images. Delete it and run the experiment again."),
        };
    }

    /// <summary>Writes a file.</summary>
    /// <exception cref="CodedException">The file cannot be written.</exception>
    internal void Write(string path) => IdxFile.Write(path, Pixels, Channels == 1 ? [Count, Rows, Columns] : [Count, Channels, Rows, Columns]);

    /// <summary>The images one by one.</summary>
    internal IReadOnlyList<ReadOnlyMemory<byte>> Images() =>
        [.. Enumerable.Range(0, Count).Select(index => (ReadOnlyMemory<byte>)Pixels.AsMemory(index * Size, Size))];
}
