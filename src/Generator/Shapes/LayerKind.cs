namespace ModelDsl.Generator.Shapes;

/// <summary>What an argument of a layer may be.</summary>
internal enum ParameterType
{
    /// <summary>A positive integer, a size's name or an expression.</summary>
    Size,

    /// <summary>Several of them.</summary>
    Shape,

    /// <summary>An integer, or one for each of two axes.</summary>
    Pair,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A real number.</summary>
    Number,
}

/// <summary>An argument that a layer takes.</summary>
/// <param name="Name">The attribute's property.</param>
/// <param name="Type">What it may be.</param>
/// <param name="Default">Its value where it is not written; null where it must be.</param>
/// <param name="Minimum">The least integer allowed.</param>
internal sealed record LayerParameter(string Name, ParameterType Type, object? Default = null, long Minimum = 1);

/// <summary>An integer for each of two axes.</summary>
internal readonly record struct Pair(long Height, long Width)
{
    public bool IsSquare => Height == Width;

    public long this[int axis] => axis == 0 ? Height : Width;

    public override string ToString() => IsSquare ? $"{Height}" : $"{Height}×{Width}";
}

/// <summary>An argument of a call of the tensor library.</summary>
internal readonly record struct CallArgument(object Value, string? Name = null);

/// <summary>A call of the tensor library: with a leading dot a method of the layer's input, else a function in <c>torch</c>.</summary>
internal sealed record TorchCall(string Target, params CallArgument[] Arguments);

/// <summary>One row of the catalogue: all that is known of a kind of layer.</summary>
internal sealed record LayerKind(string Name, params LayerParameter[] Parameters)
{
    /// <summary>The output's shape, or what is wrong, from the layer and those before it in the stage.</summary>
    public Func<AppliedLayer, IReadOnlyList<AppliedLayer>, RuleResult> Rule { get; init; } = (layer, _) => layer.Input;

    /// <summary>The number of learned values.</summary>
    public Func<AppliedLayer, SizeExpression> Weights { get; init; } = _ => 0;

    /// <summary>Multiplications and additions for one image, a pair counted as one; biases are not counted.</summary>
    public Func<AppliedLayer, SizeExpression> MultiplyAdds { get; init; } = _ => 0;

    /// <summary>How a layer with weights is made: the arguments of the factory of its name in <c>torch.nn</c>.</summary>
    public Func<AppliedLayer, IEnumerable<CallArgument>>? Construction { get; init; }

    /// <summary>How a layer without weights is applied.</summary>
    public Func<AppliedLayer, TorchCall>? Call { get; init; }

    /// <summary>How it is applied in place; null where it cannot be.</summary>
    public Func<AppliedLayer, TorchCall?>? CallInPlace { get; init; }

    /// <summary>Whether it maps each element alone.</summary>
    public bool IsElementwise { get; init; }

    /// <summary>Whether its output is memory of its own that its backward pass does not read, so that the next layer may overwrite it.</summary>
    public bool OutputMayBeOverwritten { get; init; }

    /// <summary>Whether the installed and the oldest tensor library share no form with different values per axis.</summary>
    public bool SquareOnly { get; init; }
}

/// <summary>A layer in its stage, with its arguments read.</summary>
internal sealed record AppliedLayer(int Index, LayerKind Kind, IReadOnlyDictionary<string, object> Arguments, Shape Input)
{
    public Shape Output { get; init; } = Input;

    public SizeExpression Size(string argument) => (SizeExpression)Arguments[argument];

    public Shape Shape(string argument) => (Shape)Arguments[argument];

    public Pair Pair(string argument) => (Pair)Arguments[argument];

    public bool Flag(string argument) => (bool)Arguments[argument];

    public double Number(string argument) => (double)Arguments[argument];
}

/// <summary>What a shape rule gives: the output's shape or a fault.</summary>
internal readonly struct RuleResult
{
    public Shape? Output { get; private init; }

    public LayerFault? Fault { get; private init; }

    public static implicit operator RuleResult(Shape output) => new() { Output = output };

    public static implicit operator RuleResult(LayerFault fault) => new() { Fault = fault };
}

/// <summary>A rule that a layer breaks.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Argument">The argument at fault; null for the layer.</param>
/// <param name="Message">What the message is filled with.</param>
internal sealed record LayerFault(Rule Rule, string? Argument, params string[] Message)
{
    /// <summary>The layer whose argument it is, where that is another.</summary>
    public int? Layer { get; init; }

    /// <summary>The layer that it contradicts; the one before where none is named.</summary>
    public int? Related { get; init; }
}
