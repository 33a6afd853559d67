namespace ModelDsl.Generator.Shapes;

/// <summary>A stage with the shapes of its layers.</summary>
/// <param name="Name">The stage's name.</param>
/// <param name="Input">The parameter's shape.</param>
/// <param name="Layers">The layers.</param>
internal sealed record CheckedStage(string Name, Shape Input, IReadOnlyList<AppliedLayer> Layers)
{
    public Shape Output => Layers.Count == 0 ? Input : Layers[Layers.Count - 1].Output;
}

/// <summary>Follows a shape through the layers of a stage, up to the first mistake.</summary>
internal sealed class StageChecker(Architecture model, int index)
{
    private readonly Stage _stage = model.Stages[index];
    private readonly ArgumentReader _reader = new([.. model.Sizes.Select(size => size.Name)]);

    /// <summary>The checked stage; null with the <paramref name="error"/>, or without where the compiler reports the mistake.</summary>
    public CheckedStage? Check(out ShapeError? error)
    {
        if (!_stage.MapsTensorToTensor)
        {
            error = ShapeError.Of(Rule.UnsuitableStage, new(PlaceKind.Stage, index), _stage.Name);
            return null;
        }

        var parameter = _stage.Parameters[0];
        var place = new Place(PlaceKind.Parameter, index, 0);
        if (parameter.Shape is not { } shape)
        {
            error = ShapeError.Of(Rule.ParameterWithoutShape, place, _stage.Name, parameter.Name);
            return null;
        }

        if (_reader.Read(shape, ParameterType.Shape, 1, "Shape", place with { Argument = shape.Name }, out error) is not Shape input)
            return null;

        var layers = new List<AppliedLayer>();
        foreach (var layer in _stage.Layers)
        {
            var before = layers.Count == 0 ? input : layers[layers.Count - 1].Output;
            if (Apply(layer, before, layers, out error) is not { } applied)
                return null;
            layers.Add(applied);
        }

        var result = new CheckedStage(_stage.Name, input, layers);
        error = CheckAssertion(result, out var isMistaken);
        return error is null && !isMistaken ? result : null;
    }

    private AppliedLayer? Apply(Layer declared, Shape input, List<AppliedLayer> before, out ShapeError? error)
    {
        error = null;
        if (declared.Kind is not { } name)
            return null;

        var place = new Place(PlaceKind.Layer, index, before.Count);
        if (LayerCatalogue.Find(name) is not { } kind)
        {
            error = ShapeError.Of(Rule.UnknownLayer, place, name);
            return null;
        }

        if (ReadArguments(declared, kind, place, out error) is not { } arguments)
            return null;

        var layer = new AppliedLayer(before.Count, kind, arguments, input);
        try
        {
            var result = kind.Rule(layer, before);
            if (result.Fault is { } fault)
                error = Error(fault, place, before.Count - 1);
            else if (result.Output is { } output && FitsIn64Bits(layer = layer with { Output = output }))
                return layer;
        }
        catch (OverflowException)
        {
            error = ShapeError.Of(Rule.TooLarge, place, kind.Name, $"{input}");
        }

        return null;
    }

    private Dictionary<string, object>? ReadArguments(Layer declared, LayerKind kind, Place place, out ShapeError? error)
    {
        error = null;
        var values = new Dictionary<string, object>();
        foreach (var parameter in kind.Parameters)
        {
            var argumentPlace = place with { Argument = parameter.Name };
            var argument = declared.Arguments.FirstOrDefault(candidate => candidate.Name == parameter.Name);
            var value = argument is null
                ? parameter.Default
                : _reader.Read(argument, parameter.Type, parameter.Minimum, kind.Name, argumentPlace, out error);
            if (value is Pair { IsSquare: false } pair && kind.SquareOnly)
                error = ShapeError.Of(Rule.UnsuitableArgument, argumentPlace, $"{kind.Name}'s {parameter.Name}", $"{pair}",
                    "one integer for both axes: the supported versions of TorchSharp share no other form");
            if (value is null || error is not null)
                return null;
            values.Add(parameter.Name, value);
        }

        return values;
    }

    /// <summary>Computes what the summary holds, at its least, so that an overflow is thrown here.</summary>
    private static bool FitsIn64Bits(AppliedLayer layer) => new[] { layer.Output.Size, layer.Kind.Weights(layer), layer.Kind.MultiplyAdds(layer) }
        .All(expression => expression.AtOnes >= 0);

    private ShapeError Error(LayerFault fault, Place place, int previous)
    {
        var related = fault.Related ?? previous;
        return new(
            fault.Rule,
            place with { Index = fault.Layer ?? place.Index, Argument = fault.Argument },
            new(fault.Message),
            related >= 0 ? new(PlaceKind.Layer, index, related) : new(PlaceKind.Parameter, index, 0, "Axes"));
    }

    private ShapeError? CheckAssertion(CheckedStage stage, out bool isMistaken)
    {
        isMistaken = false;
        if (_stage.Returns is not { } returns)
            return null;

        var place = new Place(PlaceKind.Return, index, Argument: returns.Name);
        if (_reader.Read(returns, ParameterType.Shape, 1, "Shape", place, out var error) is not Shape asserted)
        {
            isMistaken = true;
            return error;
        }

        if (asserted.Equals(stage.Output))
            return null;

        var repair = OutputRepair.Find(stage, asserted);
        return new(
            Rule.AssertedOutput,
            repair?.Place(index) ?? place,
            new([stage.Name, $"{stage.Output}", $"{asserted}", repair?.Explanation ?? "", repair?.Advice ?? ""]),
            repair?.Place(index) is null ? LastLayer(stage) : place);
    }

    private Place? LastLayer(CheckedStage stage) =>
        stage.Layers.Count == 0 ? null : new(PlaceKind.Layer, index, stage.Layers.Count - 1);
}
