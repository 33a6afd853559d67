namespace ModelDsl.Generator.Shapes;

/// <summary>Changes that together repair a mistake.</summary>
internal sealed record Repair(EquatableArray<Edit> Edits)
{
    /// <summary>What it does, for a menu.</summary>
    public string Title => string.Join(", ", Edits.Select(edit => edit.Title));

    /// <summary>Whether all of it is where the mistake is: a block's layers belong to all who use the block.</summary>
    public bool IsOutsideBlocks => Edits.All(edit => edit.Place.Inside.Count == 0);

    public static Repair Of(params Edit[] edits) => new(new EquatableArray<Edit>(edits));

    public static Repair Of(EditKind kind, Place place, string text) => Of(new Edit(kind, place, text));

    /// <summary>Gives the argument of a place a value.</summary>
    public static Repair Set(Place place, string text) => Of(EditKind.SetArgument, place, text);

    /// <summary>Gives a layer's argument a value.</summary>
    public static Repair Set(AppliedLayer layer, string argument, string text) => Set(layer.Place with { Argument = argument }, text);

    /// <summary>Puts layers before another.</summary>
    public static Repair Insert(AppliedLayer layer, string text) => Of(EditKind.InsertLayers, layer.Place, text);

    /// <summary>Takes a layer away.</summary>
    public static Repair Remove(Place layer, string text) => Of(EditKind.RemoveLayer, layer, text);

    /// <summary>Makes a layer another.</summary>
    public static Repair Rename(AppliedLayer layer, string text) => Of(EditKind.RenameLayer, layer.Place, text);
}
