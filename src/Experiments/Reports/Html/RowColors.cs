using ModelDsl.Experiments.Reports.Tables;

namespace ModelDsl.Experiments.Reports.Html;

/// <summary>Assigns each model with its sizes one color for all charts of the page.</summary>
internal sealed class RowColors(IReadOnlyList<ReportRow> rows)
{
    private readonly List<string> _titles = [.. rows.OrderBy(row => row.IsBaseline).Select(row => row.Title).Distinct()];

    /// <summary>The number of a row's color.</summary>
    public int Of(ReportRow row) => _titles.IndexOf(row.Title);
}
