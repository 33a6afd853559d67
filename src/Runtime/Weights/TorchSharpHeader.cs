using System.Text;
using static TorchSharp.torch;

namespace ModelDsl.Weights;

/// <summary>
/// The contents of a file of TorchSharp's <c>module.save</c>: the number of tensors; then, for each, its name, element type,
/// number of axes, axes and bytes. Numbers are LEB128, names are a length and UTF-8. There is no metadata.
/// </summary>
/// <param name="Tensors">The tensors in the order of their bytes, with offsets from the start of the file.</param>
internal sealed record TorchSharpHeader(IReadOnlyList<TensorEntry> Tensors) : WeightsHeader(Tensors, new Dictionary<string, string>())
{
    /// <summary>Reads and checks a file without the tensors' bytes, and resets it to its start.</summary>
    /// <param name="path">The file's name, for error messages.</param>
    /// <param name="file">The file, at its start.</param>
    /// <exception cref="CodedException">The file is truncated, malformed, or has an unknown element type.</exception>
    public static TorchSharpHeader Read(string path, Stream file)
    {
        var tensors = new Reader(path, file).ReadTensors();
        file.Position = 0;
        return new(tensors);
    }

    private sealed class Reader(string path, Stream file)
    {
        // Far above the values in real files.
        private const int MaxNameLength = 4096, MaxAxes = 64;

        private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

        private string _position = "before its first tensor";

        private long Remaining => file.Length - file.Position;

        public List<TensorEntry> ReadTensors()
        {
            // A damaged file can state any number of tensors: memory is allocated only for those that are read.
            var count = ReadNumber();
            if (count > MaxTensors)
                throw Corrupt($"it has more than {MaxTensors} tensors");
            var tensors = new List<TensorEntry>();
            var names = new HashSet<string>();
            for (var number = 1L; number <= count; number++)
            {
                _position = $"in tensor {number} of {count}";
                var tensor = ReadTensor();
                if (!names.Add(tensor.Name))
                    throw Corrupt($"'{tensor.Name}' appears twice");
                tensors.Add(tensor);
            }
            if (Remaining > 0)
                throw Corrupt($"it has {Remaining} bytes after its last tensor");
            return tensors;
        }

        private TensorEntry ReadTensor()
        {
            var name = ReadName();
            var type = ReadType(name);
            var axes = ReadNumber();
            if (axes > MaxAxes)
                throw Corrupt($"'{name}' has {axes} axes");
            var shape = new long[axes];
            for (var axis = 0; axis < axes; axis++)
                shape[axis] = ReadNumber();

            if (TensorEntry.SizeOf(type, shape) is not { } size)
                throw Corrupt($"'{name}' has the invalid shape [{string.Join(", ", shape)}]");
            if (size > Remaining)
                throw Truncated();
            var begin = file.Position;
            file.Position += size;
            return new(name, type, shape, begin, begin + size);
        }

        private string ReadName()
        {
            var length = ReadNumber();
            if (length > MaxNameLength)
                throw Corrupt($"{_position}, the name is {length} bytes long");
            if (length > Remaining)
                throw Truncated();
            var bytes = new byte[length];
            file.ReadExactly(bytes);
            try
            {
                var name = s_utf8.GetString(bytes);
                return name.Any(char.IsControl) ? throw NotText() : name;
            }
            catch (DecoderFallbackException)
            {
                throw NotText();
            }

            CodedException NotText() => Corrupt($"{_position}, the name is not text");
        }

        private ElementType ReadType(string name)
        {
            var number = ReadNumber();
            if (number > sbyte.MaxValue || !Enum.IsDefined((ScalarType)number))
                throw Corrupt($"'{name}' has the element type {number}");
            return ElementType.Of((ScalarType)number) ?? throw UnknownType(name, (ScalarType)number);
        }

        private long ReadNumber()
        {
            var number = 0L;
            for (var shift = 0; shift < 63; shift += 7)
            {
                var next = file.ReadByte();
                if (next < 0)
                    throw Truncated();
                number |= (next & 0x7fL) << shift;
                if (next < 0x80)
                    return number;
            }
            throw Corrupt($"{_position}, a number has more than 63 bits");
        }

        private CodedException Truncated() => new(
            ErrorCodes.WeightsTruncated, $"{path} is truncated: it ends {_position}, after {file.Length} bytes. Copy it again or create it again.");

        private CodedException Corrupt(string what) => new(
            ErrorCodes.WeightsCorrupt, $"{path} is neither a safetensors file nor a valid file of TorchSharp's module.save: {what}. Copy it again or create it again.");

        private CodedException UnknownType(string name, ScalarType type) => new(
            ErrorCodes.WeightsType, $"{path}: '{name}' has the element type {type}; supported are {string.Join(", ", ElementType.All.Select(known => known.Scalar))}. Convert the tensor before it is saved.");
    }
}
