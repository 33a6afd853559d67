using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission;

/// <summary>The file of a model and its row in the catalogue, null where it is mistaken or cannot be made from outside.</summary>
/// <param name="Name">The class's metadata name, from which the file has its own.</param>
/// <param name="Text">The file.</param>
/// <param name="Entry">The row.</param>
internal sealed record ModelSource(string Name, string Text, CatalogueEntry? Entry)
{
    public static ModelSource From(ModelDeclaration model)
    {
        var check = ModelChecker.Check(model.Architecture);
        var text = ModelEmitter.Emit(model, check);
        var entry = check.IsValid && model.IsListed
            ? new CatalogueEntry(
                model.Architecture.Name,
                model.Hierarchy.QualifiedName,
                model.Architecture.Sizes,
                GeneratedFile.Hash(text, model.Objective ?? ""), // The objective is in the row alone, and trained weights depend on it.
                new(OtherCode(model, check).Distinct()),
                model.Objective)
            : null;
        return new(model.Hierarchy.MetadataName, text, entry);
    }

    /// <summary>The classes with code that the model runs and its file does not show: stages written by hand, held models, the user's modules.</summary>
    private static IEnumerable<string> OtherCode(ModelDeclaration model, CheckedModel check) =>
    [
        .. model.Architecture.Stages.Any(stage => stage.IsHandWritten) ? [model.Hierarchy.QualifiedName] : Array.Empty<string>(),
        .. Held(model.Architecture),
        .. check.Modules.Where(module => module.Layer.Kind.Name == "Module").Select(module => module.Layer.Module!.Type!),
    ];

    /// <summary>
    /// The models that it holds, the public modules that those apply, and what those hold in turn: a module that is not public is in the
    /// assembly of its model.
    /// </summary>
    private static IEnumerable<string> Held(Architecture model) =>
        from held in model.Held
        from type in held.Architecture is { } architecture
            ? architecture.Stages.SelectMany(stage => stage.Layers.SelectMany(Modules)).Concat(Held(architecture)).Prepend(held.QualifiedType)
            : []
        select type;

    private static IEnumerable<string> Modules(Layer layer) =>
        layer.Arguments.SelectMany(argument => argument.Values).OfType<TypeName>().Where(type => type.IsPublic).Select(type => type.Name)
            .Concat(layer.Block is { } block ? block.Layers.SelectMany(Modules) : []);
}
