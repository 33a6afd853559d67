namespace ModelDsl.Generator.Shapes;

/// <summary>The declaration of one model, as the shape rules see it.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="Impediment">What about the class keeps it from being a module; null where nothing does.</param>
/// <param name="Families">The model interfaces that it names.</param>
/// <param name="FamilyStages">What those say of stages, in their order.</param>
/// <param name="Objective">Its objective; null where it has none.</param>
/// <param name="Sizes">Its sizes.</param>
/// <param name="Stages">Its stages.</param>
/// <param name="Submodels">The models that it holds.</param>
/// <param name="Initializer">How its weights are drawn; null for the layers' own way.</param>
/// <param name="LayerOnClass">The index of a layer that the class has and no stage; −1 where there is none.</param>
internal sealed record Architecture(
    string Name,
    Impediment? Impediment,
    EquatableArray<string> Families,
    EquatableArray<FamilyStage> FamilyStages,
    Objective? Objective,
    EquatableArray<Size> Sizes,
    EquatableArray<Stage> Stages,
    EquatableArray<Submodel> Submodels = default,
    string? Initializer = null,
    int LayerOnClass = -1)
{
    /// <summary>The encoder and the decoder, as indices of stages, where an image has one code or one distribution of codes.</summary>
    public (int Encode, int Decode)? Autoencoder =>
        FamilyStages.Any(stage => stage is { Stage: "Encode", Parameters.Count: 1 })
        && IndexOf("Encode") is >= 0 and var encode && IndexOf("Decode") is >= 0 and var decode
        && Stages[encode].Parameters.Count == 1 && Stages[decode].Parameters.Count == 1
            ? (encode, decode)
            : null;

    /// <summary>Whether it maps a tensor to a tensor as a whole.</summary>
    public bool HasForward => IndexOf("forward") < 0
        && (Autoencoder is not null || Stages.Count == 1 && Stages[0] is { Form: not StageForm.Gaussian, Parameters.Count: <= 1 });

    public int IndexOf(string stage) => Stages.Select(candidate => candidate.Name).ToList().IndexOf(stage);
}
