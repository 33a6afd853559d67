using System.Text;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Reads a tensor in TorchSharp's format.</summary>
        /// <exception cref="InvalidDataException">The file is damaged, or of another format.</exception>
        public static Tensor Load(string location)
        {
            Tensor? tensor = null;
            TensorFile.Read(location, reader => tensor = Load(reader));
            return tensor!;
        }

        /// <inheritdoc cref="Load(string)"/>
        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
            return Load(reader);
        }

        /// <inheritdoc cref="Load(string)"/>
        public static Tensor Load(BinaryReader reader)
        {
            Tensor? tensor = null;
            TensorFile.Guard(() => tensor = TensorRecord.Read(reader));
            return tensor!;
        }
    }
}

public static partial class TensorExtensionMethods
{
    /// <summary>Writes the tensor in TorchSharp's format.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="location">The file; an existing one is replaced once the new one is whole.</param>
    public static void Save(this Tensor tensor, string location) => TensorFile.Write(location, tensor.Save);

    /// <summary>Writes the tensor in TorchSharp's format.</summary>
    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        tensor.Save(writer);
    }

    /// <summary>Reads a tensor in TorchSharp's format into this one.</summary>
    /// <param name="tensor">Takes the values over, in its own type and on its own device.</param>
    /// <param name="reader">The file, at the tensor.</param>
    /// <param name="skip">Is the tensor in the file passed over?</param>
    /// <exception cref="InvalidDataException">The file is damaged or of another format, or its tensor has another shape; this one is unchanged.</exception>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false) => TensorFile.Guard(() =>
    {
        if (skip)
        {
            TensorRecord.Skip(reader);
            return;
        }
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var read = TensorRecord.Read(reader);
        if (!read.shape.SequenceEqual(tensor.shape))
            throw new InvalidDataException($"The tensor in the file is [{string.Join(", ", read.shape)}], and not [{string.Join(", ", tensor.shape)}].");
        tensor.copy_(read);
    });
}
