using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission.Layers;

/// <summary>A member of an enum of TorchSharp: <c>PaddingModes.Reflect</c>.</summary>
internal readonly record struct EnumMember(string Type, string Name);

/// <summary>The length of the input's batch axis, as an argument of a call.</summary>
internal readonly record struct InputBatch;

/// <summary>A member of the layer's own module, as an argument of a call: <c>weight</c>.</summary>
internal readonly record struct ModuleMember(string Name);

/// <summary>Values per axis as a tuple, even if they are equal; a plain <see cref="PerAxis"/> is then one number.</summary>
internal readonly record struct AxisTuple(PerAxis Axes);

/// <summary>An expression for a parameter of the type <c>int</c>.</summary>
internal readonly record struct IntArgument(SizeExpression Value);

/// <summary>An array of integers or expressions as real numbers.</summary>
internal readonly record struct RealNumbers(IReadOnlyList<SizeExpression> Values);

/// <summary>An argument of a call of TorchSharp, with the parameter's name if it is not positional.</summary>
internal readonly record struct CallArgument(object? Value, string? Name = null);

/// <summary>The kind of function that a layer calls.</summary>
internal enum CallTarget
{
    /// <summary>A function in <c>torch</c> whose first argument is the layer's input.</summary>
    Function,

    /// <summary>A function in <c>torch</c> whose first argument is the list of the layer's inputs.</summary>
    FunctionOfList,

    /// <summary>A method of the layer's first input; the other inputs are its first arguments.</summary>
    Method,

    /// <summary>A method of a tensor with another one, applied to all inputs from left to right.</summary>
    Fold,

    /// <summary>A function of ModelDsl's runtime, with its full name, whose first argument is the layer's input.</summary>
    Runtime,

    /// <summary>A stage, of this model or of a submodel, which takes all inputs.</summary>
    Stage,
}

/// <summary>The call that applies a layer.</summary>
internal sealed record TorchCall(CallTarget Target, string Name, params CallArgument[] Arguments);

/// <summary>The call that creates the module of a layer.</summary>
internal sealed record ModuleCall(params CallArgument[] Arguments)
{
    /// <summary>The module's type; null for TorchSharp's module of the layer's name.</summary>
    public string? Type { get; init; }

    /// <summary>The type whose constructor takes the module, and which applies it; null for none.</summary>
    public string? Wrapper { get; init; }

    /// <summary>The call that applies the layer; null to call the module itself.</summary>
    public TorchCall? Application { get; init; }

    /// <summary>True if it has weights, whose device and data type are arguments.</summary>
    public bool HasWeights { get; init; }
}
