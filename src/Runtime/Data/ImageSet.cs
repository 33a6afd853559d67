using System.Globalization;
using TorchSharp;

namespace ModelDsl.Data;

/// <summary>Labeled images, one byte per pixel, or one number for data that 256 values are too coarse for.</summary>
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

    /// <summary>Creates a set of images that remain in their file.</summary>
    internal ImageSet(StoredImages stored, byte[] labels) => (Stored, Labels, Shape) = (stored, labels, stored.Shape);

    private ImageSet(float[] values, byte[] labels, IReadOnlyList<long> shape)
        : this(values.Select(value => (byte)(value * 255 + 0.5f)).ToArray(), labels, shape) => Values = values;

    /// <summary>Creates a set from numbers, such as features of a table, which are not copied.</summary>
    /// <param name="values">The images one after another, the last axis fastest, in [0, 1].</param>
    /// <param name="labels">One label per image.</param>
    /// <param name="shape">The shape of one image, channels first.</param>
    /// <exception cref="CodedException">A number is not in [0, 1], the numbers of images and labels differ, or the last image is incomplete.</exception>
    public static ImageSet OfValues(float[] values, byte[] labels, params IReadOnlyList<long> shape)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var value in values)
        {
            if (value is not (>= 0 and <= 1))
                throw new CodedException(ErrorCodes.DataMismatch, string.Create(CultureInfo.InvariantCulture, $"A value of an image is {value}, but pixels are numbers in [0, 1]. Scale them."));
        }

        return new ImageSet(values, labels, shape);
    }

    /// <summary>The images one after another, the last axis fastest. Images that remain in their file are read.</summary>
    /// <exception cref="CodedException">They remain in their file and are too many for one array, or cannot be read.</exception>
    public byte[] Pixels { get => field ??= ReadPixels(); } = null!;

    /// <summary>The images if they remain in their file; otherwise null.</summary>
    internal StoredImages? Stored { get; }

    /// <summary>The same as numbers in [0, 1], if the set was created from numbers; otherwise null.</summary>
    public IReadOnlyList<float>? Values { get; }

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

    /// <summary>The first images; all if there are fewer.</summary>
    internal ImageSet First(int count) => count >= Count ? this
        : Stored is { } stored ? new ImageSet(stored.Range(0, count), Labels[..count])
        : Select([.. Enumerable.Range(0, count)]);

    /// <summary>A copy of the images at some indices.</summary>
    internal ImageSet Select(IReadOnlyList<int> indices)
    {
        byte[] labels = [.. indices.Select(index => Labels[index])];
        if (Stored is { } stored)
            return new ImageSet(stored.Select(indices), labels);
        return Values is float[] values ? new ImageSet(Copy(values), labels, Shape) : new ImageSet(Copy(Pixels), labels, Shape);

        T[] Copy<T>(T[] elements)
        {
            var size = Count == 0 ? 0 : elements.Length / Count;
            var copy = new T[indices.Count * size];
            for (var index = 0; index < indices.Count; index++)
                elements.AsSpan(indices[index] * size, size).CopyTo(copy.AsSpan(index * size));
            return copy;
        }
    }

    private byte[] ReadPixels()
    {
        if (Stored!.Pixels > Array.MaxLength)
            throw new CodedException(ErrorCodes.DataTooLarge, $"{Count} images of [{string.Join(", ", Shape)}] have {Stored.Pixels} pixels, and an array holds at most {Array.MaxLength}. Use fewer images, or the data set itself in place of one that is computed from it.");
        using var scope = torch.NewDisposeScope();
        return Stored.Read().mul_(byte.MaxValue).add_(0.5).to_type(torch.ScalarType.Byte).bytes.ToArray();
    }

    /// <summary>Creates one 32-bit float tensor of the images on the CPU, in [0, 1]. The caller or the caller's dispose scope owns it.</summary>
    /// <returns><c>[count, channels, rows, columns]</c>.</returns>
    public torch.Tensor ToTensor()
    {
        if (Stored is { } stored)
            return stored.Read();
        // In-place operations of TorchSharp may return a second handle to the same tensor, which the scope disposes.
        using var scope = torch.NewDisposeScope();
        if (Values is float[] values)
            return torch.tensor(values).reshape([Count, .. Shape]).MoveToOuterDisposeScope();
        var bytes = torch.empty([Count, .. Shape], torch.ScalarType.Byte);
        Pixels.CopyTo(bytes.bytes);
        return bytes.to_type(torch.ScalarType.Float32).div_(255).MoveToOuterDisposeScope();
    }
}
