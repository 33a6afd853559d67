using ModelDsl.Experiments.Reports.Tables;

namespace ModelDsl.Experiments.Reports.Html;

/// <summary>A model with its sizes has one colour in all charts of the page.</summary>
internal sealed class RowColours(IReadOnlyList<ReportRow> rows)
{
    private readonly List<string> _titles = [.. rows.OrderBy(row => row.IsControl).Select(row => row.Title).Distinct()];

    /// <summary>The number of a row's colour.</summary>
    public int Of(ReportRow row) => _titles.IndexOf(row.Title);
}
