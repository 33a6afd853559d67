using System.Runtime.InteropServices;
using Google.Protobuf;
using ModelDsl.Graphs;
using Onnx;
using TorchSharp;
using static TorchSharp.torch;
using static Onnx.TensorProto.Types;

namespace ModelDsl.Onnx;

/// <summary>Builds the graph of an ONNX file. Unique names identify its values.</summary>
/// <param name="name">The graph's name.</param>
internal sealed class GraphBuilder(string name)
{
    /// <summary>Protocol buffers have at most 2³¹ − 1 bytes; the rest of a file is small.</summary>
    private const long MaximumBytes = int.MaxValue - (64L << 20);

    private readonly HashSet<string> _names = [];
    private long _bytes;

    /// <summary>The graph.</summary>
    public GraphProto Graph { get; } = new() { Name = name };

    /// <summary>Adds an input.</summary>
    public string Input(StageInput input)
    {
        _names.Add(input.Name);
        Graph.Input.Add(Value(input.Name, input.Shape, input.IsInteger ? DataType.Int64 : DataType.Float));
        return input.Name;
    }

    /// <summary>Reserves the names of the outputs. One that equals an input's gets a suffix.</summary>
    public IReadOnlyList<string> Outputs(IEnumerable<string> outputs) => [.. outputs.Select(Unique)];

    /// <summary>Makes a value an output.</summary>
    public void Output(string output, string value, IReadOnlyList<long> shape)
    {
        Graph.Node.Add(new NodeProto { OpType = "Identity", Name = output, Input = { value }, Output = { output } });
        Graph.Output.Add(Value(output, shape, DataType.Float));
    }

    /// <summary>Adds an operator with one output, and returns that.</summary>
    /// <param name="layer">The layer that it belongs to, for its name.</param>
    /// <param name="op">The operator.</param>
    /// <param name="inputs">Its inputs; empty names for omitted ones.</param>
    /// <param name="attributes">Its attributes.</param>
    public string Add(string layer, string op, IReadOnlyList<string> inputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var output = Unique($"{layer}/{op}");
        var node = new NodeProto { OpType = op, Name = output, Output = { output } };
        node.Input.AddRange(inputs);
        foreach (var (key, value) in attributes)
            node.Attribute.Add(Attribute(key, value));
        Graph.Node.Add(node);
        return output;
    }

    /// <summary>Adds a weight once, as 32-bit values.</summary>
    /// <param name="weight">The unique name.</param>
    /// <param name="values">The values, on any device.</param>
    /// <param name="shape">The shape, if it differs from that of the tensor.</param>
    /// <exception cref="CodedException">The weights exceed the size of a file.</exception>
    public string Weight(string weight, Tensor values, IReadOnlyList<long>? shape = null)
    {
        if (!_names.Add(weight))
            return weight;
        _bytes += values.NumberOfElements * sizeof(float);
        if (_bytes > MaximumBytes)
            throw new CodedException(ErrorCodes.ExportTooLarge, $"{Graph.Name} has more than {MaximumBytes >> 20} MB of weights, which an ONNX file cannot contain. Reduce the sizes, or export it to PyTorch.");
        using var plain = values.detach().to(ScalarType.Float32).cpu().contiguous();
        return Initializer(weight, DataType.Float, shape ?? values.shape, MemoryMarshal.AsBytes(plain.data<float>().ToArray().AsSpan()));
    }

    /// <summary>Adds a constant tensor of real numbers.</summary>
    public string Reals(string layer, IReadOnlyList<float> values, params ReadOnlySpan<long> shape) =>
        Initializer(Unique($"{layer}/constant"), DataType.Float, shape.ToArray(), MemoryMarshal.AsBytes(values.ToArray().AsSpan()));

    /// <summary>Adds a constant list of integers.</summary>
    public string Integers(string layer, params IReadOnlyList<long> values) =>
        Initializer(Unique($"{layer}/integers"), DataType.Int64, [values.Count], MemoryMarshal.AsBytes(values.ToArray().AsSpan()));

    private string Initializer(string initializer, DataType type, IReadOnlyList<long> shape, ReadOnlySpan<byte> bytes)
    {
        Graph.Initializer.Add(new TensorProto { Name = initializer, DataType = (int)type, Dims = { shape }, RawData = ByteString.CopyFrom(bytes) });
        return initializer;
    }

    private string Unique(string wanted)
    {
        var unique = wanted;
        for (var i = 2; !_names.Add(unique); i++)
            unique = $"{wanted}_{i}";
        return unique;
    }

    private static ValueInfoProto Value(string value, IReadOnlyList<long> shape, DataType type)
    {
        var axes = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimParam = "batch" } } };
        axes.Dim.AddRange(shape.Select(axis => new TensorShapeProto.Types.Dimension { DimValue = axis }));
        return new() { Name = value, Type = new() { TensorType = new() { ElemType = (int)type, Shape = axes } } };
    }

    private static AttributeProto Attribute(string attribute, object value) => value switch
    {
        long integer => new() { Name = attribute, Type = AttributeProto.Types.AttributeType.Int, I = integer },
        int integer => new() { Name = attribute, Type = AttributeProto.Types.AttributeType.Int, I = integer },
        double number => new() { Name = attribute, Type = AttributeProto.Types.AttributeType.Float, F = (float)number },
        string text => new() { Name = attribute, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(text) },
        IEnumerable<long> integers => new() { Name = attribute, Type = AttributeProto.Types.AttributeType.Ints, Ints = { integers } },
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "No attribute has this type."),
    };
}
