using Microsoft.ML.OnnxRuntime;

namespace WebService;

/// <summary>An exported stage. Requests may run it at the same time.</summary>
public sealed class OnnxStage : IDisposable
{
    private readonly InferenceSession _session;

    /// <summary>Loads a file.</summary>
    public OnnxStage(string path)
    {
        _session = new(path);
        if (_session.InputMetadata.FirstOrDefault(input => input.Value.ElementType != typeof(float)).Key is { } other)
            throw new ArgumentException($"{path} takes {_session.InputMetadata[other].ElementType.Name} as {other}, and this service only passes on real numbers.");
    }

    /// <summary>The inputs and outputs with their shapes, and the metadata of the file.</summary>
    public object Describe() => new
    {
        inputs = _session.InputMetadata.ToDictionary(input => input.Key, input => Shape(input.Value)),
        outputs = _session.OutputMetadata.ToDictionary(output => output.Key, output => Shape(output.Value)),
        metadata = _session.ModelMetadata.CustomMetadataMap,
    };

    /// <summary>Returns an error message if the inputs are invalid; otherwise null.</summary>
    public string? Check(IReadOnlyDictionary<string, float[][]?> inputs, int maxRows)
    {
        var names = string.Join(", ", _session.InputNames);
        if (inputs.Keys.FirstOrDefault(name => !_session.InputMetadata.ContainsKey(name)) is { } unknown)
            return $"'{unknown}' is not an input. The inputs are: {names}.";
        if (_session.InputNames.FirstOrDefault(name => inputs.GetValueOrDefault(name) is null) is { } missing)
            return $"The input {missing} is missing. The inputs are: {names}.";
        var count = inputs[_session.InputNames[0]]!.Length;
        if (count < 1 || count > maxRows)
            return $"There are {count} rows; send 1 to {maxRows}.";
        foreach (var (name, rows) in inputs)
        {
            if (rows!.Length != count)
                return $"{name} has {rows.Length} rows, but {_session.InputNames[0]} has {count}. Send one of each.";
            var length = Length(_session.InputMetadata[name]);
            for (var i = 0; i < count; i++)
            {
                if (rows[i] is not { } row || row.Length != length)
                    return $"Row {i} of {name} has {rows[i]?.Length ?? 0} numbers; send {length}, those of the shape [{string.Join(", ", Shape(_session.InputMetadata[name]))}].";
                if (Array.FindIndex(row, number => !float.IsFinite(number)) is >= 0 and var place)
                    return $"Number {place} of row {i} of {name} is not finite in single precision.";
            }
        }

        return null;
    }

    /// <summary>Runs the stage on valid inputs.</summary>
    /// <returns>The rows of each output.</returns>
    public IReadOnlyDictionary<string, float[][]> Run(IReadOnlyDictionary<string, float[][]> inputs)
    {
        var values = new List<OrtValue>();
        try
        {
            foreach (var name in _session.InputNames)
            {
                var rows = inputs[name];
                long[] shape = [rows.Length, .. Shape(_session.InputMetadata[name])];
                values.Add(OrtValue.CreateTensorValueFromMemory(rows.SelectMany(row => row).ToArray(), shape));
            }

            using var options = new RunOptions();
            using var outputs = _session.Run(options, _session.InputNames, values, _session.OutputNames);
            var count = inputs[_session.InputNames[0]].Length;
            return _session.OutputNames.Zip(outputs).ToDictionary(
                output => output.First,
                output => output.Second.GetTensorDataAsSpan<float>().ToArray() is var numbers ? numbers.Chunk(numbers.Length / count).ToArray() : []);
        }
        finally
        {
            foreach (var value in values)
                value.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    /// <summary>The shape without the batch.</summary>
    private static long[] Shape(NodeMetadata value) => [.. value.Dimensions.Skip(1).Select(length => (long)length)];

    private static long Length(NodeMetadata value) => Shape(value).Aggregate(1L, (product, length) => product * length);
}
