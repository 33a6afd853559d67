namespace ModelDsl.Generator.Shapes;

/// <summary>What an argument of a layer may be.</summary>
internal enum ParameterType
{
    /// <summary>A positive integer, a size's name or an expression.</summary>
    Size,

    /// <summary>Several of them.</summary>
    Shape,

    /// <summary>An integer, or one for each axis.</summary>
    PerAxis,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A real number.</summary>
    Number,

    /// <summary>A name: of a point, a stage or a property, or an enum's member.</summary>
    Name,

    /// <summary>The type of a module from a tensor to a tensor.</summary>
    Module,
}

/// <summary>An argument that a layer takes.</summary>
/// <param name="Name">The attribute's property.</param>
/// <param name="Type">What it may be.</param>
/// <param name="Default">Its value where it is not written; null where it must be.</param>
/// <param name="Minimum">The least integer allowed.</param>
/// <param name="Axes">The number of axes that may have values of their own.</param>
/// <param name="Least">The least real number allowed.</param>
/// <param name="Most">The largest real number allowed.</param>
internal sealed record LayerParameter(
    string Name,
    ParameterType Type,
    object? Default = null,
    long Minimum = 1,
    int Axes = 1,
    double Least = double.NegativeInfinity,
    double Most = double.PositiveInfinity)
{
    /// <summary>What it may be, for messages.</summary>
    public string Suitable => Type switch
    {
        ParameterType.Size => "an integer, a size's name or an expression such as \"2*Latent\"",
        ParameterType.Shape => "one integer, size's name or expression for each axis",
        ParameterType.PerAxis => Axes switch
        {
            1 => "an integer",
            2 => "an integer, or new[] { height, width }",
            3 => "an integer, or new[] { depth, height, width }",
            _ => "an integer, or new[] { left, right, top, bottom }",
        },
        ParameterType.Flag => "true or false",
        ParameterType.Number => "a number",
        ParameterType.Module => "typeof(...) of a visible class that derives from Module<Tensor, Tensor>",
        _ => "a name: nameof(...)",
    };
}

/// <summary>An integer for each axis.</summary>
internal sealed record PerAxis(EquatableArray<long> Values)
{
    public bool IsUniform
    {
        get
        {
            for (var i = 1; i < Values.Count; i++)
            {
                if (Values[i] != Values[0])
                    return false;
            }

            return true;
        }
    }

    public long this[int axis] => Values[axis];

    public override string ToString() => IsUniform ? $"{Values[0]}" : string.Join("×", Values);
}

/// <summary>A member of an enum of the tensor library: <c>PaddingModes.Reflect</c>.</summary>
internal readonly record struct EnumMember(string Type, string Name);

/// <summary>What stands for the input's batch axis in the arguments of a call.</summary>
internal readonly record struct InputBatch;

/// <summary>A member of the layer's own module: <c>weight</c>.</summary>
internal readonly record struct ModuleMember(string Name);

/// <summary>An argument of a call of the tensor library.</summary>
internal readonly record struct CallArgument(object? Value, string? Name = null);

/// <summary>What a call is a call of.</summary>
internal enum CallTarget
{
    /// <summary>A function in <c>torch</c>, whose first argument is the layer's input.</summary>
    Function,

    /// <summary>A function in <c>torch</c>, whose first argument is the list of the layer's inputs.</summary>
    FunctionOfList,

    /// <summary>A method of the layer's input, which takes the other inputs first.</summary>
    Method,

    /// <summary>Another stage, or a stage of a held model, which takes all inputs.</summary>
    Stage,
}

/// <summary>How a layer without a module is applied.</summary>
internal sealed record TorchCall(CallTarget Target, string Name, params CallArgument[] Arguments);

/// <summary>How the module of a layer is made.</summary>
internal sealed record ModuleCall(params CallArgument[] Arguments)
{
    /// <summary>The module's type, if it is not TorchSharp's of the layer's name.</summary>
    public string? Type { get; init; }

    /// <summary>How the module is applied; null to call it.</summary>
    public TorchCall? Application { get; init; }

    /// <summary>Whether it takes a device and a type for weights.</summary>
    public bool TakesDevice { get; init; } = true;
}

/// <summary>What a layer gets.</summary>
internal enum LayerInputs
{
    /// <summary>What the layer before gives.</summary>
    Previous,

    /// <summary>That and a named point, or all of the stage's parameters where none is named.</summary>
    Joined,

    /// <summary>What the layer before gives; for a stage with several parameters all of this stage's.</summary>
    Forwarded,
}

/// <summary>One row of the catalogue: all that is known of a kind of layer.</summary>
internal sealed record LayerKind(string Name, params LayerParameter[] Parameters)
{
    /// <summary>Where and why the rule refuses what libtorch would take; null where it refuses nothing more.</summary>
    public string? Stricter { get; init; }

    /// <summary>What it gets.</summary>
    public LayerInputs Inputs { get; init; }

    /// <summary>The output's shape, or what is wrong, from the layer and those before it in the stage.</summary>
    public Func<AppliedLayer, IReadOnlyList<AppliedLayer>, RuleResult> Rule { get; init; } = (layer, _) => layer.Input;

    /// <summary>The number of learned values.</summary>
    public Func<AppliedLayer, SizeExpression> Weights { get; init; } = _ => 0;

    /// <summary>Multiplications and additions for one image, a pair counted as one; biases are not counted.</summary>
    public Func<AppliedLayer, SizeExpression> MultiplyAdds { get; init; } = _ => 0;

    /// <summary>How its module is made, in the constructor; null where it has none.</summary>
    public Func<AppliedLayer, ModuleCall>? Module { get; init; }

    /// <summary>How it is applied where it has no module.</summary>
    public Func<AppliedLayer, TorchCall>? Call { get; init; }

    /// <summary>How it is applied in place; null where it cannot be.</summary>
    public Func<AppliedLayer, TorchCall?>? CallInPlace { get; init; }

    /// <summary>The parameter of that name; −1 where there is none.</summary>
    public int IndexOf(string parameter)
    {
        for (var i = 0; i < Parameters.Length; i++)
        {
            if (Parameters[i].Name == parameter)
                return i;
        }

        return -1;
    }

    /// <summary>Whether it maps each element alone.</summary>
    public bool IsElementwise { get; init; }

    /// <summary>Whether it has a weight of two axes or more, which an initializer may draw.</summary>
    public bool HasMatrix { get; init; }

    /// <summary>Whether its output is memory of its own that its backward pass does not read, so that the next layer may overwrite it.</summary>
    public bool OutputMayBeOverwritten { get; init; }
}

/// <summary>What a layer takes in: another layer's output or a parameter of the stage.</summary>
/// <param name="Layer">The layer's index; −1 for a parameter.</param>
/// <param name="Parameter">The parameter's index; −1 for a layer.</param>
/// <param name="Shape">Its shape.</param>
internal sealed record Value(int Layer, int Parameter, Shape Shape);

/// <summary>A layer in its stage, with its arguments read.</summary>
/// <param name="Index">Its number in the stage, after blocks are expanded.</param>
/// <param name="Kind">Its row of the catalogue.</param>
/// <param name="Arguments">Its arguments, in the order of the kind's parameters, defaults included.</param>
/// <param name="Inputs">What it takes in.</param>
/// <param name="Sizes">The allowed values of the model's sizes.</param>
/// <param name="Place">Where it is declared.</param>
internal sealed record AppliedLayer(
    int Index, LayerKind Kind, object[] Arguments, EquatableArray<Value> Inputs, SizeDomain Sizes, Place Place)
{
    /// <summary>What the layer before gives.</summary>
    public Shape Input => Inputs[0].Shape;

    public Shape Output { get; init; } = Inputs[0].Shape;

    /// <summary>The number of learned values; asked for when the output is known.</summary>
    public SizeExpression Weights => field ??= Kind.Weights(this);

    /// <summary>Multiply-adds for one image; asked for when the output is known.</summary>
    public SizeExpression MultiplyAdds => field ??= Kind.MultiplyAdds(this);

    /// <summary>The stage that it runs, where it runs one.</summary>
    public CheckedStage? Callee { get; init; }

    /// <summary>The layer whose weights it uses, where it uses another's.</summary>
    public TiedLayer? Tied { get; init; }

    /// <summary>Whether it gives a distribution and no tensor.</summary>
    public bool GivesGaussian => Kind.Name == "Gaussian" || Callee?.GivesGaussian == true;

    /// <summary>How its module is made; null where it has none.</summary>
    public ModuleCall? Module => field ??= Kind.Module?.Invoke(this);

    public object Argument(string name) => Arguments[Kind.IndexOf(name)];

    public SizeExpression Size(string argument) => (SizeExpression)Argument(argument);

    public Shape Shape(string argument) => (Shape)Argument(argument);

    public PerAxis Axes(string argument) => (PerAxis)Argument(argument);

    public bool Flag(string argument) => (bool)Argument(argument);

    public double Number(string argument) => (double)Argument(argument);

    public string Name(string argument) => (string)Argument(argument);

    /// <summary>Whether its kind has such an argument.</summary>
    public bool Takes(string argument) => Kind.IndexOf(argument) >= 0;

    /// <summary>Whether an argument has the value that it has where it is not written.</summary>
    public bool IsDefault(string argument)
    {
        var index = Kind.IndexOf(argument);
        return Kind.Parameters[index].Default?.Equals(Arguments[index]) == true;
    }
}

/// <summary>A layer of another stage.</summary>
internal sealed record TiedLayer(int Stage, AppliedLayer Layer);

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
    public AppliedLayer? Layer { get; init; }

    /// <summary>The layer that it contradicts; the one before where none is named.</summary>
    public AppliedLayer? Related { get; init; }

    /// <summary>What would repair it.</summary>
    public Repair? Repair { get; init; }
}
