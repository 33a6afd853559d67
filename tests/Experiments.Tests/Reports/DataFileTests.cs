using System.Buffers.Binary;
using System.Text.Json;
using Google.Protobuf;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Reports;
using ModelDsl.Experiments.Reports.Content;
using ModelDsl.Experiments.Reports.Csv;
using ModelDsl.Experiments.Reports.Data;
using ModelDsl.Experiments.Reports.Markdown;
using ModelDsl.Experiments.Reports.TensorBoard;

namespace ModelDsl.Experiments.Tests.Reports;

/// <summary>The report as data and as text.</summary>
public sealed class DataFileTests : IDisposable
{
    private readonly FakeExperiment _experiment = new();
    private readonly ReportContent _content;

    public DataFileTests() => _content = _experiment.Content();

    public void Dispose() => _experiment.Dispose();

    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("a, b")]
    [InlineData("a \"quoted\" word")]
    [InlineData("two\r\nlines")]
    public void A_field_is_read_as_it_was_written(string field)
    {
        var records = CsvText.Read(CsvText.Record("first", field) + CsvText.Record(field, "last")).ToList();

        Assert.Equal(["first", field], records[0].Fields);
        Assert.Equal([field, "last"], records[1].Fields);
    }

    /// <summary>A spreadsheet would compute these fields.</summary>
    [Theory]
    [InlineData("=HYPERLINK(1)", "'=HYPERLINK(1)"), InlineData("+1", "'+1"), InlineData("-x", "'-x"), InlineData("@x", "'@x"), InlineData("MNIST", "MNIST"), InlineData("", "")]
    public void A_text_that_begins_as_a_formula_gets_an_apostrophe(string text, string field) => Assert.Equal(field, CsvText.Literal(text));

    [Fact]
    public void Markdown_contains_no_markup_and_no_line_break_of_names()
    {
        var spec = _content.Spec with { Settings = new Dictionary<string, IReadOnlyList<string>>(_content.Spec.Settings) { ["Title"] = ["A <b>\ntitle"], ["Description"] = ["one & two\r\n| three"] } };
        var text = MarkdownReport.Of(_content with { Spec = spec }, []);

        Assert.StartsWith("# A &lt;b> title\n", text, StringComparison.Ordinal);
        Assert.Contains("\none &amp; two \\| three\n", text, StringComparison.Ordinal);
        Assert.Contains("| A&amp;B &lt;i> | Vae |", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_have_the_number_of_their_first_line() =>
        Assert.Equal([1, 2, 4, 6], CsvText.Read("a,b\n\"c\nd\",e\r\nf\n\ng").Select(record => record.Line));

    [Theory]
    [InlineData("a,\"b", "does not end")]
    [InlineData("\"a\"b,c", "Only a comma")]
    public void Stray_quotes_are_errors(string text, string message) =>
        Assert.Contains(message, Assert.Throws<CsvException>(() => CsvText.Read(text).ToList()).Message, StringComparison.Ordinal);

    [Fact]
    public void No_file_contains_the_folder_of_data()
    {
        ExperimentReport.Write(_experiment.Folder, _content);

        Assert.All(ExperimentReport.Files, file => Assert.DoesNotContain("/my/data", File.ReadAllText(Path.Combine(_experiment.Folder, file)), StringComparison.Ordinal));
    }

    [Fact]
    public void The_CSV_contains_each_job_and_metric_exactly()
    {
        var records = CsvText.Read(ResultsCsv.Of(_content)).Select(record => record.Fields).ToList();

        Assert.Equal("experiment,dataset,model,sizes,seed,evaluator,metric,value,fingerprint", string.Join(',', records[0]));
        Assert.Equal(16 * 8, records.Count - 1);
        foreach (var job in _content.Jobs)
        {
            var seed = job.Job is Plan.ModelJob model ? $"{model.Training.Seed}" : "";
            foreach (var (evaluator, found) in job.Result.Evaluations)
            {
                foreach (var (metric, value) in found.Metrics)
                {
                    var record = Assert.Single(records, fields => fields[1] == job.Job.Dataset.Name && fields[2] == job.Job.Name && fields[4] == seed && fields[6] == metric);
                    Assert.Equal(value, double.Parse(record[7], System.Globalization.CultureInfo.InvariantCulture));
                    Assert.Equal((evaluator, found.Fingerprint), (record[5], record[8]));
                }
            }
        }
    }

    [Fact]
    public void The_JSON_contains_published_values_and_verdicts()
    {
        var json = Json();
        var metric = json.GetProperty("rows").EnumerateArray().First(row => row.TryGetProperty("model", out var name) && name.GetString() == "Vae").GetProperty("metrics").GetProperty("DenoisingMse(0.5)");

        Assert.Equal(0.044, metric.GetProperty("published").GetProperty("value").GetDouble());
        Assert.Equal(metric.GetProperty("mean").GetDouble() - 0.044, metric.GetProperty("published").GetProperty("difference").GetDouble(), 12);
        Assert.Equal([1, 2, 3], metric.GetProperty("values").EnumerateArray().Select(value => value.GetProperty("seed").GetInt32()));

        var claims = json.GetProperty("claims").EnumerateArray().ToList();
        Assert.Equal([10, 2, 2, 2, 0], claims.Select(claim => claim.GetProperty("verdicts").GetArrayLength()));
        Assert.Equal("holds", claims[0].GetProperty("verdicts")[0].GetProperty("verdict").GetString());
        Assert.Equal("does not hold", claims[1].GetProperty("verdicts")[0].GetProperty("verdict").GetString());
        Assert.Equal(2, claims[2].GetProperty("verdicts")[0].GetProperty("interval95").GetArrayLength());
    }

    [Fact]
    public void An_unreliable_value_is_shown_and_not_ranked()
    {
        var text = MarkdownReport.Of(_content, []);
        var verdicts = _content.Verdicts.Where(verdict => verdict.Metric == FakeExperiment.Estimate).ToList();
        var metrics = Json().GetProperty("rows").EnumerateArray().First(row => row.TryGetProperty("model", out var name) && name.GetString() == "Vae").GetProperty("metrics");

        Assert.Contains("| 22.7 ± 1.5 † |", text, StringComparison.Ordinal);
        Assert.Contains("† estimated size: unreliable and not ranked, because accuracy is below 0.805.", text, StringComparison.Ordinal);
        Assert.All(verdicts, verdict => Assert.Equal((Verdict.NotResolved, "Unreliable: Vae, accuracy 0.803, below 0.805."), (verdict.Verdict, verdict.Reason)));
        Assert.Equal(2, verdicts.Count);
        Assert.Equal("accuracy 0.803, below 0.805", metrics.GetProperty("Estimate").GetProperty("unreliable").GetString());
        Assert.False(metrics.GetProperty("Accuracy").TryGetProperty("unreliable", out _));
        Assert.DoesNotContain(_content.Tables.SelectMany(table => table.Rows, (table, row) => table.IsBest(row, FakeExperiment.Estimate)), best => best);
    }

    [Fact]
    public void Two_seeds_resolve_no_claim() =>
        Assert.All(_experiment.Content(seeds: 2).Verdicts, verdict => Assert.Equal((Verdict.NotResolved, 2), (verdict.Verdict, verdict.Seeds.Count)));

    [Fact]
    public void Models_are_compared_at_equal_sizes()
    {
        var verdicts = _experiment.Content(latents: [4, 8]).Verdicts.Where(verdict => verdict.Dataset == "Stripes" && verdict.Metric == FakeExperiment.Accuracy);

        Assert.Equal(["Latent=4", "Latent=8"], verdicts.Select(verdict => verdict.Sizes));
    }

    [Fact]
    public void The_Markdown_contains_published_values_and_verdicts()
    {
        var text = MarkdownReport.Of(_content, []);

        Assert.Contains("| 0.0420 ± 0.0010 / 0.044 |", text.Replace("**", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("| The VAE denoises better | Stripes | ", text, StringComparison.Ordinal);
        Assert.Contains("| The VAE generates | – | – | Generation | not resolved |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_has_all_files()
    {
        ExperimentReport.Write(_experiment.Folder, _content);

        Assert.All(["report.html", "results.md", "results.json", "results.csv"], name => Assert.True(File.Exists(Path.Combine(_experiment.Folder, name))));
        Assert.Equal(12, Directory.GetFiles(Path.Combine(_experiment.Folder, "tensorboard"), "*tfevents*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void Event_files_of_removed_jobs_are_deleted()
    {
        ExperimentReport.Write(_experiment.Folder, _experiment.Content(seeds: 3));
        ExperimentReport.Write(_experiment.Folder, _experiment.Content(seeds: 1));

        Assert.Equal(4, Directory.GetFiles(Path.Combine(_experiment.Folder, "tensorboard"), "*", SearchOption.AllDirectories).Length);
    }

    /// <summary>The published check value of CRC-32C: 0xE3069283 for "123456789".</summary>
    [Fact]
    public void A_checksum_matches_the_published_check_value()
    {
        const uint check = 0xe3069283;

        Assert.Equal(unchecked(((check >> 15) | (check << 17)) + 0xa282ead8), RecordFile.Checksum("123456789"u8));
    }

    [Fact]
    public void Events_contain_the_scalars_of_each_epoch()
    {
        var training = new TrainingRecord("", new Dictionary<string, string>(), [0.5, 0.25], new Dictionary<string, double?[]> { ["bound"] = [-3, -2], ["late"] = [null, 5] }, [0.75, 0.5], "");
        using var file = new MemoryStream();
        EventFiles.Write(file, training, wallTime: 1234.5);

        var events = Records(file.ToArray()).Select(Event).ToList();

        Assert.Equal(["brain.Event:2", null, null], events.Select(e => e.Version));
        Assert.Equal([0L, 1, 2], events.Select(e => e.Step));
        Assert.All(events, e => Assert.Equal(1234.5, e.WallTime));
        Assert.Equal([("loss", 0.25f), ("validation", 0.5f), ("bound", -2f), ("late", 5f)], events[2].Scalars);
        Assert.Equal([("loss", 0.5f), ("validation", 0.75f), ("bound", -3f)], events[1].Scalars);
    }

    private JsonElement Json()
    {
        using var stream = new MemoryStream();
        ResultsJson.Write(stream, _content);
        return JsonDocument.Parse(stream.ToArray()).RootElement;
    }

    /// <summary>The records of a file; checks all checksums.</summary>
    private static IEnumerable<byte[]> Records(byte[] file)
    {
        for (var place = 0; place < file.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(place));
            Assert.Equal(RecordFile.Checksum(file.AsSpan(place, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(place + 8)));
            var content = file.AsSpan(place + 12, length).ToArray();
            Assert.Equal(RecordFile.Checksum(content), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(place + 12 + length)));
            yield return content;
            place += 12 + length + 4;
        }
    }

    private static (double WallTime, long Step, string? Version, List<(string, float)> Scalars) Event(byte[] content)
    {
        var (time, step, version, scalars) = (0.0, 0L, (string?)null, new List<(string, float)>());
        var input = new CodedInputStream(content);
        while (input.ReadTag() is not 0 and var tag)
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1: time = input.ReadDouble(); break;
                case 2: step = input.ReadInt64(); break;
                case 3: version = input.ReadString(); break;
                case 5: scalars = [.. Values(input.ReadBytes())]; break;
                default: Assert.Fail($"An event has the tag {tag}."); break;
            }
        }

        return (time, step, version, scalars);
    }

    private static IEnumerable<(string, float)> Values(ByteString summary)
    {
        var input = summary.CreateCodedInput();
        while (input.ReadTag() is not 0 and var tag)
        {
            Assert.Equal(1, WireFormat.GetTagFieldNumber(tag));
            var value = input.ReadBytes().CreateCodedInput();
            Assert.Equal(1, WireFormat.GetTagFieldNumber(value.ReadTag()));
            var name = value.ReadString();
            Assert.Equal(2, WireFormat.GetTagFieldNumber(value.ReadTag()));
            yield return (name, value.ReadFloat());
        }
    }
}
