using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission;

/// <summary>The generated file of a model and its row in the catalogue.</summary>
/// <param name="Name">The class's metadata name, from which the file's name is derived.</param>
/// <param name="Text">The file; empty if the class can have no other part.</param>
/// <param name="Graph">The file with the description of its stages; empty if the model is mistaken or has members of its own in place of <c>IModel</c>'s.</param>
/// <param name="Entry">The row; null if the model is mistaken or the catalogue cannot create it.</param>
/// <param name="IsMistaken">True if the declaration has a mistake, which may be the compiler's.</param>
internal sealed record ModelSource(string Name, string Text, string Graph, CatalogueEntry? Entry, bool IsMistaken)
{
    public static ModelSource From(ModelDeclaration model, CheckedModel check)
    {
        if (!model.CanBeCompleted)
            return new(model.Hierarchy.MetadataName, "", "", null, true);

        var text = ModelEmitter.Emit(model, check);
        var graph = check.IsValid && ModelEmitter.ImplementsModel(model.Architecture) ? GraphEmitter.Emit(model, check) : "";
        var entry = check.IsValid && model.IsListed
            ? new CatalogueEntry(
                model.Architecture.Name,
                model.Hierarchy.QualifiedName,
                model.Architecture.Sizes,
                GeneratedFile.Hash(text, model.Objective ?? ""), // Trained weights depend on the objective, which the text does not contain.
                new(OtherCode(model, check).Distinct()),
                model.Objective)
            : null;
        var isMistaken = !check.IsValid || model.HasUnknownName || model is { Objective: null, Architecture.Objective: not null };
        return new(model.Hierarchy.MetadataName, text, graph, entry, isMistaken);
    }

    /// <summary>The classes with code that the model runs but its file does not contain: hand-written stages, submodels, the user's modules.</summary>
    private static IEnumerable<string> OtherCode(ModelDeclaration model, CheckedModel check) =>
    [
        .. model.Architecture.Stages.Any(stage => stage.IsHandWritten) ? [model.Hierarchy.QualifiedName] : Array.Empty<string>(),
        .. Submodels(model.Architecture),
        .. check.Stages.SelectMany(stage => stage!.Layers).Where(layer => layer.Kind.Name == "Module").Select(layer => ((TypeName)layer.Argument("Type")).Name),
    ];

    /// <summary>
    /// The submodels, the public modules that they apply, and their submodels in turn. A module that is not public is in the assembly of its
    /// model.
    /// </summary>
    private static IEnumerable<string> Submodels(Architecture model) =>
        from submodel in model.Submodels
        from type in submodel.Architecture is { } architecture
            ? architecture.Stages.SelectMany(stage => stage.Layers.SelectMany(Modules)).Concat(Submodels(architecture)).Prepend(submodel.QualifiedType)
            : []
        select type;

    private static IEnumerable<string> Modules(Layer layer) =>
        layer.Arguments.SelectMany(argument => argument.Values).OfType<TypeName>().Where(type => type.IsPublic).Select(type => type.Name)
            .Concat(layer.Block is { } block ? block.Layers.SelectMany(Modules) : []);
}
