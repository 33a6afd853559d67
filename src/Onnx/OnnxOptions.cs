namespace ModelDsl.Onnx;

/// <summary>The options of <see cref="OnnxExport.ExportOnnx"/>.</summary>
public sealed record OnnxOptions
{
    /// <summary>The names of the stages to export. Default: all.</summary>
    public IReadOnlyList<string>? Stages { get; init; }

    /// <summary>
    /// True if images have pixels in [0, 1], as those of the data sets: the link of the likelihood is applied to the decoder's output. False to export
    /// the stages as they are declared. Default: true.
    /// </summary>
    public bool Pixels { get; init; } = true;
}
