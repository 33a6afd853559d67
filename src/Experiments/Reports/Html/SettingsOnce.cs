using System.Xml.Linq;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Reports.Content;

namespace ModelDsl.Experiments.Reports.Html;

/// <summary>The settings of evaluators. A page shows those of an evaluator once: below its table, or in its first section if it has no table.</summary>
internal sealed class SettingsOnce(ReportContent content)
{
    private readonly HashSet<IEvaluator> _shown = [.. content.Tables.Select(table => table.Evaluator)];

    /// <summary>The settings of an evaluator; null if the page shows them already, or if it has none.</summary>
    public XElement? Of(IEvaluator evaluator) => _shown.Add(evaluator) ? EvaluatorParts.Settings(evaluator, content.Rows) : null;
}
