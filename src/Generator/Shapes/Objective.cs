namespace ModelDsl.Generator.Shapes;

/// <summary>What an objective asks of a model: to be one of these interfaces.</summary>
/// <param name="AnyOf">The interfaces' names.</param>
/// <param name="Fitting">The first whose stages the model has; null where it has those of none.</param>
internal sealed record Requirement(EquatableArray<string> AnyOf, string? Fitting = null);

/// <summary>What a model is trained for.</summary>
/// <param name="Name">The attribute's name without its suffix.</param>
/// <param name="Requirements">What it asks of the model.</param>
/// <param name="Likelihood">The likelihood that it names; null where it names none.</param>
/// <param name="Link">The layer that the likelihood applies to what Decode gives; null where it applies none.</param>
/// <param name="Impediment">What keeps the catalogue from making it; null where nothing does.</param>
/// <param name="Other">Another objective of the model, which may have one; null where there is none.</param>
internal sealed record Objective(
    string Name, EquatableArray<Requirement> Requirements, string? Likelihood = null, string? Link = null, Impediment? Impediment = null, string? Other = null);
