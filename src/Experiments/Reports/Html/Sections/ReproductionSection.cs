using System.Globalization;
using System.Xml.Linq;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Reports.Content;
using ModelDsl.Experiments.Reports.Tables;
using static ModelDsl.Experiments.Reports.Markup.Elements;

namespace ModelDsl.Experiments.Reports.Html.Sections;

/// <summary>The command that reproduces the results, the engine, and all inputs of the metrics.</summary>
internal static class ReproductionSection
{
    public static XElement Of(ReportContent content) => Section("reproduction", "Reproduction",
        Element("p", "The same inputs produce the same metrics, bit for bit on the same kind of processor; others round differently. Run in the folder of the project or its solution:"),
        Scroll("Command", Element("pre", Element("code", content.Command))),
        Element("p", $"Engine: {content.Engine}."),
        Details("Run times", RunTimes(content.Jobs)),
        Details("Configuration", Configuration(content.Rows)));

    private static XElement RunTimes(IReadOnlyList<MeasuredJob> jobs)
    {
        var runs = jobs.Select(job => (job.Job.Key, Run: job.Folder.FindRun())).Where(job => job.Run is not null).ToList();
        return Scroll("Run times", Element("table",
            Element("caption", string.Create(CultureInfo.InvariantCulture, $"Durations of the last runs: {runs.Sum(job => job.Run!.Seconds):N0} s in total")),
            HeadOf("job", "seconds", "host", "cores", "finished"),
            Element("tbody", runs.Select(job => Element("tr",
                Element("th", Attribute("scope", "row"), job.Key),
                Element("td", Class("number"), job.Run!.Seconds.ToString("F1", CultureInfo.InvariantCulture)),
                Element("td", job.Run.Host),
                Element("td", $"{job.Run.Cores}"),
                Element("td", job.Run.Finished.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)))))));
    }

    /// <summary>The inputs, with those that all jobs share in one table.</summary>
    private static IEnumerable<XElement> Configuration(IReadOnlyList<ReportRow> rows)
    {
        var jobs = rows.SelectMany(row => row.Jobs).ToList();
        var common = jobs[0].Result.Inputs.Where(input => jobs.All(job => job.Result.Inputs.TryGetValue(input.Key, out var value) && value == input.Value)).ToDictionary();
        yield return Table("Shared by all jobs", common);
        foreach (var row in rows)
            yield return Details($"{row.Title}, {row.Job.Dataset.Name}", row.Jobs.Select(job =>
                Table($"{job.Job.Key}, fingerprint {job.Result.Fingerprint}", job.Result.Inputs.Where(input => !common.ContainsKey(input.Key)))));
    }

    private static XElement Table(string caption, IEnumerable<KeyValuePair<string, string>> inputs) => Scroll(caption, Element("table", Class("inputs"),
        Element("caption", caption),
        HeadOf("input", "value"),
        Element("tbody", inputs.Select(input => Element("tr", Element("th", Attribute("scope", "row"), input.Key), Element("td", Element("code", input.Value)))))));

    private static XElement HeadOf(params string[] headings) =>
        Element("thead", Element("tr", headings.Select(heading => Element("th", Attribute("scope", "col"), heading == "seconds" ? Class("number") : null, heading))));
}
