namespace ModelDsl.Generator.Shapes;

/// <summary>
/// Checks the names and arguments of a block's layers, for any values of its parameters.
/// Shapes are checked in the stages that use it.
/// </summary>
internal static class BlockChecker
{
    /// <summary>The mistakes of the block itself, without those of blocks within it.</summary>
    public static IEnumerable<DeclarationError> Check(Block block)
    {
        var domain = SizeDomain.Open;
        var scope = new Scope(block.Name, block.Parameters.Distinct().ToDictionary(name => name, SizeExpression.Of));
        var reader = new ArgumentReader(domain, scope);
        for (var i = 0; i < block.Layers.Count; i++)
        {
            var (layer, place) = (block.Layers[i], new Place(PlaceKind.Block, Index: i));
            if (layer.Kind is not { } name || name is "Mark" or "From")
                continue;
            if (layer.Block is { } inner)
            {
                // The first block by name reports a cycle.
                if (Circle(inner, [block.Name]) is { } circle && circle.OrderBy(other => other, StringComparer.Ordinal).First() == block.Name)
                    yield return DeclarationError.Of(RuleId.Recursion, place, block.Name, string.Join(" uses ", circle), circle.Count > 2 ? "one of these" : "it").RepairedBy(Repair.Remove(place, name));
                foreach (var error in inner.Parameters.Select(parameter => Read(layer, parameter, argument => (reader.ReadBlockArgument(argument, name, place, out var fault), fault).fault))
                    .Append(Read(layer, BlockExpander.Repeat.Name, argument => (reader.Read(argument, BlockExpander.Repeat, name, place, out var fault), fault).fault)))
                {
                    if (error is not null)
                        yield return error;
                }
            }
            else if (LayerCatalogue.Find(name) is not { } kind)
            {
                yield return DeclarationError.Of(RuleId.UnknownLayer, place, name);
            }
            else if (PortedLayer.Check(layer, kind, place) is { } ported)
            {
                yield return ported;
            }
            else if (kind.Parameters.Select(parameter => Read(layer, parameter.Name, argument => (reader.Read(argument, parameter, name, place, out var fault), fault).fault))
                .FirstOrDefault(error => error is not null) is { } error)
            {
                yield return error;
            }
        }
    }

    /// <summary>True if the block, or one within it, has a mistake, which is reported there.</summary>
    public static bool IsMistaken(Block block) =>
        block.IsRecursive || Check(block).Any() || block.Layers.Any(layer => layer.Block is { } inner && IsMistaken(inner));

    private static DeclarationError? Read(Layer layer, string name, Func<Argument, DeclarationError?> read) =>
        layer.Find(name) is { } argument && !(argument.IsArray && argument.Values.Count == 0) ? read(argument) : null;

    /// <summary>The names on the cycle from the first block back to it; null if none.</summary>
    private static IReadOnlyList<string>? Circle(Block block, IReadOnlyList<string> path)
    {
        if (block.Name == path[0])
            return block.IsRecursive ? [.. path, block.Name] : null;
        return block.Layers
            .Select(layer => layer.Block is { } inner ? Circle(inner, [.. path, block.Name]) : null)
            .FirstOrDefault(circle => circle is not null);
    }
}
