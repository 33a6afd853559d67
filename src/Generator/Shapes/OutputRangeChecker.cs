using System.Globalization;
using ModelDsl.Generator.Shapes.Layers;

namespace ModelDsl.Generator.Shapes;

/// <summary>Compares the values that a stage returns with those that its objective or its interface requires.</summary>
internal sealed class OutputRangeChecker
{
    private readonly CheckedStage _stage;
    private readonly RequiredOutput _required;

    /// <summary>The layers at the end, each of which maps the values of the one before; before them is the one that sets the values.</summary>
    private readonly IReadOnlyList<AppliedLayer> _tail;

    /// <summary>The values before the tail, and after each of its layers.</summary>
    private readonly IReadOnlyList<ValueRange> _values;

    private OutputRangeChecker(CheckedStage stage, RequiredOutput required)
    {
        (_stage, _required, _tail) = (stage, required, TailOf(stage));
        var ranges = LayerRanges.OfLayers(stage);
        var start = ranges.Length - _tail.Count;
        _values = [start > 0 ? ranges[start - 1] : ValueRange.Unknown, .. ranges.Skip(start)];
    }

    /// <summary>The last layer that changes values, not only their arrangement; null if none.</summary>
    public static AppliedLayer? LastOf(CheckedStage stage) =>
        stage.Layers.LastOrDefault(layer => ChangesValues(layer) || !LayerRanges.KeepsValues(layer));

    /// <summary>The mistake; null if the stage can return the required values, or its layers are unknown.</summary>
    public static DeclarationError? Check(CheckedStage stage, RequiredOutput required) =>
        stage.Layers.Count == 0 || required.Allows(LayerRanges.Of(stage)) ? null : new OutputRangeChecker(stage, required).Error();

    private DeclarationError? Error()
    {
        var (culprit, repair, advice) = Repaired();
        var (values, isOutside) = (_values[_values.Count - 1], _required.IsExceededBy(_values[_values.Count - 1]));
        return DeclarationError.Of(
                isOutside ? RuleId.OutsideRange : RuleId.UncoveredRange,
                culprit.Place.Outermost(),
                _stage.Name,
                culprit.Callee?.Name ?? culprit.Kind.Name,
                values.IsCoupled ? "sum to 1" : values.IsUnbounded ? "can be any real number" : $"are {values}",
                _required.By,
                Needed(isOutside),
                advice)
            .RepairedBy(repair);
    }

    private string Needed(bool isOutside) => _required.Range switch
    {
        { IsUnbounded: true } => "any real number",
        var range => $"{(isOutside ? "values" : "all values")} {(range.IsBounded ? "" : "of ")}{range}",
    };

    /// <summary>
    /// The layer at fault and its repair: later layers are removed if the values before them are right; otherwise the last activation becomes the
    /// layer that returns the required values, or that layer is added.
    /// </summary>
    private (AppliedLayer Culprit, Repair? Repair, string Advice) Repaired()
    {
        var allowed = _values.ToList().FindLastIndex(_required.Allows);
        var wrong = _tail.Skip(Math.Max(allowed, 0)).Where(ChangesValues).ToList();
        if (wrong.Count > 0 && (allowed > 0 || allowed == 0 && _required.Range.IsUnbounded))
        {
            var removed = string.Join(" and ", wrong.Select(layer => layer.Kind.Name));
            return Tried(wrong[0], [.. _tail.Except(wrong)], Repair.Of([.. wrong.Select(layer => new Edit(EditKind.RemoveLayer, layer.Place, layer.Kind.Name))]), $"Remove {removed}");
        }

        var suitable = Suitable();
        if (wrong.Count == 0 && allowed >= 0)
        {
            // Neither an activation nor a dropout, such as an interpolation that overshoots: it cannot be removed.
            var first = Enumerable.Range(allowed, _tail.Count - allowed).First(i => !_values[i + 1].Equals(_values[i]));
            return Tried(_tail[first], [.. _tail, suitable.Layer], After(_tail[_tail.Count - 1], suitable.Text), $"Add [{suitable.Text}] after it");
        }

        if (wrong.LastOrDefault() is { } last)
        {
            // Earlier activations are removed only if they limit the values of the new one.
            var replaced = last.Kind == suitable.Layer.Kind && last.Arguments.SequenceEqual(suitable.Layer.Arguments) ? [] : new[] { new Edit(EditKind.ReplaceLayer, last.Place, suitable.Text) };
            var tail = _tail.Select(layer => layer == last ? suitable.Layer : layer).ToList();
            var alone = Tried(last, tail, Repair.Of(replaced), $"Use {suitable.Text} in its place");
            if (alone.Repair is not null)
                return alone;
            var others = wrong.Take(wrong.Count - 1).ToList();
            return Tried(
                last,
                [.. tail.Except(others)],
                Repair.Of([.. others.Select(layer => new Edit(EditKind.RemoveLayer, layer.Place, layer.Kind.Name)), .. replaced]),
                $"{(replaced.Length > 0 ? $"Use {suitable.Text} in its place, and remove" : "Remove")} {string.Join(" and ", others.Select(layer => layer.Kind.Name))}");
        }

        var source = _stage.Layers[Math.Max(_stage.Layers.Count - _tail.Count - 1, 0)];
        return Tried(source, [suitable.Layer, .. _tail], After(source, suitable.Text), $"Add [{suitable.Text}] after it");
    }

    private static Repair After(AppliedLayer layer, string text) => Repair.Of(EditKind.AppendLayers, layer.Place.Outermost(), text);

    /// <summary>The repair, if with it the tail returns the required values and the stage still has layers.</summary>
    private (AppliedLayer Culprit, Repair? Repair, string Advice) Tried(AppliedLayer culprit, IReadOnlyList<AppliedLayer> tail, Repair repair, string advice)
    {
        var values = tail.Aggregate(_values[0], (before, layer) => LayerRanges.Of(layer, before));
        return _required.Allows(values) && _stage.Layers.Count + tail.Count > _tail.Count
            ? (culprit, repair, advice)
            : (culprit, null, $"End {_stage.Name} in Linear or a convolution{(_required.Range.IsUnbounded ? "" : $", and {Suitable().Text}")}");
    }

    /// <summary>The layer that returns the required values for any input.</summary>
    private (AppliedLayer Layer, string Text) Suitable()
    {
        var (least, most) = (_required.Range.Least, _required.Range.Most);
        return (least, most) switch
        {
            (0, 1) => Made("Sigmoid"),
            (-1, 1) => Made("Tanh"),
            (0, double.PositiveInfinity) => Made("Softplus", 1.0, 20.0),
            (double.NegativeInfinity, 0) => Made("LogSigmoid"),
            (double.NegativeInfinity, double.PositiveInfinity) => Made("Identity"),
            _ => Made("Hardtanh", Math.Max(least, -double.MaxValue), Math.Min(most, double.MaxValue)),
        };
    }

    private (AppliedLayer Layer, string Text) Made(string kind, params object[] arguments)
    {
        var row = LayerCatalogue.Find(kind)!;
        var written = arguments.Select((value, i) => value.Equals(row.Parameters[i].Default) ? null : string.Format(CultureInfo.InvariantCulture, "{0} = {1:R}", row.Parameters[i].Name, value))
            .Where(argument => argument is not null)
            .ToList();
        var last = _stage.Layers[_stage.Layers.Count - 1];
        return (last with { Kind = row, Arguments = arguments }, written.Count == 0 ? kind : $"{kind}({string.Join(", ", written)})");
    }

    private static IReadOnlyList<AppliedLayer> TailOf(CheckedStage stage)
    {
        var start = stage.Layers.Count;
        while (start > 0 && stage.Layers[start - 1] is { Inputs.Count: 1 } layer && layer.Inputs[0].Layer == start - 2 && LayerRanges.DependsOnInput(layer))
            start--;
        return [.. stage.Layers.Skip(start)];
    }

    /// <summary>True for activations and dropouts, without which the stage has the same shapes.</summary>
    private static bool ChangesValues(AppliedLayer layer) =>
        layer.Kind is { IsElementwise: true, Name: not "Identity" } || layer.Kind.Name is "Softmax" or "LogSoftmax" or "Dropout" or "Dropout2d";
}
