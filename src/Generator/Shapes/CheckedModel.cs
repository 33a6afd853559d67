namespace ModelDsl.Generator.Shapes;

/// <summary>A model after the check.</summary>
/// <param name="Stages">The stages; null for each mistaken one.</param>
/// <param name="Errors">The mistakes to report. Those that the compiler reports are not among them.</param>
internal sealed record CheckedModel(IReadOnlyList<CheckedStage?> Stages, IReadOnlyList<DeclarationError> Errors)
{
    public bool IsValid { get; } = Errors.Count == 0 && Stages.All(stage => stage is not null);
}
