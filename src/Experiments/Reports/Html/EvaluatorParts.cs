using System.Xml.Linq;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Reports.Content;
using ModelDsl.Experiments.Reports.Tables;
using static ModelDsl.Experiments.Reports.Markup.Elements;

namespace ModelDsl.Experiments.Reports.Html;

/// <summary>Elements that all sections with evaluators share.</summary>
internal static class EvaluatorParts
{
    /// <summary>The heading of an evaluator.</summary>
    public static XElement Heading(IEvaluator evaluator) => Element("h3", Words.OfEvaluator(evaluator.Name));

    /// <summary>The settings of an evaluator; null if it has none.</summary>
    public static XElement? Settings(IEvaluator evaluator, IEnumerable<ReportRow> rows) =>
        rows.Select(row => row.First(evaluator.Name)?.Result.Evaluations[evaluator.Name].Settings).FirstOrDefault(settings => !string.IsNullOrEmpty(settings)) is { } settings
            ? Element("p", Class("small"), $"Evaluator settings: {settings}.") : null;
}
