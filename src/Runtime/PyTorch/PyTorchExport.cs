using ModelDsl.Files;
using ModelDsl.Graphs;
using ModelDsl.Weights;
using TorchSharp;

namespace ModelDsl.PyTorch;

/// <summary>Exports models to PyTorch: a file with an <c>nn.Module</c>, and its weights as safetensors.</summary>
public static class PyTorchExport
{
    internal const string Format = "PyTorch";

    /// <summary>
    /// Writes <c>MODEL.py</c> with a class that has the model's layers for its sizes, and <c>MODEL.safetensors</c> with its weights. If a stage cannot
    /// be exported, nothing is written.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="folder">The folder, which is created if missing.</param>
    /// <returns>The two files.</returns>
    /// <exception cref="CodedException">A stage cannot be exported, or a file cannot be written.</exception>
    public static IReadOnlyList<string> ExportPyTorch(this IModel model, string folder)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var graph = ExportErrors.Graph(model, Format);
        var text = Text(model, graph);
        var (code, weights) = (Path.Combine(folder, $"{graph.Model}.py"), Path.Combine(folder, $"{graph.Model}.safetensors"));
        Checkpoint.Save((torch.nn.Module)model, weights);
        AtomicFile.WriteText(code, text);
        return [code, weights];
    }

    /// <summary>The Python file.</summary>
    private static string Text(IModel model, ModelGraph graph)
    {
        var file = new PythonFile();
        var name = PythonModel.Write(file, graph);
        var version = typeof(PyTorchExport).Assembly.GetName().Version!.ToString(3);
        var documentation = $$""""
            """{{ModelConfiguration.Of(model)}}, exported by ModelDsl {{version}}. It runs in PyTorch 1.13 and later:

                from safetensors.torch import load_file

                model = {{name}}()
                model.load_state_dict(load_file("{{graph.Model}}.safetensors"))
                model.eval()
            """


            """";
        return documentation.ReplaceLineEndings("\n") + file.Finish();
    }
}
