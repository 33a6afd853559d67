namespace ModelDsl.Generator.Shapes;

/// <summary>A type that an attribute names.</summary>
/// <param name="Name">Its name with <c>global::</c>.</param>
/// <param name="MapsTensorToTensor">True if it is a module from a tensor to a tensor that generated code can create.</param>
/// <param name="IsPublic">True if other assemblies can refer to it.</param>
internal sealed record TypeName(string Name, bool MapsTensorToTensor, bool IsPublic)
{
    /// <summary>The constructors of a module that generated code can call; null if they are unknown, as those of a model.</summary>
    public EquatableArray<ModuleConstructor>? Constructors { get; init; }

    /// <summary>The name without namespaces and containing types.</summary>
    public string ShortName => Name.Substring(Name.LastIndexOfAny(['.', ':']) + 1);
}

/// <summary>The numbers that a parameter takes.</summary>
internal enum NumberType
{
    /// <summary>None.</summary>
    None,

    /// <summary>Those of an integer type with fewer values than <c>int</c>, or of an unsigned one.</summary>
    Narrow,

    /// <summary>Those of an <c>int</c>.</summary>
    Int,

    /// <summary>All integers.</summary>
    Any,
}

/// <summary>A parameter of a module's constructor.</summary>
/// <param name="Text">Its type and its name.</param>
/// <param name="Type">The numbers that it takes.</param>
/// <param name="IsOptional">True if it may be omitted.</param>
internal readonly record struct ModuleParameter(string Text, NumberType Type, bool IsOptional)
{
    /// <summary>True if it takes an argument: a constant, or an expression, which generated code converts to an <c>int</c>.</summary>
    public bool Takes(SizeExpression argument) => Type is NumberType.Int or NumberType.Any || Type == NumberType.Narrow && argument.Constant is not null;
}

/// <summary>A constructor of a module.</summary>
internal sealed record ModuleConstructor(EquatableArray<ModuleParameter> Parameters)
{
    /// <summary>True if it takes the arguments.</summary>
    public bool Takes(IReadOnlyList<SizeExpression> arguments)
    {
        for (var i = 0; i < Parameters.Count; i++)
        {
            if (i < arguments.Count ? !Parameters[i].Takes(arguments[i]) : !Parameters[i].IsOptional)
                return false;
        }

        return arguments.Count <= Parameters.Count;
    }

    /// <summary>True if a layer can call it: all arguments of a layer are integers.</summary>
    public bool TakesIntegers => Parameters.All(parameter => parameter.Type != NumberType.None || parameter.IsOptional);
}
