using System.Globalization;
using System.Xml.Linq;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports.Charts;
using static ModelDsl.Experiments.Reports.Html.Markup;

namespace ModelDsl.Experiments.Reports.Html.Sections;

/// <summary>The architecture of each model, at the first of its sizes.</summary>
internal static class ModelSection
{
    public static XElement? Of(ReportContent content)
    {
        var models = content.Rows.Select(row => row.Job).OfType<ModelJob>().DistinctBy(job => job.Name).ToList();
        return models.Count == 0 ? null : Section("models", "Models",
            Element("p", "Layers from top to bottom, with the shape of what each gives for one image. A bar is as wide as the logarithm of the number of values; a thin one has no weights."),
            models.Select(Draw));
    }

    private static XElement Draw(ModelJob job)
    {
        using var module = job.Model.Create(job.SizeValues);
        var model = (IModel)module;
        var summary = model.Summary;
        var widest = summary.Layers.Select(layer => StageDrawing.Count(layer.Output)).Append(StageDrawing.Count(model.InputShape)).Max();
        return Element("article", Class("model"),
            Element("h3", summary.Model),
            Element("p", string.Create(CultureInfo.InvariantCulture,
                $"{(job.SizeText == "" ? "" : $"{job.SizeText.Replace(",", ", ", StringComparison.Ordinal)}; ")}{summary.Parameters:N0} learned values, {summary.MultiplyAdds:N0} multiply-adds for one image. Objective: {ModelJob.NameOf(job.Model.Objective!)}.")),
            Element("div", Class("stages"), summary.Layers.GroupBy(layer => layer.Name.Split('.')[0]).Index()
                .Select(stage => new StageDrawing(stage.Item.Key, stage.Index == 0 ? model.InputShape : null, [.. stage.Item], widest).Draw())),
            Details("Layers as a table of text", Scroll($"Layers of {summary.Model}", Element("pre", summary.ToString()))));
    }
}
