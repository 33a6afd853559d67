using System.Globalization;
using System.Xml.Linq;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports.Content;
using ModelDsl.Experiments.Reports.Html.Sections;
using static ModelDsl.Experiments.Reports.Markup.Elements;

namespace ModelDsl.Experiments.Reports.Html;

/// <summary>
/// Writes <c>report.html</c>: one page that does not load other files or use the network. Charts are static SVG. The page's script adds values at the
/// pointer and interactive legends; the page is complete without it.
/// </summary>
internal static class HtmlReport
{
    public const string File = "report.html";

    // Blocks all loading, even if a name in the page contains markup.
    private const string Policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

    /// <summary>The page, as HTML that is also well-formed XML.</summary>
    public static string Of(ReportContent content)
    {
        var colors = new RowColors(content.Rows);
        var objectives = new Objectives();
        var settings = new SettingsOnce(content);
        List<XElement> sections =
        [
            .. new[]
            {
                MetricSection.Of(content),
                ClaimSection.Of(content),
                TrainingSection.Of(content, colors, objectives),
                SweepSection.Of(content, colors),
                FamilySection.Of(content, colors),
                SeriesSection.Of(content, colors, settings),
                PictureSection.Of(content, settings),
                MapSection.Of(content, settings),
                ModelSection.Of(content, objectives),
                ReproductionSection.Of(content),
            }.OfType<XElement>(),
        ];
        var page = Element("html", Attribute("lang", "en"),
            Element("head",
                Element("meta", Attribute("charset", "utf-8")),
                Element("meta", Attribute("http-equiv", "Content-Security-Policy"), Attribute("content", Policy)),
                Element("meta", Attribute("name", "viewport"), Attribute("content", "width=device-width, initial-scale=1")),
                Element("meta", Attribute("name", "color-scheme"), Attribute("content", "light dark")),
                Element("title", content.Title),
                Style()),
            Element("body",
                Element("a", Class("skip"), Attribute("href", "#content"), "Skip to the results"),
                Header(content, sections),
                Element("main", Attribute("id", "content"), sections),
                Element("footer", Element("p", $"Created by ModelDsl {Version} from finished jobs. {content.Engine}.")),
                Script()));
        return $"<!DOCTYPE html>\n{page.ToString(SaveOptions.DisableFormatting)}\n";
    }

    private static string Version => typeof(HtmlReport).Assembly.GetName().Version!.ToString(3);

    private static XElement Header(ReportContent content, List<XElement> sections) => Element("header",
        Element("button", Attribute("type", "button"), Attribute("id", "theme"), Attribute("hidden", "hidden"), "Theme: automatic"),
        Element("h1", content.Title),
        content.Setting("Description") is { Length: > 0 } description ? Element("p", Class("lead"), description) : null,
        Element("p", Class("lead"), Summary(content)),
        Provenance(content) is { } provenance ? Element("p", Class("small"), provenance) : null,
        HasBands(sections) ? Element("p", Class("small"), "Lines in charts are means over seeds; bands are ± one standard deviation.") : null,
        content.ReplacedText is { } replaced ? Element("p", Class("warning"), replaced) : null,
        PartOfData(content) is { } part ? Element("p", Class("warning"), part) : null,
        content.MissingText is { } missing ? Element("p", Class("warning"), missing) : null,
        Element("nav", Attribute("aria-label", "Contents"), Element("ul", sections.Select(section =>
            Element("li", Element("a", Attribute("href", $"#{(string?)section.Attribute("id")}"), section.Element("h2")!.Value))))));

    private static bool HasBands(List<XElement> sections) => sections.Any(section => section.Descendants("path").Any(path => (string?)path.Attribute("class") == "band"));

    /// <summary>A paragraph that summarizes the experiment.</summary>
    private static string Summary(ReportContent content)
    {
        var trained = content.Rows.Where(row => !row.IsBaseline).ToList();
        var models = trained.Select(row => row.Job.Name).Distinct().ToList();
        var baselines = content.Rows.Where(row => row.IsBaseline).Select(row => row.Job.Name).Distinct().ToList();
        var datasets = content.Rows.Select(row => row.Job.Dataset.Name).Distinct().ToList();
        var seeds = trained.SelectMany(row => row.Jobs).Select(job => ((ModelJob)job.Job).Training.Seed).Distinct().Order().ToList();
        var comparison = models.Count == 0 ? $"No model is trained yet on {And(datasets)}. " : $"{And(models)} on {And(datasets)}, trained for {content.EpochText} from {(seeds.Count == 1 ? "seed" : $"each of {seeds.Count} seeds:")} {And([.. seeds.Select(seed => $"{seed}")])}; "
            + $"batches of {content.CountOf("BatchSize")} images, learning rate {content.Setting("LearningRate")}{OtherSettings(content)}. ";
        return comparison + (baselines.Count > 0 ? $"Baselines, which are not trained: {And(baselines)}. " : "")
            + $"Experiment {content.Spec.Name}{(string.IsNullOrEmpty(content.Spec.Preset) ? "" : $", preset {content.Spec.Preset}")}.";
    }

    /// <summary>When and from which commit the jobs ran; null if unknown.</summary>
    private static string? Provenance(ReportContent content)
    {
        var runs = content.Jobs.Select(job => job.Folder.FindRun()).OfType<RunRecord>().ToList();
        if (runs.Count == 0)
            return null;
        List<string> dates = [.. runs.Select(run => run.Finished.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Distinct().Order(StringComparer.Ordinal)];
        List<string> commits = [.. runs.Select(run => run.Commit).OfType<string>().Select(commit => commit[..Math.Min(ShortCommit, commit.Length)]).Distinct()];
        return $"Measured {(dates.Count == 1 ? $"on {dates[0]}" : $"from {dates[0]} to {dates[^1]}")}"
            + commits.Count switch { 0 => "", 1 => $" at commit {commits[0]}", _ => $" at commits {And(commits)}" }
            + (PartOfData(content) is null ? ", on all training and test images." : ".");
    }

    private const int ShortCommit = 7;

    // Those that differ from the defaults: Optimizer AdamW, Augment flip.
    private static string OtherSettings(ReportContent content) => string.Concat(
        from name in TrainingSettings.Names.Except(["Epochs", "BatchSize", "LearningRate"])
        where content.Setting(name) != ""
        select $", {name} {content.Setting(name)}");

    /// <summary>A notice about unused data; null if all data are used.</summary>
    private static string? PartOfData(ReportContent content)
    {
        var parts = new[]
        {
            content.TrainingImages is { } training ? $"trained on the first {training} images" : null,
            content.TestImages is { } test && content.Tables.Count > 0 ? $"measured on the first {test} test images" : null,
        }.OfType<string>().ToList();
        return parts.Count == 0 ? null : $"Only a part of the data: {string.Join(", ", parts)}.";
    }

    private static string And(List<string> names) => names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names[..^1])} and {names[^1]}";

    // Comments hide the CDATA brackets from CSS and JavaScript. In CDATA, < and & need no escaping.
    private static XElement Style() => Element("style", "/*", new XCData($"*/\n{Resource("report.css")}/*"), "*/");

    private static XElement Script() => Element("script", "//", new XCData($"\n{Resource("report.js")}//"));

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
