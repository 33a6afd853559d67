namespace ModelDsl.Onnx;

/// <summary>What <see cref="OnnxExport.ExportOnnx"/> writes.</summary>
public sealed record OnnxOptions
{
    /// <summary>The names of the stages to export. Default: all.</summary>
    public IReadOnlyList<string>? Stages { get; init; }

    /// <summary>
    /// True if images have pixels in [0, 1], as the data sets: the decoder's output passes the link of the likelihood. False for the stages as they
    /// are declared. Default: true.
    /// </summary>
    public bool Pixels { get; init; } = true;
}
