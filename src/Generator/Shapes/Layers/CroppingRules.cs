namespace ModelDsl.Generator.Shapes.Layers;

/// <summary>Crops of a grid of one, two or three axes.</summary>
internal static class CroppingRules
{
    /// <summary>The grid's lengths become the given ones, which are at most as large.</summary>
    public static RuleResult Output(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        var (lengths, grid) = (layer.Shape("Lengths"), layer.Input.Rank - 1);
        if (grid is < 1 or > 3)
            return Axes.Check(layer, before, grid > 3 ? 3 : lengths.Rank is 1 or > 3 ? 2 : lengths.Rank)!;
        if (lengths.Rank != 1 && lengths.Rank != grid)
            return Count(layer, lengths, grid);

        var cropped = new SizeExpression[grid];
        for (var axis = 0; axis < grid; axis++)
            cropped[axis] = lengths[lengths.Rank == 1 ? 0 : axis];
        for (var axis = 0; axis < grid; axis++)
        {
            if (!Fits(axis))
                return TooLarge(axis);
        }

        return new Shape(new(cropped.Prepend(layer.Input[0])));

        bool Fits(int axis) => layer.Sizes.IsAtLeast(layer.Input[axis + 1] - cropped[axis], 0);

        LayerFault TooLarge(int axis)
        {
            var (name, most) = (Axes.Name(axis, grid), Written(Enumerable.Range(0, grid).Select(other => Fits(other) ? cropped[other] : layer.Input[other + 1])));
            return new(RuleId.NoOutput, "Lengths", $"CenterCrop cuts out a {name} of {cropped[axis]}, but its input has a {name} of {layer.Input[axis + 1]}", $" Use CenterCrop({most}).")
            {
                Repair = Repair.Set(layer, "Lengths", most),
            };
        }
    }

    /// <summary>The fault of too few or too many lengths. One more than the grid has may begin with the channels.</summary>
    private static LayerFault Count(AppliedLayer layer, Shape lengths, int grid)
    {
        var names = string.Join(", ", Enumerable.Range(0, grid).Select(axis => Axes.Name(axis, grid)));
        return new(RuleId.UnsuitableArgument, "Lengths", "CenterCrop's Lengths", $"{lengths}", grid == 1 ? "one length" : $"one length, or one each for {names}")
        {
            Repair = lengths.Rank == grid + 1 ? Repair.Set(layer, "Lengths", Written(lengths.Axes.Skip(1))) : null,
        };
    }

    /// <summary>The lengths as arguments: one if they are equal.</summary>
    private static string Written(IEnumerable<SizeExpression> lengths)
    {
        var all = lengths.ToList();
        return string.Join(", ", all.Distinct().Count() == 1 ? [Repairs.Written(all[0])] : all.Select(Repairs.Written));
    }
}
