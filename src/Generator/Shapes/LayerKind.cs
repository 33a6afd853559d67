namespace ModelDsl.Generator.Shapes;

/// <summary>The inputs of a layer.</summary>
internal enum LayerInputs
{
    /// <summary>The output of the layer before.</summary>
    Previous,

    /// <summary>The output of the layer before and named points; all of the stage's parameters if no point is named.</summary>
    Joined,

    /// <summary>The output of the layer before; at the start of a stage, all of its parameters.</summary>
    Forwarded,
}

/// <summary>A row of the catalogue: a kind of layer with its arguments and its shape rule.</summary>
internal sealed record LayerKind(string Name, params LayerParameter[] Parameters)
{
    /// <summary>The inputs that the rule refuses although libtorch accepts them, with the reason; null if none.</summary>
    public string? Stricter { get; init; }

    public LayerInputs Inputs { get; init; }

    /// <summary>Computes the output's shape, or the fault, from the layer and those before it in the stage.</summary>
    public Func<AppliedLayer, IReadOnlyList<AppliedLayer>, RuleResult> Rule { get; init; } = (layer, _) => layer.Input;

    /// <summary>The number of learned values.</summary>
    public Func<AppliedLayer, SizeExpression> Weights { get; init; } = _ => 0;

    /// <summary>Multiply-adds for one image, each counted as one; biases are not counted.</summary>
    public Func<AppliedLayer, SizeExpression> MultiplyAdds { get; init; } = _ => 0;

    /// <summary>True if each output element depends on one input element.</summary>
    public bool IsElementwise { get; init; }

    /// <summary>True if it has a weight of two axes or more, which an initializer may draw.</summary>
    public bool HasMatrix { get; init; }

    /// <summary>The index of a parameter; −1 if none has that name.</summary>
    public int IndexOf(string parameter)
    {
        for (var i = 0; i < Parameters.Length; i++)
        {
            if (Parameters[i].Name == parameter)
                return i;
        }

        return -1;
    }
}
