using System.Globalization;
using System.Text.RegularExpressions;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;

namespace ModelDsl.Experiments.Plan;

/// <summary>
/// Checks the names and texts that user code and project files provide. They become parts of paths, of lines of the build's output and of reports.
/// </summary>
internal static partial class NameRules
{
    /// <summary>Checks the name of a data set, an evaluator or a metric.</summary>
    /// <param name="spec">The experiment, for the position of the error.</param>
    /// <param name="kind">The kind of object: <c>data set</c>.</param>
    /// <param name="name">The name.</param>
    /// <param name="setting">The setting that names the object.</param>
    /// <exception cref="CodedException">The name is invalid.</exception>
    public static void Check(ExperimentSpec spec, string kind, string name, string setting)
    {
        if (!Valid().IsMatch(name) || name.Split('/').Contains(".."))
            throw spec.Error(ExperimentErrorCodes.InvalidName, $"The {kind} '{Visible(name)}' has an invalid name. Begin it with a letter or a digit, and use no control characters, '..', '|', '\\', '\"', '<' or '>'.", setting);
    }

    /// <summary>Checks the names and texts of an evaluator.</summary>
    /// <exception cref="CodedException">A name or text is invalid.</exception>
    public static void Check(ExperimentSpec spec, IEvaluator evaluator, string setting)
    {
        Check(spec, "evaluator", evaluator.Name, setting);
        foreach (var metric in evaluator.Metrics)
        {
            Check(spec, "metric", metric.Name, setting);
            if (new[] { metric.Title, metric.Note }.FirstOrDefault(HasControl) is { } text)
                throw spec.Error(ExperimentErrorCodes.InvalidName, $"The text '{Visible(text)}' of the metric '{metric.Name}' contains a control character. Remove it.", setting);
        }
    }

    /// <summary>Checks the texts of an experiment: its settings and the names of its claims.</summary>
    /// <exception cref="CodedException">A text contains a control character.</exception>
    public static void CheckTexts(ExperimentSpec spec)
    {
        foreach (var (setting, values) in spec.Settings)
        {
            if (values.FirstOrDefault(HasControl) is { } value)
                throw spec.Error(ExperimentErrorCodes.InvalidSetting, $"{spec.SourceOf(setting)}: {setting} is '{Visible(value)}', which contains a control character. Remove it.", setting);
        }

        if (spec.Claims.FirstOrDefault(claim => HasControl(claim.Name)) is { } found)
            throw new CodedException(ExperimentErrorCodes.InvalidClaim, $"The name of the claim '{Visible(found.Name)}' contains a control character. Remove it.") { File = found.File, Line = found.Line, Column = 1 };
    }

    /// <summary>True if a text contains a control character other than white space. Neither XML nor a terminal accepts it.</summary>
    public static bool HasControl(string text) => text.Any(IsControl);

    /// <summary>A text with control characters as <c>\u0001</c>.</summary>
    public static string Visible(string text) => string.Concat(text.Select(character =>
        IsControl(character) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}") : $"{character}"));

    // U+FFFE and U+FFFF are not characters.
    private static bool IsControl(char character) => char.IsControl(character) && character is not ('\t' or '\n' or '\r') || character is '\ufffe' or '\uffff';

    [GeneratedRegex(@"^\w[^\p{C}\p{Zl}\p{Zp}|\\""<>]*\z")]
    private static partial Regex Valid();
}
