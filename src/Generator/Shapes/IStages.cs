namespace ModelDsl.Generator.Shapes;

/// <summary>The other stages that a stage may run.</summary>
internal interface IStages
{
    /// <summary>Finds a stage of the model; null if it is mistaken, with an error only if the caller causes it.</summary>
    CheckedStage? Find(string stage, Place caller, out int index, out DeclarationError? error);

    /// <summary>Finds a stage of a submodel, its forward if none is named; null as above.</summary>
    CheckedStage? FindInSubmodel(string property, string stage, Place caller, out DeclarationError? error);
}
