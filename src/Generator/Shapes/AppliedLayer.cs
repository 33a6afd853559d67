namespace ModelDsl.Generator.Shapes;

/// <summary>An input of a layer: another layer's output or a parameter of the stage.</summary>
/// <param name="Layer">The layer's index; −1 for a parameter.</param>
/// <param name="Parameter">The parameter's index; −1 for a layer.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Output">The index of the output if the layer runs a stage with several.</param>
internal sealed record Value(int Layer, int Parameter, Shape Shape, int Output = 0);

/// <summary>A layer of another stage.</summary>
internal sealed record TiedLayer(int Stage, AppliedLayer Layer);

/// <summary>A layer in its stage, with its arguments read.</summary>
/// <param name="Index">Its index in the stage after blocks are expanded.</param>
/// <param name="Kind">Its row of the catalogue.</param>
/// <param name="Arguments">Its arguments in the order of the kind's parameters, defaults included.</param>
/// <param name="Inputs">Its inputs.</param>
/// <param name="Sizes">The allowed values of the model's sizes.</param>
/// <param name="Place">The place of its declaration.</param>
internal sealed record AppliedLayer(
    int Index, LayerKind Kind, object[] Arguments, EquatableArray<Value> Inputs, SizeDomain Sizes, Place Place)
{
    /// <summary>The output of the layer before.</summary>
    public Shape Input => Inputs[0].Shape;

    public Shape Output { get; init; } = Inputs[0].Shape;

    /// <summary>The number of learned values. Read it only after the output is set.</summary>
    public SizeExpression Weights => field ??= Kind.Weights(this);

    /// <summary>Multiply-adds for one image. Read it only after the output is set.</summary>
    public SizeExpression MultiplyAdds => field ??= Kind.MultiplyAdds(this);

    /// <summary>The stage that it runs; null for most layers.</summary>
    public CheckedStage? Callee { get; init; }

    /// <summary>The outputs of the stage that it runs if these are several; otherwise none.</summary>
    public IReadOnlyList<StageOutput> Outputs => Callee?.Outputs ?? [];

    /// <summary>The shape of its output, or the shapes of several with their names.</summary>
    public string Result => Outputs.Count > 0 ? Callee!.Result : $"{Output}";

    /// <summary>The layer whose weights it shares; null for most layers.</summary>
    public TiedLayer? Tied { get; init; }

    /// <summary>True if it returns a distribution, not a tensor.</summary>
    public bool ReturnsGaussian => Kind.Name == "Gaussian" || Callee?.ReturnsGaussian == true;

    public object Argument(string name) => Arguments[Kind.IndexOf(name)];

    public SizeExpression Size(string argument) => (SizeExpression)Argument(argument);

    public Shape Shape(string argument) => (Shape)Argument(argument);

    public PerAxis Axes(string argument) => (PerAxis)Argument(argument);

    /// <summary>An argument that is a number, whatever the sizes are.</summary>
    public int Integer(string argument) => (int)Axes(argument)[0].Constant!.Value;

    public EquatableArray<long> Integers(string argument) => (EquatableArray<long>)Argument(argument);

    public bool Flag(string argument) => (bool)Argument(argument);

    public double Number(string argument) => (double)Argument(argument);

    public string Name(string argument) => (string)Argument(argument);

    /// <summary>The names of points.</summary>
    public EquatableArray<string> Names(string argument) => (EquatableArray<string>)Argument(argument);

    /// <summary>An argument's name as it may be written.</summary>
    public string Spelling(string argument) => Kind.Parameters[Kind.IndexOf(argument)].Spelling;

    /// <summary>True if its kind has the argument.</summary>
    public bool Takes(string argument) => Kind.IndexOf(argument) >= 0;

    /// <summary>The layer with other expressions, as with numbers in place of sizes.</summary>
    public AppliedLayer With(Func<SizeExpression, SizeExpression> valueOf) => this with
    {
        Arguments = [.. Arguments.Select(argument => argument switch
        {
            SizeExpression expression => valueOf(expression),
            PerAxis axes => axes.With(valueOf),
            Shape shape => shape.With(valueOf),
            _ => argument,
        })],
        Inputs = new(Inputs.Select(input => input with { Shape = input.Shape.With(valueOf) })),
        Output = Output.With(valueOf),
        Tied = Tied is null ? null : Tied with { Layer = Tied.Layer.With(valueOf) },
    };

    /// <summary>True if the argument equals its default.</summary>
    public bool IsDefault(string argument)
    {
        var index = Kind.IndexOf(argument);
        return Kind.Parameters[index].Default?.Equals(Arguments[index]) == true;
    }
}
