namespace ModelDsl.Generator.Shapes;

/// <summary>A change of a block's layers, which all uses of the block share.</summary>
/// <param name="Before">The block.</param>
/// <param name="After">The block after the change.</param>
internal sealed record BlockEdit(Block Before, Block After)
{
    /// <summary>A model after the change, with its submodels. The same object if it does not use the block.</summary>
    public Architecture ApplyTo(Architecture model)
    {
        var isUsed = false;
        var stages = new EquatableArray<Stage>(model.Stages.Select(stage => stage with { Layers = ApplyTo(stage.Layers, ref isUsed) }));
        var submodels = new EquatableArray<Submodel>(model.Submodels.Select(submodel =>
        {
            if (submodel.Architecture is not { } before || ApplyTo(before) is var after && ReferenceEquals(before, after))
                return submodel;
            isUsed = true;
            return submodel with { Architecture = after };
        }));
        return isUsed ? model with { Stages = stages, Submodels = submodels } : model;
    }

    private EquatableArray<Layer> ApplyTo(EquatableArray<Layer> layers, ref bool isUsed)
    {
        var edited = new Layer[layers.Count];
        for (var i = 0; i < edited.Length; i++)
        {
            edited[i] = layers[i];
            if (layers[i].Block is not { } block)
                continue;
            isUsed |= block.Equals(Before);
            edited[i] = layers[i] with { Block = block.Equals(Before) ? After : block with { Layers = ApplyTo(block.Layers, ref isUsed) } };
        }

        return new(edited);
    }
}
