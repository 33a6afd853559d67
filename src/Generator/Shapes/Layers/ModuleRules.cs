namespace ModelDsl.Generator.Shapes.Layers;

/// <summary>Modules that the user wrote.</summary>
internal static class ModuleRules
{
    /// <summary>The stated output, which generated code checks; by default the input's shape. A constructor takes the arguments.</summary>
    public static RuleResult Output(AppliedLayer layer, IReadOnlyList<AppliedLayer> before) => TypeOf(layer).Constructors is not null && Constructor(layer) is null
        ? Fault(layer, TypeOf(layer))
        : layer.IsDefault("Output") ? layer.Input : layer.Shape("Output");

    /// <summary>The constructor's arguments. The flag is true if the parameter is an <c>int</c>.</summary>
    public static IEnumerable<(SizeExpression Value, bool IsInt)> Arguments(AppliedLayer layer)
    {
        var constructor = Constructor(layer);
        return layer.Shape("Arguments").Axes.Select((value, i) => (value, constructor?.Parameters[i].Type == NumberType.Int));
    }

    private static ModuleConstructor? Constructor(AppliedLayer layer)
    {
        var arguments = layer.Shape("Arguments").Axes;
        return TypeOf(layer).Constructors?.FirstOrDefault(constructor => constructor.Takes(arguments));
    }

    private static TypeName TypeOf(AppliedLayer layer) => (TypeName)layer.Argument("Type");

    private static LayerFault Fault(AppliedLayer layer, TypeName type)
    {
        var arguments = layer.Shape("Arguments").Axes;
        var written = arguments.Count switch { 0 => "no arguments", 1 => $"the argument {arguments[0]}", _ => $"the arguments {string.Join(", ", arguments)}" };
        var suitable = type.Constructors!.Value.FirstOrDefault(constructor => constructor.TakesIntegers);
        var advice = suitable switch
        {
            null => $"Write a constructor whose parameters are integers, because a layer passes only these",
            { Parameters.Count: 0 } => "Remove Arguments",
            { Parameters: var parameters } => $"Write Arguments for {type.ShortName}({string.Join(", ", parameters.Select(parameter => parameter.Text))})",
        };
        return new(RuleId.ModuleArguments, "Arguments", type.ShortName, written, advice)
        {
            Repair = suitable?.Parameters.Count == 0 ? Repair.Of(EditKind.RemoveArgument, layer.Place with { Argument = "Arguments" }, "no Arguments") : null,
        };
    }
}
