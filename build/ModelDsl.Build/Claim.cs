using System.Text.Json.Serialization;
using Microsoft.Build.Framework;

namespace ModelDsl.Build;

/// <summary>A <c>&lt;Claim&gt;</c> item: one model has a lower, or a higher, metric than another.</summary>
/// <param name="Name">The claim in words.</param>
/// <param name="Metric">A metric, or a family of metrics.</param>
/// <param name="Lower">The model whose values are said to be lower; null where <paramref name="Higher"/> is given.</param>
/// <param name="Higher">The model whose values are said to be higher; null where <paramref name="Lower"/> is given.</param>
/// <param name="Than">The model that it is compared with.</param>
/// <param name="File">The project file that declares it.</param>
/// <param name="Line">The item's line there, from 1.</param>
internal sealed record Claim(string Name, string Metric, string? Lower, string? Higher, string Than, string File, int Line)
{
    private const string Code = "MDX0019";
    private static readonly string[] Known = ["Experiment", "Metric", "Lower", "Higher", "Than"];

    /// <summary>The experiment that it is about; null for every one that has both models.</summary>
    [JsonIgnore]
    public string? Experiment { get; private init; }

    [JsonIgnore]
    public SourcePosition Position { get; private init; }

    private string Subject => Lower ?? Higher!;

    /// <summary>Reads an item, which stands at a place.</summary>
    /// <exception cref="BadInputException">Metadata are missing, or mean nothing.</exception>
    public static Claim Read(ITaskItem item, SourcePosition at)
    {
        if (item.CloneCustomMetadata().Keys.Cast<string>().FirstOrDefault(name => !Known.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw new BadInputException(Code, $"Claim '{item.ItemSpec}' has {unknown}, which means nothing. Known: {string.Join(", ", Known)}.", at);

        var (lower, higher) = (Optional("Lower"), Optional("Higher"));
        if (lower is null == higher is null)
            throw new BadInputException(Code, $"Claim '{item.ItemSpec}' has {(lower is null ? "neither Lower nor" : "both Lower and")} Higher. Give one: the model whose values are said to be lower, or higher.", at);
        var claim = new Claim(item.ItemSpec, Required("Metric"), lower, higher, Required("Than"), at.File, at.Line) { Experiment = Optional("Experiment"), Position = at };
        return claim.Subject == claim.Than
            ? throw new BadInputException(Code, $"Claim '{item.ItemSpec}' compares {claim.Than} with itself. Name two models.", at)
            : claim;

        string? Optional(string name) => item.GetMetadata(name).Trim() is { Length: > 0 } value ? value : null;

        string Required(string name) => Optional(name)
            ?? throw new BadInputException(Code, $"Claim '{item.ItemSpec}' has no {name}. A claim says: Metric=\"ReconstructionMse\" Lower=\"OneModel\" Than=\"AnotherModel\".", at);
    }

    /// <summary>Whether an experiment with these models, after presets and the command line, can judge it.</summary>
    public bool IsAbout(string experiment, string[] models) =>
        (Experiment is null || Experiment.Equals(experiment, StringComparison.OrdinalIgnoreCase)) && models.Contains(Subject) && models.Contains(Than);

    /// <summary>A claim that no experiment can judge has a misspelt name.</summary>
    /// <exception cref="BadInputException">No experiment, as it is declared, has both models.</exception>
    public void CheckAgainst(ITaskItem[] experiments)
    {
        var models = experiments.ToLookup(experiment => experiment.ItemSpec, experiment => ExperimentSettings.Split(experiment.GetMetadata("Models")));
        // An experiment without models is an error of its own, and the runner's to report.
        if (models.Any(experiment => experiment.Any(names => names is [] || IsAbout(experiment.Key, names))))
            return;

        // The name that is nowhere, or the experiment's that is misspelt.
        var known = models.SelectMany(experiment => experiment.SelectMany(names => names)).Distinct().ToList();
        var didYouMean = new[] { Subject, Than }.FirstOrDefault(name => !known.Contains(name)) is { } unknown ? Suggestion.DidYouMean(unknown, known) : "";
        throw new BadInputException(Code, Experiment is null
            ? $"Claim '{Name}' compares {Subject} with {Than}, and no experiment has both.{didYouMean} Correct the names, or add the models to an experiment."
            : $"Claim '{Name}' compares {Subject} with {Than}, and there is no experiment '{Experiment}' with both.{didYouMean} Correct the names, or add the models to it.", Position);
    }
}
