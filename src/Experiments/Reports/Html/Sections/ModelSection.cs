using System.Globalization;
using System.Xml.Linq;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports.Charts;
using ModelDsl.Experiments.Reports.Content;
using ModelDsl.Experiments.Reports.Tables;
using static ModelDsl.Experiments.Reports.Markup.Elements;

namespace ModelDsl.Experiments.Reports.Html.Sections;

/// <summary>The architecture of each model, with its first sizes.</summary>
internal static class ModelSection
{
    public static XElement? Of(ReportContent content, Objectives objectives)
    {
        var models = content.Rows.Where(row => !row.IsBaseline).DistinctBy(row => row.Job.Name).ToList();
        return models.Count == 0 ? null : Section("models", "Models",
            Element("p", "Layers from top to bottom, each with its output shape for one image. The width of a bar is proportional to the logarithm of its number of values. Layers without weights have thin bars."),
            models.Select(row => Draw(row, content.Rows.Where(other => other.Job.Name == row.Job.Name).Select(other => other.SizeText).Distinct().Count(), objectives)));
    }

    private static XElement Draw(ReportRow row, int sizes, Objectives objectives)
    {
        var job = (ModelJob)row.Job;
        using var module = job.Model.Create(job.SizeValues);
        var model = (IModel)module;
        var summary = model.Summary;
        var widest = summary.Layers.Select(layer => StageDrawing.Count(layer.Output)).Append(StageDrawing.Count(model.InputShape)).Max();
        return Element("article", Class("model"),
            Element("h3", summary.Model),
            Element("p", string.Create(CultureInfo.InvariantCulture,
                $"{(row.SizeText == "" ? "" : $"{row.SizeText}{(sizes > 1 ? $", the first of {sizes}" : "")}; ")}{summary.Parameters:N0} parameters, {summary.MultiplyAdds:N0} multiply-adds for one image. Objective: "),
                Element("code", objectives.Of(job)), "."),
            Element("div", Class("stages"), summary.Layers.GroupBy(layer => layer.Name.Split('.')[0]).Index()
                .Select(stage => new StageDrawing(stage.Item.Key, stage.Index == 0 ? model.InputShape : null, [.. stage.Item], widest).Draw())),
            Details("Layers as text", Scroll($"Layers of {summary.Model}", Element("pre", summary.ToString()))));
    }
}
