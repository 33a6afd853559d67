using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ModelDsl.Weights;

/// <summary>
/// The header of a safetensors file: its length as a little-endian 64-bit number, then JSON with each tensor's type,
/// shape and offsets, and text under <c>__metadata__</c>. Format: https://huggingface.co/docs/safetensors
/// </summary>
/// <param name="Tensors">The tensors in the order of their bytes, which follow each other without gaps.</param>
/// <param name="Metadata">Text by key.</param>
internal sealed record SafeTensorsHeader(IReadOnlyList<TensorEntry> Tensors, IReadOnlyDictionary<string, string> Metadata) : WeightsHeader(Tensors, Metadata)
{
    private const string MetadataKey = "__metadata__";

    // The limit of the reference implementation.
    private const ulong MaxLength = 100_000_000;

    /// <summary>Renders the length and the JSON, padded with spaces to align the tensors to 8 bytes.</summary>
    public byte[] ToBytes()
    {
        using var buffer = new MemoryStream();
        buffer.Write(stackalloc byte[8]);
        // For readability, only what JSON requires is escaped.
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(json);
        while (buffer.Length % 8 != 0)
            buffer.WriteByte((byte)' ');
        var bytes = buffer.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(bytes, bytes.Length - 8);
        return bytes;
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (Metadata.Count > 0)
        {
            json.WriteStartObject(MetadataKey);
            foreach (var (key, value) in Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                json.WriteString(key, value);
            json.WriteEndObject();
        }
        foreach (var tensor in Tensors)
        {
            json.WriteStartObject(tensor.Name);
            json.WriteString("dtype", tensor.Type.Name);
            WriteNumbers(json, "shape", tensor.Shape);
            WriteNumbers(json, "data_offsets", tensor.Begin, tensor.End);
            json.WriteEndObject();
        }
        json.WriteEndObject();

        static void WriteNumbers(Utf8JsonWriter json, string name, params ReadOnlySpan<long> numbers)
        {
            json.WriteStartArray(name);
            foreach (var number in numbers)
                json.WriteNumberValue(number);
            json.WriteEndArray();
        }
    }

    /// <summary>
    /// True if a file starts as in this format: a length whose upper half is zero, then a brace. A shorter file counts as one
    /// if its bytes agree.
    /// </summary>
    /// <param name="file">The file at its start, to which it is reset.</param>
    public static bool IsAt(Stream file)
    {
        Span<byte> start = stackalloc byte[9];
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        file.Position = 0;
        return start.Length <= 4 || !start[4..Math.Min(start.Length, 8)].ContainsAnyExcept((byte)0) && (start.Length <= 8 || start[8] == '{');
    }

    /// <summary>Reads and checks a header, up to the first byte of the first tensor.</summary>
    /// <param name="path">The file's name, for error messages.</param>
    /// <param name="file">The file, at its start.</param>
    /// <exception cref="CodedException">The file is truncated, malformed, or has an unknown element type.</exception>
    public static SafeTensorsHeader Read(string path, Stream file)
    {
        Span<byte> prefix = stackalloc byte[8];
        var read = file.ReadAtLeast(prefix, 8, throwOnEndOfStream: false);
        if (read < 8)
            throw Truncated(path, read, 8);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > MaxLength)
            throw Corrupt(path, $"it states a header of {length} bytes, but at most {MaxLength} are allowed");
        if (8 + (long)length > file.Length)
            throw Truncated(path, file.Length, 8 + (long)length);
        var text = new byte[length];
        file.ReadExactly(text);
        CheckCount(path, text);

        var header = Parse(path, text);
        CheckOffsets(path, header.Tensors, file.Length - file.Position, file.Position);
        return header;
    }

    // Counted without a document, which takes many times the memory of the text.
    private static void CheckCount(string path, byte[] text)
    {
        try
        {
            var json = new Utf8JsonReader(text);
            for (var count = 0; json.Read();)
            {
                if (json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == 1 && ++count > MaxTensors)
                    throw Corrupt(path, $"it has more than {MaxTensors} tensors");
            }
        }
        catch (JsonException exception)
        {
            throw NotJson(path, exception);
        }
    }

    private static SafeTensorsHeader Parse(string path, byte[] text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new() { AllowDuplicateProperties = false });
            var tensors = new List<TensorEntry>();
            var metadata = new Dictionary<string, string>();
            foreach (var property in json.RootElement.EnumerateObject())
            {
                if (property.Name == MetadataKey)
                    metadata = property.Value.EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString() ?? throw new FormatException($"{pair.Name} is null"));
                else
                    tensors.Add(ParseTensor(path, property.Name, property.Value));
            }
            // An empty tensor begins at the same byte as the next one, and comes first.
            return new([.. tensors.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End)], metadata);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw NotJson(path, exception);
        }
    }

    private static TensorEntry ParseTensor(string path, string name, JsonElement value)
    {
        var type = value.GetProperty("dtype").GetString();
        var shape = value.GetProperty("shape").EnumerateArray().Select(axis => axis.GetInt64()).ToArray();
        if (value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64()).ToArray() is not [var begin, var end])
            throw Corrupt(path, $"'{name}' does not have two data_offsets");
        return new(name, ElementType.Named(type) ?? throw UnknownType(path, name, type), shape, begin, end);
    }

    // The format requires every byte to belong to exactly one tensor.
    private static void CheckOffsets(string path, IReadOnlyList<TensorEntry> tensors, long available, long headerSize)
    {
        var end = 0L;
        foreach (var tensor in tensors)
        {
            if (TensorEntry.SizeOf(tensor.Type, tensor.Shape) is not { } size)
                throw Corrupt(path, $"'{tensor.Name}' has the invalid shape [{string.Join(", ", tensor.Shape)}]");
            if (tensor.Begin != end)
                throw Corrupt(path, $"'{tensor.Name}' begins at byte {tensor.Begin}, but the previous tensor ends at {end}");
            if (tensor.End != tensor.Begin + size)
                throw Corrupt(path, $"'{tensor.Name}' has {size} bytes, but its data_offsets are {tensor.Begin} to {tensor.End}");
            end = tensor.End;
        }
        if (end > available)
            throw Truncated(path, headerSize + available, headerSize + end);
        if (end < available)
            throw Corrupt(path, $"it has {available - end} bytes after its last tensor");
    }

    private static CodedException Truncated(string path, long got, long expected) => new(
        ErrorCodes.WeightsTruncated, $"{path} is truncated: {got} of {expected} bytes. Copy it again or create it again.");

    private static CodedException Corrupt(string path, string what, Exception? inner = null) => new(
        ErrorCodes.WeightsCorrupt, $"{path} is not a valid safetensors file: {what}. Copy it again or create it again.", inner);

    private static CodedException NotJson(string path, Exception exception) =>
        Corrupt(path, $"its header is not the JSON of the format ({exception.Message.TrimEnd('.')})", exception);

    private static CodedException UnknownType(string path, string name, string? type) => new(
        ErrorCodes.WeightsType, $"{path}: '{name}' has the element type {type}; supported are {string.Join(", ", ElementType.All.Select(known => known.Name))}. Convert the file.");
}
