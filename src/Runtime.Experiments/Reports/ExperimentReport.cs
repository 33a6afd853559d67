using ModelDsl.Evaluation;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Text;

namespace ModelDsl.Experiments.Reports;

/// <summary>What an experiment found. It is made afresh in each run, from finished jobs alone.</summary>
/// <param name="spec">The experiment.</param>
/// <param name="engine">The tensor engine, in a line.</param>
/// <param name="evaluators">What was asked for.</param>
/// <param name="jobs">The finished jobs, in the order of the grid.</param>
internal sealed class ExperimentReport(ExperimentSpec spec, string engine, IReadOnlyList<IEvaluator> evaluators, IReadOnlyList<FinishedJob> jobs)
{
    public const string MarkdownFile = "results.md";
    public const string JsonFile = "results.json";

    // A terminal's usual width is 80; a table that needs more is printed in parts.
    private const int FiguresInRow = 4;

    private readonly IReadOnlyList<ReportRow> _rows = ReportRow.Of(jobs);

    /// <summary>The tables for a terminal.</summary>
    public IEnumerable<string> Table()
    {
        foreach (var (index, table) in FigureTable.Of(evaluators, _rows).Index())
        {
            foreach (var (part, figures) in table.Figures.Chunk(FiguresInRow).Index())
            {
                if (index + part > 0)
                    yield return "";
                foreach (var line in Table(table, figures).Lines())
                    yield return line;
            }
        }
    }

    private static TextTable Table(FigureTable table, Figure[] figures)
    {
        var text = new TextTable([("data set", false), ("model", false), ("sizes", false), ("seeds", true), .. figures.Select(figure => (figure.Title, true))]);
        foreach (var (index, rows) in table.Rows.GroupBy(row => row.Job.Dataset.Name).Index())
        {
            if (index > 0)
                text.AddRule();
            foreach (var (place, row) in rows.Index())
                text.Add([place == 0 ? rows.Key : "", row.Job.Name, row.Job.SizeText, row.SeedText, .. figures.Select(figure => table.Text(row, figure))]);
        }

        return text;
    }

    /// <summary>Writes the report's files.</summary>
    /// <param name="folder">The experiment's folder.</param>
    public void Write(string folder)
    {
        var tables = FigureTable.Of(evaluators, _rows);
        ResultsFile.Write(Path.Combine(folder, JsonFile), spec, engine, evaluators, _rows);
        var pictures = _rows
            .GroupBy(row => row.Job.Dataset)
            .Select(rows => ReconstructionPicture.Draw(folder, rows.Key, [.. rows]))
            .OfType<ReconstructionPicture>()
            .ToList();
        AtomicFile.WriteText(Path.Combine(folder, MarkdownFile), MarkdownReport.Of(spec, engine, tables, pictures));
    }
}
