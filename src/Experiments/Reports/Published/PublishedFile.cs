using System.Globalization;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports.Csv;
using ModelDsl.Files;

namespace ModelDsl.Experiments.Reports.Published;

/// <summary>Reads the CSV file of an experiment's <c>Published</c> setting, with one value per line.</summary>
internal sealed class PublishedFile
{
    private static readonly string[] Columns = ["dataset", "model", "sizes", "metric", "value", "source"];

    private readonly string _path;
    private readonly List<string> _datasets;
    private readonly Dictionary<string, List<string>> _sizes;
    private readonly List<string> _metrics;

    private PublishedFile(string path, Catalogue catalogue)
    {
        _path = path;
        _datasets = [.. catalogue.Datasets.Select(dataset => dataset.Name)];
        _sizes = catalogue.Models.DistinctBy(model => model.Name).ToDictionary(model => model.Name, model => model.Sizes.Select(size => size.Name).ToList());
        foreach (var baseline in BaselineJob.All(catalogue.Datasets[0]))
            _sizes.TryAdd(baseline.Name, [.. baseline.Sizes.Select(size => size.Key)]);
        _metrics = [.. catalogue.Evaluators.SelectMany(evaluator => evaluator.Metrics).Select(metric => metric.Name).Distinct()];
    }

    /// <summary>Reads an experiment's file; an experiment without one has no published values.</summary>
    /// <exception cref="CodedException">The file is missing, or a line is invalid; the error is at the line.</exception>
    public static PublishedValues Read(ExperimentSpec spec, Catalogue catalogue) =>
        spec.PublishedPath is { } path ? new PublishedValues(new PublishedFile(path, catalogue).Read(Text(spec, path))) : PublishedValues.None;

    private static string Text(ExperimentSpec spec, string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (FileErrors.Covers(error))
        {
            throw spec.Place(FileErrors.Reading(path, error));
        }
    }

    private List<PublishedValue> Read(string text)
    {
        var values = new List<PublishedValue>();
        var seen = new HashSet<string>();
        var errors = new CodedErrors();
        try
        {
            foreach (var (line, fields) in CsvText.Read(text))
            {
                if (line == 1)
                    CheckHeader(fields);
                else if (seen.Add(string.Join('\n', fields.Take(4))))
                    errors.Try(() => values.Add(Parse(line, fields)));
                else
                    errors.Add(Malformed(line, "an earlier line has the same metric. Remove one of the two"));
            }
        }
        catch (CsvException error)
        {
            throw Malformed(error.Line, error.Message.TrimEnd('.'));
        }

        errors.ThrowIfAny();
        return values.Count > 0 ? values : throw Malformed(1, "no value follows the header. Add one, or remove Published from the experiment");
    }

    private void CheckHeader(IReadOnlyList<string> fields)
    {
        if (!fields.SequenceEqual(Columns))
            throw Malformed(1, $"the header is '{string.Join(',', fields)}', but must be '{string.Join(',', Columns)}'");
    }

    private PublishedValue Parse(int line, IReadOnlyList<string> fields)
    {
        if (fields is not [var dataset, var model, var sizes, var metric, var value, var source])
            throw Malformed(line, $"there are {fields.Count} fields, but must be {Columns.Length}: {string.Join(',', Columns)}. Quote a field that contains a comma");
        if (fields.FirstOrDefault(NameRules.HasControl) is { } control)
            throw Malformed(line, $"the text '{NameRules.Visible(control)}' contains a control character. Remove it");
        // Unknown names are errors, because the value would never appear beside a result.
        Check(line, dataset, _datasets, $"there is no data set '{dataset}'", StringComparer.OrdinalIgnoreCase);
        Check(line, model, _sizes.Keys, $"no model '{model}' is declared");
        Check(line, metric, _metrics, $"no evaluator reports '{metric}'");
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            throw Malformed(line, $"the value is '{value}', but must be a number, such as 0.0047");
        return new PublishedValue(dataset, model, [.. sizes.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(size => Size(line, model, size))], metric, number, source);
    }

    private KeyValuePair<string, int> Size(int line, string model, string text)
    {
        if (text.Split('=', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, var value] || !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw Malformed(line, $"the size is '{text}', but must have the form Latent=10. Separate several with semicolons");
        Check(line, name, _sizes[model], $"{model} has no size '{name}'");
        return new(name, number);
    }

    private void Check(int line, string name, IReadOnlyCollection<string> known, string reason, StringComparer? comparer = null)
    {
        if (!known.Contains(name, comparer))
            throw Malformed(line, $"{reason}. {(Suggestion.Nearest(name, known) is { } nearest ? $"Did you mean {nearest}?" : $"Known: {(known.Count > 0 ? string.Join(", ", known) : "none")}.")}");
    }

    private CodedException Malformed(int line, string reason) =>
        new(ExperimentErrorCodes.PublishedMalformed, $"This line of published values cannot be used: {reason}{(reason[^1] is '?' or '.' ? "" : ".")}") { File = _path, Line = line, Column = 1 };
}
