namespace ModelDsl.Generator.Shapes;

/// <summary>The declaration that a place belongs to.</summary>
internal enum PlaceKind { Model, Objective, Size, Stage, Parameter, Return, Layer, Submodel, Block, Initializer, Member }

/// <summary>A place in a declaration, found again in the source by the analyzer.</summary>
/// <param name="Kind">The declaration that it belongs to.</param>
/// <param name="Stage">The stage's index; −1 for the class.</param>
/// <param name="Index">The index of the size, the parameter, the submodel or the layer's attribute.</param>
/// <param name="Argument">The attribute's argument; null for all of the attribute.</param>
/// <param name="Element">The element of an argument with several; −1 for all.</param>
internal sealed record Place(PlaceKind Kind, int Stage = -1, int Index = -1, string? Argument = null, int Element = -1)
{
    /// <summary>In a block, the layers' indices on the way from its attribute inwards.</summary>
    public EquatableArray<int> Inside { get; init; }

    /// <summary>The attribute in the stage if this is a place in its block; otherwise this.</summary>
    /// <remarks>A method, because a record prints its properties, and this one is usually itself.</remarks>
    public Place Outermost() => Inside.Count == 0 ? this : new(Kind, Stage, Index);
}
