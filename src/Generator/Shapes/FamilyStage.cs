namespace ModelDsl.Generator.Shapes;

/// <summary>A stage as an interface declares it: the spaces that its parameters and its result belong to.</summary>
/// <param name="Family">The interface.</param>
/// <param name="Stage">The stage's name.</param>
/// <param name="Parameters">The space of each parameter; null if it belongs to none.</param>
/// <param name="Output">The space of the result; null if it belongs to none.</param>
/// <param name="Shape">The required shape of the result; null for any.</param>
/// <param name="Values">The required values of the result; null for any.</param>
internal sealed record FamilyStage(string Family, string Stage, EquatableArray<string?> Parameters, string? Output, Argument? Shape, RequiredOutput? Values = null);
