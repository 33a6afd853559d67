using ModelDsl.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>A few gray images of one size, stored as an IDX file like the data sets.</summary>
/// <param name="Pixels">The pixels of all images, row by row.</param>
/// <param name="Count">The number of images.</param>
/// <param name="Rows">The height of each.</param>
/// <param name="Columns">The width of each.</param>
public sealed record ImageStrip(byte[] Pixels, int Count, int Rows, int Columns)
{
    /// <summary>Converts a tensor <c>[count, 1, rows, columns]</c>; values are clipped to [0, 1].</summary>
    internal static ImageStrip Of(Tensor images)
    {
        using var scope = NewDisposeScope();
        var bytes = (images.detach().cpu().clamp(0, 1) * 255 + 0.5f).to_type(ScalarType.Byte);
        return new ImageStrip(bytes.flatten().data<byte>().ToArray(), (int)images.shape[0], (int)images.shape[^2], (int)images.shape[^1]);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="CodedException">The file is damaged.</exception>
    internal static ImageStrip Read(string path)
    {
        var file = IdxFile.Read(path);
        return file.Dimensions is [var count, var rows, var columns]
            ? new ImageStrip(file.Data, count, rows, columns)
            : throw new CodedException(ErrorCodes.DataCorrupt, $"{path} does not contain images. Delete it and run the experiment again.");
    }

    /// <summary>Writes a file.</summary>
    /// <exception cref="CodedException">The file cannot be written.</exception>
    internal void Write(string path) => IdxFile.Write(path, Pixels, Count, Rows, Columns);

    /// <summary>The images one by one.</summary>
    internal IReadOnlyList<ReadOnlyMemory<byte>> Images() =>
        [.. Enumerable.Range(0, Count).Select(index => (ReadOnlyMemory<byte>)Pixels.AsMemory(index * Rows * Columns, Rows * Columns))];
}
