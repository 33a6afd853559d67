using ModelDsl.Experiments.Hosting;
using ModelDsl.Onnx;
using ModelDsl.PyTorch;
using ModelDsl.Weights;
using TorchSharp;

namespace ModelDsl.Experiments;

/// <summary>Exports models of the catalogue. An error of one model does not prevent the export of the others.</summary>
/// <param name="models">The declared models.</param>
/// <param name="log">The output.</param>
internal sealed class ModelExport(IReadOnlyList<ModelEntry> models, RunLog log)
{
    /// <summary>The formats by their names in <c>-p:Format</c>.</summary>
    private static readonly Dictionary<string, Func<IModel, string, IReadOnlyList<string>>> s_formats = new(StringComparer.OrdinalIgnoreCase)
    {
        ["onnx"] = (model, folder) => model.ExportOnnx(folder),
        ["pytorch"] = (model, folder) => model.ExportPyTorch(folder),
    };

    /// <summary>Exports models, and prints the files.</summary>
    /// <param name="format">The name of a format.</param>
    /// <param name="folder">The folder for the files.</param>
    /// <param name="weights">A weights file, which states its model; empty for new weights and default sizes.</param>
    /// <param name="names">The models; empty for all models, or with weights for the model of the weights.</param>
    /// <returns>True if all were exported.</returns>
    /// <exception cref="CodedException">The format or a model is unknown, or the weights cannot be loaded.</exception>
    public bool Run(string format, string folder, string weights, IReadOnlyList<string> names)
    {
        if (!s_formats.TryGetValue(format, out var export))
        {
            throw new CodedException(ExperimentErrorCodes.UnknownFormat,
                $"Models cannot be exported to '{format}'.{Suggestion.DidYouMean(format, s_formats.Keys)} Set -p:Format to {string.Join(" or ", s_formats.Keys)}.");
        }

        var chosen = names.Count == 0 ? models : [.. names.Select(Find)];
        if (chosen.GroupBy(entry => entry.Name).FirstOrDefault(group => group.Count() > 1) is { } namesakes)
            throw new CodedException(ExperimentErrorCodes.UnknownModel, $"{namesakes.Count()} models have the name '{namesakes.Key}', and their files would too. Rename all but one.");
        if (weights.Length > 0)
        {
            using var model = Checkpoint.Open(weights, models);
            var name = ((IModel)model).Summary.Model;
            return chosen.Any(entry => entry.Name == name)
                ? Export(model, export, folder)
                : throw new CodedException(ErrorCodes.WeightsOfAnotherModel, $"{weights} contains the weights of {name}. Set -p:Models={name}, or omit it.");
        }

        var succeeded = true;
        foreach (var entry in chosen)
        {
            // A fixed seed, so that each build writes the same files.
            torch.manual_seed(1);
            using var model = entry.Create([.. entry.Sizes.Select(size => size.Default)]);
            succeeded &= Export(model, export, folder);
        }

        return succeeded;
    }

    private ModelEntry Find(string name) => models.FirstOrDefault(entry => entry.Name == name) ?? throw new CodedException(ExperimentErrorCodes.UnknownModel,
        $"There is no model '{name}' to export.{Suggestion.DidYouMean(name, models.Select(entry => entry.Name))} -t:Models -p:List=true prints the models.");

    private bool Export(torch.nn.Module model, Func<IModel, string, IReadOnlyList<string>> export, string folder)
    {
        try
        {
            foreach (var file in export((IModel)model, folder))
                log.Table(file);
            return true;
        }
        catch (CodedException error)
        {
            log.Error(error);
            return false;
        }
    }
}
