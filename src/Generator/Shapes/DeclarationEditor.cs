using System.Globalization;
using System.Text.RegularExpressions;

namespace ModelDsl.Generator.Shapes;

/// <summary>Applies the edits of a repair to a declaration.</summary>
/// <param name="model">The declaration.</param>
internal sealed class DeclarationEditor(Architecture model)
{
    private readonly List<BlockEdit> _blocks = [];
    private Architecture _model = model;

    /// <summary>The changes of blocks, which also apply to other models.</summary>
    public IReadOnlyList<BlockEdit> Blocks => _blocks;

    /// <summary>Applies a repair. False if its text cannot be read.</summary>
    /// <param name="repair">The repair.</param>
    /// <param name="repaired">The declaration after it; null if the shape rules do not depend on what it changes.</param>
    public bool Apply(Repair repair, out Architecture? repaired)
    {
        // From the end, so that the indices of the layers before stay the same; arguments before their layer moves.
        var edits = repair.Edits.OrderByDescending(edit => edit.Place.Index)
            .ThenBy(edit => edit.Kind is EditKind.SetArgument or EditKind.RemoveArgument or EditKind.RenameLayer or EditKind.RewriteLayer ? 0 : 1).ToList();
        var isKnown = true;
        foreach (var edit in edits)
        {
            if (!Apply(edit, ref isKnown))
            {
                repaired = null;
                return false;
            }
        }

        repaired = isKnown ? _model : null;
        return true;
    }

    private bool Apply(Edit edit, ref bool isKnown)
    {
        switch (edit.Place.Kind)
        {
            case PlaceKind.Layer:
                return ApplyToLayers(edit, ref isKnown);
            case PlaceKind.Parameter when edit.Kind is EditKind.SetArgument or EditKind.AnnotateParameter:
                return Axes(edit, stage => stage.Parameters[edit.Place.Index].Shape, (stage, axes) => stage with
                {
                    Parameters = Replaced(stage.Parameters, edit.Place.Index, stage.Parameters[edit.Place.Index] with { Shape = axes }),
                });
            case PlaceKind.Return when edit.Kind == EditKind.SetArgument:
            case PlaceKind.Stage when edit.Kind == EditKind.AnnotateResult:
                return Axes(edit, stage => stage.Returns, (stage, axes) => stage with { Returns = axes });
            case PlaceKind.Return when edit.Kind == EditKind.RemoveLayer:
                return Set(edit, stage => stage with { Returns = null });
            case PlaceKind.Stage when edit.Kind == EditKind.SetReturnType && _model.Stages[edit.Place.Stage].Form != StageForm.Unsuitable:
                return Set(edit, stage => stage with { Form = edit.Text == "Gaussian" ? StageForm.Gaussian : StageForm.Tensor });
            case PlaceKind.Model when edit.Kind == EditKind.InsertMember && Regex.Match(edit.Text, @"^\[Size\((?<value>\d+)\)\] public partial int (?<name>\w+) ") is { Success: true } size:
                _model = _model with { Sizes = new(_model.Sizes.Append(new Size(size.Groups["name"].Value, int.Parse(size.Groups["value"].Value, CultureInfo.InvariantCulture), true))) };
                return true;
            case PlaceKind.Size when edit.Kind == EditKind.SetArgument:
                return ApplyToSize(edit);
            default:
                isKnown = false;
                return true;
        }
    }

    private bool ApplyToLayers(Edit edit, ref bool isKnown)
    {
        var (stage, place) = (_model.Stages[edit.Place.Stage], edit.Place);
        if (place.Inside.Count == 0)
            return ApplyTo(stage.Layers, place.Index, edit, ref isKnown) is { } changed && Set(edit, declared => declared with { Layers = changed });

        // All uses of a block share its layers.
        var block = BlockOf(stage.Layers[place.Index], place.Inside);
        if (block.IsElsewhere || ApplyTo(block.Layers, place.Inside[place.Inside.Count - 1], edit, ref isKnown) is not { } layers)
            return false;
        var repaired = block with { Layers = layers };
        if (BlockChecker.IsMistaken(repaired))
            return false;
        var shared = new BlockEdit(block, repaired);
        _blocks.Add(shared);
        _model = shared.ApplyTo(_model);
        return true;
    }

    /// <summary>The innermost block on the way from a layer inwards.</summary>
    private static Block BlockOf(Layer layer, IReadOnlyList<int> inside) =>
        inside.Take(inside.Count - 1).Aggregate(layer, (outer, index) => outer.Block!.Layers[index]).Block!;

    /// <summary>The layers of a stage or a block after an edit; null if its text cannot be read.</summary>
    private static EquatableArray<Layer>? ApplyTo(EquatableArray<Layer> before, int index, Edit edit, ref bool isKnown)
    {
        var place = edit.Place;
        var layers = before.ToList();
        var layer = layers[index];
        switch (edit.Kind)
        {
            case EditKind.InsertLayers or EditKind.AppendLayers or EditKind.ReplaceLayer:
                if (LayerText.Layers(edit.Text) is not { } added)
                    return null;
                if (edit.Kind == EditKind.ReplaceLayer)
                    layers.RemoveAt(index);
                layers.InsertRange(index + (edit.Kind == EditKind.AppendLayers ? 1 : 0), added);
                break;
            case EditKind.RemoveLayer:
                layers.RemoveAt(index);
                break;
            case EditKind.MoveLast:
                layers.RemoveAt(index);
                layers.Add(layer);
                break;
            case EditKind.RenameLayer:
                if (LayerCatalogue.Find(edit.Text) is not { } kind || layer.Arguments.Select(argument => argument.Name).Any(name => kind.IndexOf(name) < 0))
                    return null;
                layers[index] = layer with { Kind = edit.Text };
                break;
            case EditKind.RemoveArgument:
                layers[index] = layer with { Arguments = new(layer.Arguments.Where(argument => argument.Name != place.Argument)) };
                break;
            case EditKind.SetArgument:
                var parameter = LayerCatalogue.Find(layer.Kind ?? "")?.Parameters.FirstOrDefault(candidate => candidate.Name == place.Argument || candidate.Spelling == place.Argument);
                var name = parameter?.Name ?? place.Argument!;
                if (Changed(name, layer.Find(name), edit, parameter?.Type) is not { } value)
                    return null;
                layers[index] = layer with { Arguments = new(layer.Arguments.Where(argument => argument.Name != name).Append(value)) };
                break;
            case EditKind.RewriteLayer:
                if (LayerText.Layers(edit.Text) is not { Count: 1 } rewritten)
                    return null;
                layers[index] = rewritten[0] with
                {
                    Arguments = new(rewritten[0].Arguments.Concat(layer.Arguments.Skip(layer.Positional).Where(argument => rewritten[0].Find(argument.Name) is null))),
                };
                break;
            default:
                isKnown = false;
                return before;
        }

        return new EquatableArray<Layer>(layers);
    }

    /// <summary>The argument after the edit, which may set one element; null if the text cannot be read.</summary>
    private static Argument? Changed(string name, Argument? before, Edit edit, ParameterType? type)
    {
        var value = LayerText.Argument(name, edit.Text, type);
        return value is not { Values.Count: 1 } || edit.Place.Element < 0 || before is not { IsArray: true } || edit.Place.Element >= before.Values.Count
            ? value
            : before with { Values = Replaced(before.Values, edit.Place.Element, value.Values[0]) };
    }

    private bool Axes(Edit edit, Func<Stage, Argument?> before, Func<Stage, Argument, Stage> after)
    {
        // Also within [Shape(...)] or [return: Shape(...)].
        var written = Regex.Match(edit.Text, @"^\[(return: )?Shape\((?<axes>.*)\)\]$");
        var text = written.Success ? written.Groups["axes"].Value : edit.Text;
        return Changed("Axes", before(_model.Stages[edit.Place.Stage]), edit with { Text = text }, ParameterType.Shape) is { } axes
            && Set(edit, stage => after(stage, axes));
    }

    private bool Set(Edit edit, Func<Stage, Stage> change)
    {
        _model = _model with { Stages = Replaced(_model.Stages, edit.Place.Stage, change(_model.Stages[edit.Place.Stage])) };
        return true;
    }

    private bool ApplyToSize(Edit edit)
    {
        var size = _model.Sizes[edit.Place.Index];
        if (LayerText.Argument(edit.Place.Argument!, edit.Text, ParameterType.PerAxis) is not { } argument || !argument.Values.All(value => value is long))
            return false;
        var values = argument.Values.Select(value => (int)(long)value!).ToList();
        Size? changed = edit.Place.Argument switch
        {
            "AnyOf" => size with { AnyOf = new EquatableArray<int>(values) },
            "Value" => size with { Value = values[0] },
            "Min" => size with { Min = values[0] },
            "Max" => size with { Max = values[0] },
            _ => null,
        };
        if (changed is null)
            return false;
        _model = _model with { Sizes = Replaced(_model.Sizes, edit.Place.Index, changed) };
        return true;
    }

    private static EquatableArray<T> Replaced<T>(EquatableArray<T> items, int index, T item) => new(items.Select((old, i) => i == index ? item : old));
}
