using System.Text;
using ModelDsl.Graphs;

namespace ModelDsl.PyTorch;

/// <summary>Writes the class of a model. Its layers have the names that the model's weights have.</summary>
internal static class PythonModel
{
    /// <summary>Writes the class, after those of its submodels, and returns its name.</summary>
    /// <exception cref="CodedException">A stage cannot be exported.</exception>
    public static string Write(PythonFile file, ModelGraph model)
    {
        var submodels = model.Submodels.Select(held => (held.Property, Graph: ExportErrors.Graph(held.Module, PyTorchExport.Format))).ToList();
        var body = new StringBuilder("    def __init__(self):\n        super().__init__()\n");
        var stages = model.Stages.Select(stage => new PythonStage(file, model, stage)).ToList();
        foreach (var stage in stages)
            stage.WriteLayers(body);
        foreach (var (property, graph) in submodels)
            body.Append($"        self.{property} = {Write(file, graph)}()\n");
        foreach (var stage in stages)
            stage.WriteMethod(body);
        WriteForward(body, model);
        return file.Class(model.Model, body.ToString());
    }

    /// <summary>The forward of an autoencoder without further arguments, or of a model with one stage.</summary>
    private static void WriteForward(StringBuilder body, ModelGraph model)
    {
        if (model.Find("Encode") is { Inputs: [var image], Outputs: [{ Space: not null }, ..] outputs } && model.Find("Decode") is { Inputs.Count: 1, Outputs.Count: 1 })
        {
            var name = Python.Parameter(image.Name);
            var encoded = $"self.encode({name})" + (outputs.Count > 1 ? "[0]" : "");
            body.Append($"\n    def forward(self, {name}):\n        return self.decode({encoded})\n");
        }
        else if (model.Stages is [{ Inputs: [var input], Outputs.Count: 1 } only])
        {
            var name = Python.Parameter(input.Name);
            body.Append($"\n    def forward(self, {name}):\n        return self.{Python.Method(only.Name)}({name})\n");
        }
    }
}
