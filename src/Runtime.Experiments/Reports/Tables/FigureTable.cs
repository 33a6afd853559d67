using ModelDsl.Evaluation;
using ModelDsl.Experiments.Reports.Published;

namespace ModelDsl.Experiments.Reports.Tables;

/// <summary>What one evaluator found: its figures, and the rows that have some.</summary>
/// <param name="Evaluator">The evaluator.</param>
/// <param name="Figures">The figures that were found, in its order.</param>
/// <param name="Rows">The rows with at least one of them.</param>
/// <param name="Published">What others have published.</param>
internal sealed record FigureTable(IEvaluator Evaluator, IReadOnlyList<Figure> Figures, IReadOnlyList<ReportRow> Rows, PublishedFigures Published)
{
    // Found when it is asked for: to see which models take labels is to make them, and a run that finds all up to date makes none.
    private readonly Lazy<HashSet<(ReportRow, Figure)>> _best = new(() => [.. Figures.SelectMany(figure => Best(Evaluator, figure, Rows))]);

    /// <summary>A table for each evaluator that found something.</summary>
    public static IReadOnlyList<FigureTable> Of(IReadOnlyList<IEvaluator> evaluators, IReadOnlyList<ReportRow> rows, PublishedFigures published) =>
    [
        .. from evaluator in evaluators
           let figures = evaluator.Figures.Where(figure => rows.Any(row => row.Find(evaluator, figure) is not null)).ToList()
           where figures.Count > 0
           select new FigureTable(evaluator, figures, [.. rows.Where(row => figures.Any(figure => row.Find(evaluator, figure) is not null))], published),
    ];

    /// <summary>A figure's value; null where nothing was measured.</summary>
    public Statistic? Find(ReportRow row, Figure figure) => row.Find(Evaluator, figure);

    /// <summary>A cell; a dash where nothing was measured.</summary>
    public string Text(ReportRow row, Figure figure) => Find(row, figure)?.ToText(figure.Digits) ?? "–";

    /// <summary>Why a value is shown and not ranked; null where it is ranked.</summary>
    public string? Unreliable(ReportRow row, Figure figure) => row.Unreliable(Evaluator, figure);

    /// <summary>What the mark † of values that are not ranked stands for; empty where there are none.</summary>
    public IEnumerable<string> Notes =>
        from figure in Figures
        where Rows.Any(row => Unreliable(row, figure) is not null)
        select $"† {figure.Title}: not to be relied on, and not ranked, with {figure.Reliance!.On.Title} below {Numbers.Exact(figure.Reliance.AtLeast)}.";

    /// <summary>Whether any value is a mean over seeds.</summary>
    public bool HasDeviations => Rows.Any(row => Figures.Any(figure => Find(row, figure)?.Deviation is not null));

    /// <summary>Whether any value is the best of its data set.</summary>
    public bool HasBest => _best.Value.Count > 0;

    /// <summary>Whether any row has a published value of a figure.</summary>
    public bool HasPublished(Figure figure) => Rows.Any(row => Published.Find(row.Job, figure) is not null);

    /// <summary>Whether a row has the best value of its data set among the trained models that can be relied on; never where there is nothing to compare.</summary>
    public bool IsBest(ReportRow row, Figure figure) => _best.Value.Contains((row, figure));

    // Means that are printed alike share the place.
    private static IEnumerable<(ReportRow, Figure)> Best(IEvaluator evaluator, Figure figure, IReadOnlyList<ReportRow> rows)
    {
        if (figure.Better == Better.Neither)
            yield break;
        foreach (var dataset in rows.Where(row => !row.IsControl).GroupBy(row => row.Job.Dataset))
        {
            // With a model that is told the classes, those that are not cannot be compared.
            var found = dataset.Where(row => !row.TakesLabels || dataset.All(other => other.TakesLabels)).Select(row => (Row: row, Value: row.Find(evaluator, figure)))
                .Where(row => row.Value is not null && row.Row.Unreliable(evaluator, figure) is null)
                .Select(row => (row.Row, Value: Math.Round(row.Value!.Mean, figure.Digits))).ToList();
            if (found.Count < 2)
                continue;
            var best = figure.Better == Better.Lower ? found.Min(row => row.Value) : found.Max(row => row.Value);
            foreach (var (row, value) in found)
                if (value.Equals(best))
                    yield return (row, figure);
        }
    }
}
