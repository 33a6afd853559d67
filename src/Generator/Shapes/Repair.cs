namespace ModelDsl.Generator.Shapes;

/// <summary>Changes that together repair a mistake.</summary>
internal sealed record Repair(EquatableArray<Edit> Edits)
{
    /// <summary>The text of its menu item.</summary>
    public string Title => string.Join(", ", Edits.Select(edit => edit.Title));

    /// <summary>True if no edit is in a block's layers, which every use of the block shares.</summary>
    public bool IsOutsideBlocks => Edits.All(edit => edit.Place.Inside.Count == 0);

    public static Repair Of(params Edit[] edits) => new(new EquatableArray<Edit>(edits));

    public static Repair Of(EditKind kind, Place place, string text) => Of(new Edit(kind, place, text));

    /// <summary>Sets the argument of a place.</summary>
    public static Repair Set(Place place, string text) => Of(EditKind.SetArgument, place, text);

    /// <summary>Sets a layer's argument.</summary>
    public static Repair Set(AppliedLayer layer, string argument, string text) => Set(layer.Place with { Argument = layer.Spelling(argument) }, text);

    /// <summary>Inserts layers before another.</summary>
    public static Repair Insert(AppliedLayer layer, string text) => Of(EditKind.InsertLayers, layer.Place, text);

    /// <summary>Removes a layer.</summary>
    public static Repair Remove(Place layer, string text) => Of(EditKind.RemoveLayer, layer, text);

    /// <summary>Replaces a layer by another with the same arguments.</summary>
    public static Repair Rename(AppliedLayer layer, string text) => Of(EditKind.RenameLayer, layer.Place, text);
}
