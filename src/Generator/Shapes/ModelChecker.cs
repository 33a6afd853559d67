namespace ModelDsl.Generator.Shapes;

/// <summary>A model after the check: all its stages, or what keeps it from being generated.</summary>
/// <param name="Stages">The stages; null where one of them is mistaken.</param>
/// <param name="Errors">The mistakes that are ours to report; none where the compiler reports them.</param>
internal sealed record CheckedModel(IReadOnlyList<CheckedStage?> Stages, IReadOnlyList<ShapeError> Errors)
{
    public bool IsValid => Errors.Count == 0 && Stages.All(stage => stage is not null);
}

/// <summary>Checks a declaration: its class, its sizes, each stage, and how the stages fit.</summary>
internal static class ModelChecker
{
    /// <summary>What the generated class and its constructor call their own.</summary>
    private static readonly string[] s_takenNames = ["forward", "call", "Summary", "InputShape", "RegisterComponents"];

    private static readonly string[] s_takenSizes = ["Device", "Dtype", .. s_takenNames];

    public static CheckedModel Check(Architecture model)
    {
        var errors = new List<ShapeError>();
        if (model.Obstacle is { } obstacle)
            errors.Add(ShapeError.Of(Rule.UnsuitableModel, new(PlaceKind.Model), model.Name, obstacle));
        if (model.Stages.Count == 0)
            errors.Add(ShapeError.Of(Rule.NoStages, new(PlaceKind.Model), model.Name));
        if (model.Objective is { Family: { } family } objective && !model.Families.Contains(family))
            errors.Add(ShapeError.Of(Rule.ObjectiveFamily, new(PlaceKind.Objective), objective.Name, model.Name, family));
        CheckSizes(model, errors);

        var stages = new List<CheckedStage?>();
        for (var i = 0; i < model.Stages.Count; i++)
        {
            if (s_takenNames.Contains(model.Stages[i].Name))
                errors.Add(ShapeError.Of(Rule.TakenName, new(PlaceKind.Stage, i), model.Stages[i].Name));
            stages.Add(new StageChecker(model, i).Check(out var error));
            if (error is not null)
                errors.Add(error);
        }

        var layers = stages.SelectMany(stage => stage?.Layers ?? []).ToList();
        if (stages.Count > 0 && stages[0] is { } first && !TotalsFitIn64Bits(layers))
            errors.Add(ShapeError.Of(Rule.TooLarge, new(PlaceKind.Model), model.Name, $"{first.Input}"));

        if (model.Autoencoder is var (encode, decode) && stages[encode] is { } encoder && stages[decode] is { } decoder)
            errors.AddRange(CheckAutoencoder(model, (encode, encoder), (decode, decoder)));
        return new(stages, errors);
    }

    /// <summary>Whether the summary can count the model's weights and its multiply-adds, of which each layer's fit.</summary>
    private static bool TotalsFitIn64Bits(IReadOnlyList<AppliedLayer> layers)
    {
        try
        {
            _ = layers.Sum(layer => layer.Kind.Weights(layer).AtOnes);
            _ = layers.Sum(layer => layer.Kind.MultiplyAdds(layer).AtOnes);
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static void CheckSizes(Architecture model, List<ShapeError> errors)
    {
        for (var i = 0; i < model.Sizes.Count; i++)
        {
            var (size, place) = (model.Sizes[i], new Place(PlaceKind.Size, Index: i));
            if (!size.IsProperSize)
                errors.Add(ShapeError.Of(Rule.ImproperSize, place, size.Name));
            else if (size.Value < 1)
                errors.Add(ShapeError.Of(Rule.OutOfRange, place with { Argument = "Value" }, $"The size {size.Name}", $"{size.Value}", "1", ""));
            else if (s_takenSizes.Contains(size.Name, StringComparer.OrdinalIgnoreCase)
                || model.Sizes.Take(i).Any(other => string.Equals(other.Name, size.Name, StringComparison.OrdinalIgnoreCase)))
                errors.Add(ShapeError.Of(Rule.TakenName, place, size.Name));
        }
    }

    /// <summary>The decoder takes what the encoder gives, and gives what the encoder takes.</summary>
    private static IEnumerable<ShapeError> CheckAutoencoder(
        Architecture model, (int Index, CheckedStage Stage) encode, (int Index, CheckedStage Stage) decode)
    {
        if (!decode.Stage.Input.Equals(encode.Stage.Output))
        {
            yield return new(
                Rule.DecoderInput,
                new(PlaceKind.Parameter, decode.Index, 0, "Axes", OnlyDifference(decode.Stage.Input, encode.Stage.Output)),
                new([$"{decode.Stage.Input}", $"{encode.Stage.Output}", string.Join(", ", encode.Stage.Output.Axes.Select(Repairs.Written))]),
                new(PlaceKind.Layer, encode.Index, encode.Stage.Layers.Count - 1));
        }

        if (!decode.Stage.Output.Equals(encode.Stage.Input))
        {
            // An assertion that holds is a second place to change: it is then the one to show.
            var repair = OutputRepair.Find(decode.Stage, encode.Stage.Input);
            var place = model.Stages[decode.Index].Returns is { } returns
                ? new Place(PlaceKind.Return, decode.Index, -1, returns.Name, OnlyDifference(decode.Stage.Output, encode.Stage.Input))
                : repair?.Place(decode.Index) ?? new Place(PlaceKind.Stage, decode.Index);
            yield return new(
                Rule.DecoderOutput,
                place,
                new([$"{decode.Stage.Output}", $"{encode.Stage.Input}", repair?.Explanation ?? "", repair?.Advice ?? ""]),
                new(PlaceKind.Parameter, encode.Index, 0, "Axes"));
        }
    }

    /// <summary>The one axis in which two shapes differ; −1 where they differ in more.</summary>
    private static int OnlyDifference(Shape left, Shape right)
    {
        if (left.Rank != right.Rank)
            return -1;
        var different = Enumerable.Range(0, left.Rank).Where(axis => !left[axis].Equals(right[axis])).ToList();
        return different.Count == 1 ? different[0] : -1;
    }
}
