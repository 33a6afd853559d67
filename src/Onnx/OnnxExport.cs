using System.Globalization;
using Google.Protobuf;
using ModelDsl.Files;
using ModelDsl.Graphs;
using ModelDsl.Weights;
using Onnx;
using TorchSharp;

namespace ModelDsl.Onnx;

/// <summary>
/// Exports models to ONNX, a file per stage with its weights. Layers behave as in evaluation: normalizations use their running statistics, and nothing
/// is dropped. The length of the batch is free. Format: https://onnx.ai/onnx/
/// </summary>
public static class OnnxExport
{
    /// <summary>The version of the operators that the files use. Runtimes since 2022 support it.</summary>
    public const int Opset = 17;

    /// <summary>The version of the format that belongs to <see cref="Opset"/>.</summary>
    private const int IrVersion = 8;

    /// <summary>Writes <c>MODEL.STAGE.onnx</c> for each stage, with values of 32 bits. If a stage cannot be exported, nothing is written.</summary>
    /// <param name="model">The model.</param>
    /// <param name="folder">The folder, which is created if missing.</param>
    /// <param name="options">What to export; null for the defaults.</param>
    /// <returns>The files, in the order of the stages.</returns>
    /// <exception cref="CodedException">A stage cannot be exported, or a file cannot be written.</exception>
    public static IReadOnlyList<string> ExportOnnx(this IModel model, string folder, OnnxOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new();
        var graph = ExportErrors.Graph(model, StageExport.Format);
        var stages = options.Stages is { } names ? names.Select(name => ExportErrors.Stage(graph, name)) : graph.Stages;
        var files = new List<(string Path, ModelProto Model)>();
        using var without = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var weights = new ModelWeights((torch.nn.Module)model);
        foreach (var stage in stages)
            files.Add((Path.Combine(folder, $"{graph.Model}.{stage.Name}.onnx"), Create(model, graph, stage, weights, options)));
        foreach (var (path, file) in files)
            AtomicFile.Write(path, file.WriteTo);
        return [.. files.Select(file => file.Path)];
    }

    private static ModelProto Create(IModel model, ModelGraph graph, StageGraph stage, ModelWeights weights, OnnxOptions options)
    {
        var version = typeof(OnnxExport).Assembly.GetName().Version!.ToString(3);
        var file = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "ModelDsl",
            ProducerVersion = version,
            Graph = StageExport.Of(graph, stage, weights, options.Pixels ? PixelMap.Of(graph) : PixelMap.None),
        };
        file.OpsetImport.Add(new OperatorSetIdProto { Version = Opset });
        // The names of the entries of a weights file.
        var metadata = ModelConfiguration.Of(model).ToMetadata();
        metadata["stage"] = stage.Name;
        metadata["version"] = version;
        metadata["pixels"] = options.Pixels.ToString(CultureInfo.InvariantCulture);
        foreach (var (key, value) in metadata)
            file.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        return file;
    }
}
