using Microsoft.ML.OnnxRuntime;
using TorchSharp;

namespace ModelDsl.Onnx.Tests.Support;

/// <summary>An exported file in ONNX Runtime.</summary>
internal sealed class OnnxFile : IDisposable
{
    private readonly InferenceSession _session;

    public OnnxFile(string path)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        _session = new(path, options);
    }

    public IReadOnlyList<string> Inputs => _session.InputNames;

    public IReadOnlyList<string> Outputs => _session.OutputNames;

    public IReadOnlyDictionary<string, string> Metadata => _session.ModelMetadata.CustomMetadataMap;

    /// <summary>The outputs for arguments in the order of the inputs.</summary>
    public IReadOnlyList<Tensor> Run(IReadOnlyList<Tensor> arguments)
    {
        var values = arguments.Select(argument => argument.dtype == ScalarType.Int64
            ? OrtValue.CreateTensorValueFromMemory(argument.data<long>().ToArray(), argument.shape)
            : OrtValue.CreateTensorValueFromMemory(argument.contiguous().data<float>().ToArray(), argument.shape)).ToList();
        using var options = new RunOptions();
        using var outputs = _session.Run(options, _session.InputNames, values, _session.OutputNames);
        foreach (var value in values)
            value.Dispose();
        return [.. outputs.Select(output => tensor(output.GetTensorDataAsSpan<float>().ToArray(), output.GetTensorTypeAndShape().Shape))];
    }

    public void Dispose() => _session.Dispose();

    /// <summary>Asserts that an output has the shape and values of another to 1e-5 of its largest value.</summary>
    public static void AssertClose(string what, Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        var (difference, largest) = ((expected - actual).abs().max().ToSingle(), expected.abs().max().ToSingle());
        Assert.True(difference <= 1e-5 * Math.Max(largest, 1e-3), $"{what} differs by {difference}; its largest value is {largest}.");
    }
}
