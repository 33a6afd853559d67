using Microsoft.Build.Framework;
using ModelDsl.Experiments.Contract;

namespace ModelDsl.Build;

/// <summary>A <c>&lt;Claim&gt;</c> item as declared.</summary>
/// <param name="Spec">The claim for the runner.</param>
/// <param name="Experiment">The experiment that the claim is limited to; null for every experiment with both models.</param>
/// <param name="Position">The position of the item.</param>
internal sealed record DeclaredClaim(ClaimSpec Spec, string? Experiment, SourcePosition Position)
{
    private const string Code = "MDX0019";
    private static readonly string[] Known = ["Experiment", "Metric", "Lower", "Higher", "Than"];

    /// <summary>Reads an item.</summary>
    /// <exception cref="BadInputException">Metadata are missing or unknown.</exception>
    public static DeclaredClaim Read(ITaskItem item, SourcePosition at)
    {
        if (item.CloneCustomMetadata().Keys.Cast<string>().FirstOrDefault(name => !Known.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw new BadInputException(Code, $"Claim '{item.ItemSpec}' has unknown metadata {unknown}. Known: {string.Join(", ", Known)}.", at);

        var (lower, higher) = (Optional("Lower"), Optional("Higher"));
        if (lower is null == higher is null)
            throw new BadInputException(Code, $"Claim '{item.ItemSpec}' has {(lower is null ? "neither Lower nor" : "both Lower and")} Higher. Set one of them: the model that is claimed to have the lower, or higher, values.", at);
        var claim = new ClaimSpec(item.ItemSpec, Required("Metric"), lower, higher, Required("Than"), at.File, at.Line);
        return claim.Subject == claim.Than
            ? throw new BadInputException(Code, $"Claim '{item.ItemSpec}' compares {claim.Than} with itself. Name two models.", at)
            : new(claim, Optional("Experiment"), at);

        string? Optional(string name) => item.GetMetadata(name).Trim() is { Length: > 0 } value ? value : null;

        string Required(string name) => Optional(name)
            ?? throw new BadInputException(Code, $"Claim '{item.ItemSpec}' has no {name}. Write a claim as Metric=\"ReconstructionMse\" Lower=\"OneModel\" Than=\"AnotherModel\".", at);
    }

    /// <summary>Returns true if the claim applies to an experiment that has these models after presets and the command line.</summary>
    public bool IsAbout(string experiment, string[] models) =>
        (Experiment is null || Experiment.Equals(experiment, StringComparison.OrdinalIgnoreCase)) && models.Contains(Spec.Subject) && models.Contains(Spec.Than);

    /// <summary>Checks that at least one experiment has both models; otherwise a name is misspelled.</summary>
    /// <exception cref="BadInputException">No experiment has both models.</exception>
    public void CheckAgainst(ITaskItem[] experiments)
    {
        var models = experiments.ToLookup(experiment => experiment.ItemSpec, experiment => ExperimentSettings.Split(experiment.GetMetadata("Models")));
        // The runner reports an experiment without models.
        if (models.Any(experiment => experiment.Any(names => names is [] || IsAbout(experiment.Key, names))))
            return;

        var known = models.SelectMany(experiment => experiment.SelectMany(names => names)).Distinct().ToList();
        var didYouMean = new[] { Spec.Subject, Spec.Than }.FirstOrDefault(name => !known.Contains(name)) is { } unknown ? Suggestion.DidYouMean(unknown, known) : "";
        throw new BadInputException(Code, Experiment is null
            ? $"Claim '{Spec.Name}' compares {Spec.Subject} with {Spec.Than}, but no experiment has both.{didYouMean} Correct the names, or add the models to an experiment."
            : $"Claim '{Spec.Name}' compares {Spec.Subject} with {Spec.Than}, but there is no experiment '{Experiment}' with both.{didYouMean} Correct the names, or add the models to that experiment.", Position);
    }
}
