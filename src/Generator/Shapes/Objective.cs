namespace ModelDsl.Generator.Shapes;

/// <summary>The interfaces of which an objective requires one.</summary>
/// <param name="AnyOf">The interfaces' names.</param>
/// <param name="Fitting">The first whose stages the model has; null if it has those of none.</param>
internal sealed record Requirement(EquatableArray<string> AnyOf, string? Fitting = null);

/// <summary>The training objective of a model.</summary>
/// <param name="Name">The attribute's name without its suffix.</param>
/// <param name="Requirements">Its requirements on the model.</param>
/// <param name="Likelihood">The likelihood; null if none.</param>
/// <param name="Link">The layer that the likelihood applies to Decode's output; null if none.</param>
/// <param name="Outputs">The values that it requires of stages.</param>
/// <param name="Impediment">The reason why the catalogue cannot create it; null if it can.</param>
/// <param name="Other">Another objective of the model, which is a mistake; null if none.</param>
internal sealed record Objective(
    string Name, EquatableArray<Requirement> Requirements, string? Likelihood = null, string? Link = null, EquatableArray<RequiredOutput> Outputs = default,
    Impediment? Impediment = null, string? Other = null)
{
    /// <summary>True if it is one of ModelDsl's, which pass real numbers to the stages of interfaces.</summary>
    public bool PassesRealNumbers { get; init; }
}
