using ModelDsl.Generator.Shapes.Layers;

namespace ModelDsl.Generator.Shapes;

/// <summary>One of several outputs of a stage.</summary>
internal sealed record StageOutput(string Name, Value Value);

/// <summary>A stage with the shapes of its layers.</summary>
/// <param name="Name">The stage's name.</param>
/// <param name="Inputs">The parameters' shapes.</param>
/// <param name="Layers">The layers; none if the user wrote the stage.</param>
/// <param name="Output">The output's shape; of several, that of the last tensor.</param>
internal sealed record CheckedStage(string Name, IReadOnlyList<Shape> Inputs, IReadOnlyList<AppliedLayer> Layers, Shape Output)
{
    /// <summary>The first parameter's shape.</summary>
    public Shape Input => Inputs[0];

    /// <summary>Its outputs if it returns several; otherwise none.</summary>
    public IReadOnlyList<StageOutput> Outputs { get; init; } = [];

    /// <summary>The last tensor; null if the user wrote the stage.</summary>
    public Value? Last { get; init; }

    /// <summary>The shape of its output, or the shapes of several with their names.</summary>
    public string Result => Outputs.Count == 0 ? $"{Output}" : string.Join(", ", Outputs.Select(output => $"{output.Name} {output.Value.Shape}"));

    /// <summary>True if it returns a distribution, not a tensor.</summary>
    public bool ReturnsGaussian { get; init; }

    /// <summary>True if the user wrote it. Its output is then checked at each use.</summary>
    public bool IsHandWritten { get; init; }

    /// <summary>Multiply-adds for one image.</summary>
    /// <exception cref="OverflowException">The number exceeds 64 bits.</exception>
    public SizeExpression MultiplyAdds
    {
        get => field ?? Layers.Aggregate(SizeExpression.Zero, (sum, layer) => sum + layer.MultiplyAdds);
        init;
    }

    /// <summary>The parameters that must be integers.</summary>
    public IReadOnlyList<int> IntegerInputs
    {
        get => field ??= EmbeddingRules.IntegerInputs(Layers);
        init;
    }

    /// <summary>The number of weights of its model if that is a submodel.</summary>
    public SizeExpression ModelWeights { get; init; } = 0;

    /// <summary>The last layer that is not elementwise; null if none.</summary>
    public AppliedLayer? Producer => Layers.LastOrDefault(layer => !layer.Kind.IsElementwise);

    /// <summary>The stage in the sizes of a model that holds this one.</summary>
    /// <param name="meaning">The values of the sizes there.</param>
    /// <param name="weights">The number of weights of this model.</param>
    public CheckedStage For(Func<string, SizeExpression> meaning, SizeExpression weights)
    {
        return this with
        {
            Inputs = [.. Inputs.Select(Translated)],
            Output = Translated(Output),
            Outputs = [.. Outputs.Select(output => output with { Value = output.Value with { Shape = Translated(output.Value.Shape) } })],
            Layers = [],
            MultiplyAdds = MultiplyAdds.Substitute(meaning),
            ModelWeights = weights.Substitute(meaning),
            IntegerInputs = IntegerInputs,
        };

        Shape Translated(Shape shape) => new(new(shape.Axes.Select(axis => axis.Substitute(meaning))));
    }
}
