namespace ModelDsl.Generator.Shapes;

/// <summary>The part of a model's declaration that the shape rules check.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="Impediment">The reason why the class cannot be a module; null if it can.</param>
/// <param name="Families">The model interfaces that it names.</param>
/// <param name="FamilyStages">The stages of those interfaces, in their order.</param>
/// <param name="Objective">Its objective; null if it has none.</param>
/// <param name="Sizes">Its sizes.</param>
/// <param name="Stages">Its stages.</param>
/// <param name="Submodels">The models that it holds.</param>
/// <param name="Initializer">The initializer of its weights; null for the layers' defaults.</param>
/// <param name="LayerOnClass">The index of a layer attribute on the class; −1 if none.</param>
/// <param name="Settings">The limited arguments of its objective and initializers.</param>
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
    int LayerOnClass = -1,
    EquatableArray<Setting> Settings = default)
{
    /// <summary>The user's other members whose names the generated class reserves.</summary>
    public EquatableArray<string> OwnMembers { get; init; }

    /// <summary>A member that each creation of the model must set; null if none.</summary>
    public string? RequiredMember { get; init; }

    /// <summary>True if the user wrote the forward, from a tensor to a tensor.</summary>
    public bool OverridesForward { get; init; }

    /// <summary>The indices of the encoder and the decoder; null if an image does not have exactly one code or distribution of codes.</summary>
    public (int Encode, int Decode)? Autoencoder =>
        FamilyStages.Any(stage => stage is { Stage: "Encode", Parameters.Count: 1 })
        && IndexOf("Encode") is >= 0 and var encode && IndexOf("Decode") is >= 0 and var decode
        && Stages[encode] is { Form: not StageForm.Several, Parameters.Count: 1 } && Stages[decode] is { Form: not StageForm.Several, Parameters.Count: 1 }
            ? (encode, decode)
            : null;

    /// <summary>True if the model has a forward, from a tensor to a tensor.</summary>
    public bool HasForward => IndexOf("forward") < 0 && !OwnMembers.Contains("forward")
        && (Autoencoder is not null || Stages.Count == 1 && Stages[0] is { Form: not (StageForm.Gaussian or StageForm.Several), Parameters.Count: <= 1 });

    /// <summary>True if the class or a member of the declaration has the name, so that no generated member can have it.</summary>
    public bool HasMember(string name)
    {
        foreach (var size in Sizes)
        {
            if (size.Name == name)
                return true;
        }

        foreach (var submodel in Submodels)
        {
            if (submodel.Property == name)
                return true;
        }

        return Name == name || IndexOf(name) >= 0 || OwnMembers.Contains(name);
    }

    /// <summary>The index of the first stage of that name; −1 if none.</summary>
    public int IndexOf(string stage)
    {
        for (var i = 0; i < Stages.Count; i++)
        {
            if (Stages[i].Name == stage)
                return i;
        }

        return -1;
    }
}
