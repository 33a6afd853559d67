using ModelDsl.Evaluation;

namespace ModelDsl.Experiments.Reports;

/// <summary>What one evaluator found: its figures, and the rows that have some.</summary>
/// <param name="Evaluator">The evaluator.</param>
/// <param name="Figures">The figures that were found, in its order.</param>
/// <param name="Rows">The rows with at least one of them.</param>
internal sealed record FigureTable(IEvaluator Evaluator, IReadOnlyList<Figure> Figures, IReadOnlyList<ReportRow> Rows)
{
    /// <summary>A table for each evaluator that found something.</summary>
    public static IReadOnlyList<FigureTable> Of(IReadOnlyList<IEvaluator> evaluators, IReadOnlyList<ReportRow> rows) =>
    [
        .. from evaluator in evaluators
           let figures = evaluator.Figures.Where(figure => rows.Any(row => row.Find(evaluator, figure) is not null)).ToList()
           where figures.Count > 0
           select new FigureTable(evaluator, figures, [.. rows.Where(row => figures.Any(figure => row.Find(evaluator, figure) is not null))]),
    ];

    /// <summary>A cell; a dash where nothing was measured.</summary>
    public string Text(ReportRow row, Figure figure) => row.Find(Evaluator, figure)?.ToText(figure.Digits) ?? "–";
}
