using TorchSharp;

namespace ModelDsl.Data;

/// <summary>Labeled images, one byte per pixel.</summary>
public sealed class ImageSet
{
    /// <summary>Creates a set from images and their labels, which are not copied.</summary>
    /// <param name="pixels">The images one after another, the last axis fastest; 0 is 0 and 255 is 1.</param>
    /// <param name="labels">One label per image.</param>
    /// <param name="shape">The shape of one image, channels first.</param>
    /// <exception cref="CodedException">The numbers of images and labels differ, or the last image is incomplete.</exception>
    public ImageSet(byte[] pixels, byte[] labels, params IReadOnlyList<long> shape)
    {
        (Pixels, Labels, Shape) = (pixels, labels, shape);
        var size = shape.Aggregate(1L, (product, axis) => product * axis);
        if (size <= 0 || pixels.Length != labels.Length * size)
            throw new CodedException(
                ErrorCodes.DataMismatch,
                $"{pixels.Length} bytes are not {labels.Length} images of [{string.Join(", ", shape)}], one per label. Use the images and labels of one data set.");
    }

    /// <summary>The images one after another, the last axis fastest.</summary>
    public byte[] Pixels { get; }

    /// <summary>One label per image.</summary>
    public byte[] Labels { get; }

    /// <summary>The shape of one image, channels first: <c>[1, 28, 28]</c>.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>The number of images.</summary>
    public int Count => Labels.Length;

    /// <summary>The bytes of one image.</summary>
    /// <param name="index">The image's index, from 0.</param>
    public ReadOnlyMemory<byte> Image(int index)
    {
        var size = Count == 0 ? 0 : Pixels.Length / Count;
        return Pixels.AsMemory(index * size, size);
    }

    /// <summary>Creates one 32-bit float tensor of the images on the CPU, in [0, 1]. The caller or the caller's dispose scope owns it.</summary>
    /// <returns><c>[count, channels, rows, columns]</c>.</returns>
    public torch.Tensor ToTensor()
    {
        // In-place operations of TorchSharp may return a second handle to the same tensor, which the scope disposes.
        using var scope = torch.NewDisposeScope();
        var bytes = torch.empty([Count, .. Shape], torch.ScalarType.Byte);
        Pixels.CopyTo(bytes.bytes);
        return bytes.to_type(torch.ScalarType.Float32).div_(255).MoveToOuterDisposeScope();
    }
}
