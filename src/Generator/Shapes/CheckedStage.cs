namespace ModelDsl.Generator.Shapes;

/// <summary>A stage with the shapes of its layers.</summary>
/// <param name="Name">The stage's name.</param>
/// <param name="Inputs">The parameters' shapes.</param>
/// <param name="Layers">The layers; none where the user wrote it.</param>
/// <param name="Output">What it gives.</param>
internal sealed record CheckedStage(string Name, IReadOnlyList<Shape> Inputs, IReadOnlyList<AppliedLayer> Layers, Shape Output)
{
    /// <summary>The first parameter's shape.</summary>
    public Shape Input => Inputs[0];

    /// <summary>Whether it gives a distribution and no tensor.</summary>
    public bool GivesGaussian { get; init; }

    /// <summary>Whether the user wrote it, so that its output is checked where it is used.</summary>
    public bool IsHandWritten { get; init; }

    /// <summary>Multiply-adds for one image.</summary>
    /// <exception cref="OverflowException">There are more than 64 bits can count.</exception>
    public SizeExpression MultiplyAdds
    {
        get => field ?? Layers.Aggregate(SizeExpression.Zero, (sum, layer) => sum + layer.MultiplyAdds);
        init;
    }

    /// <summary>The number of weights of its whole model, where that is another.</summary>
    public SizeExpression ModelWeights { get; init; } = 0;

    /// <summary>The last layer that maps more than single elements; null where there is none.</summary>
    public AppliedLayer? Producer => Layers.LastOrDefault(layer => !layer.Kind.IsElementwise);

    /// <summary>The stage as another model sees it that holds this one.</summary>
    /// <param name="meaning">What the sizes are there.</param>
    /// <param name="weights">The number of weights of this model.</param>
    public CheckedStage For(Func<string, SizeExpression> meaning, SizeExpression weights)
    {
        return this with
        {
            Inputs = [.. Inputs.Select(Translated)],
            Output = Translated(Output),
            Layers = [],
            MultiplyAdds = MultiplyAdds.Substitute(meaning),
            ModelWeights = weights.Substitute(meaning),
        };

        Shape Translated(Shape shape) => new(new(shape.Axes.Select(axis => axis.Substitute(meaning))));
    }
}
