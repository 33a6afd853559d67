using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ModelDsl.Data;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports;
using ModelDsl.Experiments.Reports.Charts;
using ModelDsl.Experiments.Reports.Content;
using ModelDsl.Experiments.Reports.Html;

namespace ModelDsl.Experiments.Tests.Reports;

public sealed partial class HtmlReportTests(FakePage page) : IClassFixture<FakePage>
{
    private readonly string _text = page.Text;
    private readonly XElement _page = page.Root;

    [Fact]
    public void The_page_is_self_contained()
    {
        Assert.DoesNotMatch("https?:", _text);
        Assert.All(_page.Descendants("img"), image => Assert.StartsWith("data:image/png;base64,iVBOR", (string?)image.Attribute("src"), StringComparison.Ordinal));
        Assert.DoesNotContain(_page.Descendants(), element => element.Name.LocalName is "link" or "iframe" or "object" || (element.Attribute("src") is not null && element.Name != "img"));
    }

    [Fact]
    public void Nonvoid_elements_have_end_tags() =>
        Assert.Empty(SelfClosed().Matches(_text).Select(match => match.Groups[1].Value).Except(["meta", "img", "br", "path", "line", "rect", "circle"]));

    [Fact]
    public void Names_are_escaped()
    {
        Assert.DoesNotContain("<i>", _text.Replace("\"<i>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(_page.Descendants("th"), heading => heading.Value == FakeExperiment.OddName);
        Assert.Contains(_page.Descendants("li"), note => note.Value == "Published in: A paper, \"table\" 1, row <2>");
    }

    [Fact]
    public void Every_evaluator_with_metrics_has_a_table_with_a_caption_and_scopes()
    {
        var tables = Section("results").Descendants("table").ToList();

        Assert.Equal(["Denoising", "Probe"], tables.Select(table => table.Element("caption")!.Value.Split(':')[0]));
        Assert.All(tables.Descendants("th"), heading => Assert.NotNull(heading.Attribute("scope")));
        Assert.All(tables.SelectMany(table => table.Descendants("tbody")), body => Assert.Equal(5, body.Elements("tr").Count()));
    }

    [Fact]
    public void Each_row_has_a_cell_for_each_column()
    {
        foreach (var table in Section("results").Descendants("table"))
        {
            var width = table.Element("thead")!.Element("tr")!.Elements("th").Sum(Span);
            Assert.All(table.Descendants("tbody").Elements("tr"), row => Assert.Equal(width, row.Elements().Sum(Span)));
        }

        static int Span(XElement cell) => (int?)cell.Attribute("colspan") ?? 1;
    }

    [Fact]
    public void The_best_model_is_marked_unless_the_metric_has_no_direction()
    {
        var probe = Section("results").Descendants("table").ElementAt(1);
        var rows = probe.Elements("tbody").First().Elements("tr").Skip(1).ToList();

        Assert.Equal("ConvAutoencoder Latent=16", Assert.Single(rows, row => row.Descendants("strong").Any()).Element("th")!.Value);
        Assert.Equal("0.905 ± 0.003", rows[0].Descendants("strong").Single().Value);
        Assert.Equal(["mean image", "PCA Components=10"], rows.Where(row => row.Descendants("em").Any()).Select(row => row.Element("th")!.Value));
    }

    [Fact]
    public void A_published_value_has_its_difference_and_source()
    {
        var row = Section("results").Descendants("tbody").First().Elements("tr").Single(row => row.Element("th")!.Value == "Vae Latent=10");

        Assert.Equal(["0.0420 ± 0.0010", "0.044[1]", "−0.002"], row.Elements("td").Select(cell => cell.Value).SkipWhile(text => text != "0.0420 ± 0.0010").Take(3));
    }

    [Fact]
    public void Every_claim_has_its_verdicts_with_reasons()
    {
        var badges = Section("claims").Elements("article").ToDictionary(
            claim => claim.Element("h3")!.Value, claim => claim.Descendants("span").Where(span => ((string)span.Attribute("class")!).StartsWith("badge", StringComparison.Ordinal)).Select(span => span.Value).ToList());

        Assert.Equal(Enumerable.Repeat("holds", 10), badges["The VAE denoises better"]);
        Assert.Equal(["does not hold", "does not hold"], badges["The VAE's codes tell classes apart"]);
        Assert.Equal(["not resolved", "not resolved"], badges["The VAE's tree is deeper"]);
        Assert.Equal(["not resolved"], badges["The VAE generates"]);
        Assert.Contains("Vae − ConvAutoencoder\u00a0=\u00a0−0.0104, 95 % interval [−0.0109,\u00a0−0.0099] over 3 seeds.", Section("claims").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_logged_metric_has_a_chart_with_bands_and_a_legend()
    {
        var group = Section("training").Elements("div").Single();

        Assert.Equal(
            from chart in new[]
            {
                ("training loss", "Reconstruction(MeanSquaredError)"), ("training loss", "Elbo(Bernoulli)"),
                ("validation loss", "Reconstruction(MeanSquaredError)"), ("validation loss", "Elbo(Bernoulli)"),
                ("negative bound", "nats, Bernoulli"), ("KL", "nats"), ("spread", "Elbo(Bernoulli)"),
            }
            from dataset in new[] { "Stripes", FakeExperiment.OddName }
            select $"{chart.Item1}, {dataset} {chart.Item2}",
            group.Descendants("figcaption").Select(caption => caption.Value));
        Assert.Equal(["ConvAutoencoder, Latent=16", "Vae, Latent=10"], group.Descendants("button").Select(button => button.Value));
        Assert.Equal(14, group.Descendants("path").Count(path => (string?)path.Attribute("class") == "band"));
    }

    [Fact]
    public void Curves_with_different_units_have_separate_charts()
    {
        var charts = Section("training").Descendants("figure").Select(chart => (Title: chart.Element("figcaption")!.Value, Lines: chart.Descendants("g").Count(group => group.Attribute("data-series") is not null)));

        Assert.All(charts, chart => Assert.Equal(1, chart.Lines));
        Assert.All(Section("series").Descendants("figure"), chart => Assert.Equal(2, chart.Descendants("g").Count(group => group.Attribute("data-series") is not null)));
    }

    [Fact]
    public void Series_are_dots_with_indices_from_1()
    {
        var chart = Section("series").Descendants("figure").First();

        Assert.DoesNotContain(chart.Descendants("path"), path => (string?)path.Attribute("class") == "line");
        Assert.Equal(20, chart.Descendants("circle").Count());
        Assert.Contains("\"titles\":[\"index 1\",", chart.Element("script")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_legend_shows_line_samples_and_ten_lines_have_different_dashes()
    {
        Assert.All(Section("training").Descendants("button"), button => Assert.Equal("line", (string?)button.Element("svg")!.Element("line")!.Attribute("class")));
        Assert.All(Section("series").Descendants("button"), button => Assert.Equal("swatch", (string?)button.Element("span")!.Attribute("class")));
        Assert.Equal(9, Dash().Matches(_text).Select(dash => dash.Value).Distinct().Count());
    }

    [Fact]
    public void Bounds_have_the_sign_of_the_tables()
    {
        var bound = Section("training").Descendants("figure").First(chart => chart.Element("figcaption")!.Value.StartsWith("negative bound", StringComparison.Ordinal));
        using var data = JsonDocument.Parse(bound.Element("script")!.Value);

        Assert.All(data.RootElement.GetProperty("lines")[0].GetProperty("texts").EnumerateArray(), text => Assert.DoesNotContain("−", text.GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public void The_top_of_the_page_has_date_commit_and_numbers_of_images() =>
        Assert.Contains("Measured on 2025-01-02 at commit 0123456, on all training and test images.", _page.Descendants("header").Single().Value, StringComparison.Ordinal);

    [Fact]
    public void Settings_of_an_evaluator_with_a_table_are_below_it_only() =>
        Assert.Equal(2, Regex.Count(Section("results").Value, "Evaluator settings: made up."));

    [Theory]
    [InlineData("pictures", "Code gallery, Stripes"), InlineData("series", "Code gallery"), InlineData("maps", "Code gallery, Stripes"), InlineData("results", "Denoising")]
    public void Each_group_has_the_evaluators_name(string section, string heading) => Assert.Equal(heading, Section(section).Element("h3")!.Value);

    /// <summary>Series, pictures and maps, on two data sets.</summary>
    [Fact]
    public void Settings_of_an_evaluator_without_a_table_are_in_its_first_section_only()
    {
        Assert.Equal("Evaluator settings: made up.", Section("series").Elements("p").Last().Value);
        Assert.All(["pictures", "maps"], section => Assert.DoesNotContain("Evaluator settings", Section(section).Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Limited_data_are_noted_at_the_top_and_below_published_values()
    {
        var spec = page.Experiment.Content().Spec;
        var all = Page(spec with { Overrides = new Dictionary<string, string>() });
        var part = Page(spec with { Settings = new Dictionary<string, IReadOnlyList<string>>(spec.Settings) { ["TrainingImages"] = ["6000"], ["TestImages"] = ["1000"] } });

        Assert.Equal(["Ours: all images, 12 epochs. The publication may have trained for another number of epochs."], Warnings(all));
        Assert.Equal(["Ours: 12 epochs. The published values are not for this scale."], Warnings(Page(spec)));
        Assert.Equal(
            [
                "Only a part of the data: trained on the first 6,000 images, measured on the first 1,000 test images.",
                "Ours: 6,000 training images, 1,000 test images, 12 epochs. The published values are not for this scale.",
            ], Warnings(part));

        static IEnumerable<string> Warnings(XElement page) =>
            page.Descendants("p").Where(p => ((string?)p.Attribute("class"))?.Contains("warning", StringComparison.Ordinal) == true).Select(p => p.Value);
    }

    [Fact]
    public void The_legend_of_tables_mentions_best_values_and_baselines_only_if_present()
    {
        const string best = "Bold marks the best trained model", baselines = "Baselines, which are not trained, are in italics";
        var one = Page(page.Experiment.Content().Spec, job => job.Job.Name == "Vae").Value;

        Assert.Contains(best, _page.Value, StringComparison.Ordinal);
        Assert.Contains(baselines, _page.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(best, one, StringComparison.Ordinal);
        Assert.DoesNotContain(baselines, one, StringComparison.Ordinal);
    }

    [Fact]
    public void The_mark_of_a_note_follows_the_title()
    {
        var heading = Section("results").Descendants("th").Single(heading => heading.Value.StartsWith("estimated size", StringComparison.Ordinal));

        Assert.Equal(["sup", "span"], heading.Elements().Select(element => element.Name.LocalName));
    }

    [Fact]
    public void Deviations_are_mentioned_only_if_present()
    {
        using var experiment = new FakeExperiment();
        string[] sentences = ["± is the standard deviation", "bands are ± one standard deviation"];

        Assert.All(sentences, sentence => Assert.Equal(1, Regex.Count(_text, sentence)));
        var single = HtmlReport.Of(experiment.Content(seeds: 1));
        Assert.All(sentences, sentence => Assert.DoesNotContain(sentence, single, StringComparison.Ordinal));
    }

    [Fact]
    public void Metrics_with_numeric_variants_form_curves()
    {
        var charts = Section("curves").Elements("div").Single().Descendants("figure").ToList();

        Assert.Equal(
            from family in new[] { "denoising MSE", "denoising MSE, clipped" } from dataset in new[] { "Stripes", FakeExperiment.OddName } select $"{family}, {dataset}",
            charts.Select(chart => chart.Element("figcaption")!.Value));
        Assert.All(charts, chart => Assert.Contains(chart.Descendants("text"), text => text.Value == "σ"));
    }

    [Fact]
    public void Pictures_that_all_models_share_are_shown_once_and_first()
    {
        var captions = Section("pictures").Descendants("div").First(div => (string?)div.Attribute("class") == "strips").Descendants("figcaption").Select(caption => caption.Value).ToList();

        Assert.Equal(["originals", "ConvAutoencoder, Latent=16reconstructions", "Vae, Latent=10reconstructions", "mean imagereconstructions", "PCA, Components=10reconstructions"], captions);
        Assert.All(_page.Descendants("img"), image => Assert.NotEqual("", (string?)image.Attribute("alt")));
    }

    [Fact]
    public void Maps_have_a_path_for_each_class_and_a_legend_of_classes()
    {
        var group = Section("maps").Elements("div").First();

        Assert.Equal(Enumerable.Range(0, 10).Select(number => $"class {number}"), group.Descendants("button").Select(button => button.Value));
        var paths = group.Descendants("figure").First().Descendants("path").ToList();
        Assert.Equal(10, paths.Count);
        Assert.Equal(5000, paths.Sum(path => ((string)path.Attribute("d")!).Count(letter => letter == 'M')));
    }

    [Fact]
    public void Classes_have_the_names_of_their_data_set()
    {
        var map = new ScatterChart("Vae", "codes", new PointMap([0, 1], [0, 1], [4, 9]), Datasets.FashionMnist.ClassNames);

        Assert.Equal(["Coat", "Ankle boot"], map.Draw().Descendants("g").Select(group => (string?)group.Attribute("data-name")).OfType<string>());
        Assert.Equal("0", ((IDataset)Datasets.PooledMnist).ClassNames[0]);
        Assert.Equal(Datasets.Known.Select(dataset => dataset.Classes), Datasets.Known.Select(dataset => dataset.ClassNames.Count));
    }

    [Fact]
    public void Models_have_drawings_and_a_text_table()
    {
        Assert.Equal(["ConvAutoencoder", "Vae"], Section("models").Elements("article").Select(model => model.Element("h3")!.Value));
        Assert.Contains("Encode.0", Section("models").Descendants("pre").First().Value, StringComparison.Ordinal);
        Assert.Equal(["Reconstruction(MeanSquaredError)", "Elbo(Bernoulli)"], Section("models").Elements("article").Select(model => model.Element("p")!.Element("code")!.Value));
        Assert.Equal(["Encode", "Decode"], Section("models").Elements("article").First().Descendants("figure").Select(stage => stage.Element("figcaption")!.Value));
    }

    [Fact]
    public void The_command_omits_settings_of_the_machine() =>
        Assert.Equal("dotnet build -t:Experiments -p:Experiment=fake -p:Preset=quick -p:Epochs=12 \"-p:Seeds=1 2 3\" -p:SlurmOptions=--exclude=n1%2Cn2", Section("reproduction").Descendants("code").First().Value);

    [Fact]
    public void Missing_jobs_are_mentioned() =>
        Assert.Contains("One job of this experiment is not finished", _page.Descendants("header").Single().Value, StringComparison.Ordinal);

    [Fact]
    public void Ids_are_unique_and_every_link_has_a_target()
    {
        var ids = _page.Descendants().Attributes("id").Select(id => id.Value).ToList();

        Assert.Equal(ids.Distinct(), ids);
        Assert.All(_page.Descendants("a").Attributes("href"), link => Assert.Contains(link.Value[1..], ids));
    }

    [Fact]
    public void The_page_is_deterministic() => Assert.Equal(_text, HtmlReport.Of(page.Experiment.Content()));

    private XElement Page(ExperimentSpec spec, Func<MeasuredJob, bool>? jobs = null)
    {
        var content = page.Experiment.Content();
        var chosen = content.Jobs.Where(jobs ?? (_ => true)).ToList();
        return XElement.Parse(HtmlReport.Of(new ReportContent(spec, content.Engine, content.Evaluators, content.Published, chosen, chosen.Count)).Split('\n', 2)[1]);
    }

    private XElement Section(string id) => _page.Descendants("section").Single(section => (string?)section.Attribute("id") == id);

    [GeneratedRegex(@"<(\w+)[^<>]*/>")]
    private static partial Regex SelfClosed();

    [GeneratedRegex("--dash: [^;]+;")]
    private static partial Regex Dash();
}

/// <summary>The page of artificial results, created once for all tests of a class.</summary>
public sealed class FakePage : IDisposable
{
    public FakePage()
    {
        Text = HtmlReport.Of(Experiment.Content());
        Root = XDocument.Parse(Text, LoadOptions.PreserveWhitespace).Root!;
    }

    internal FakeExperiment Experiment { get; } = new();

    public string Text { get; }

    public XElement Root { get; }

    public void Dispose() => Experiment.Dispose();
}
