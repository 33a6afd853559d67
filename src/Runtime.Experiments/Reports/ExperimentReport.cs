using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Text;

namespace ModelDsl.Experiments.Reports;

/// <summary>What an experiment found. Made afresh from the stored results, so that a better report re-trains nothing.</summary>
internal sealed class ExperimentReport(ExperimentSpec spec, string engine, IReadOnlyList<FinishedJob> jobs)
{
    public const string MarkdownFile = "results.md";
    public const string JsonFile = "results.json";

    private readonly IReadOnlyList<ReportRow> _rows = ReportRow.Of(jobs);

    /// <summary>The table for a terminal.</summary>
    public IEnumerable<string> Table()
    {
        var table = new TextTable(("data set", false), ("model", false), ("sizes", false), ("parameters", true), ("seeds", true), ("test MSE", true));
        foreach (var (index, rows) in _rows.GroupBy(row => row.Job.Dataset.Name).Index())
        {
            if (index > 0)
                table.AddRule();
            foreach (var (place, row) in rows.Index())
                table.Add(place == 0 ? rows.Key : "", row.Job.Name, row.Job.SizeText, row.ParameterText, row.SeedText, row.ErrorText);
        }

        return table.Lines();
    }

    /// <summary>Writes the report's files.</summary>
    /// <param name="folder">The experiment's folder.</param>
    public void Write(string folder)
    {
        ResultsFile.Write(Path.Combine(folder, JsonFile), spec, engine, _rows);
        var pictures = _rows
            .GroupBy(row => row.Job.Dataset)
            .Select(rows => ReconstructionPicture.Draw(folder, rows.Key, [.. rows]))
            .ToList();
        AtomicFile.WriteText(Path.Combine(folder, MarkdownFile), MarkdownReport.Of(spec, engine, _rows, pictures));
    }
}
