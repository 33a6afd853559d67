using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Usage;

/// <summary>Tracks the values in a body: tensors by their axes, models by their sizes.</summary>
/// <param name="models">Finds the model of a class.</param>
/// <param name="locals">The variables that can be followed.</param>
/// <param name="owner">The member that the body belongs to.</param>
internal sealed class ShapeFlow(Func<INamedTypeSymbol, KnownModel?> models, Locals locals, ISymbol owner)
{
    private readonly Dictionary<IOperation, TrackedValue?> _values = [];
    private readonly Dictionary<ISymbol, TrackedModel> _objects = new(SymbolEqualityComparer.Default);
    private readonly List<Size> _sizes = [];

    /// <summary>The allowed values of the sizes that shapes name here.</summary>
    public SizeDomain Domain => new(_sizes);

    /// <summary>The tensor that an expression returns; null if its axes are unknown.</summary>
    public TrackedTensor? Tensor(IOperation? operation) => operation is null ? null : Evaluate(operation) as TrackedTensor;

    /// <summary>The model and the stage that a call runs; null if it runs none.</summary>
    public (TrackedModel Model, CheckedStage Stage)? FindStage(IInvocationOperation call) =>
        call.Instance is { } instance && Model(instance) is { } model && model.Model.Find(call.TargetMethod) is { } stage ? (model, stage) : null;

    /// <summary>The arguments of a call in the order of its parameters.</summary>
    public static IEnumerable<IOperation> Arguments(IInvocationOperation call) =>
        call.Arguments.OrderBy(argument => argument.Parameter?.Ordinal).Select(argument => argument.Value);

    public static IOperation WithoutConversions(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null, Operand: var operand })
            operation = operand;
        return operation is IParenthesizedOperation { Operand: var inner } ? WithoutConversions(inner) : operation;
    }

    private TrackedValue? Evaluate(IOperation operation)
    {
        operation = WithoutConversions(operation);
        if (_values.TryGetValue(operation, out var known))
            return known;
        _values[operation] = null; // A value that depends on itself is unknown.
        return _values[operation] = Compute(operation);
    }

    private TrackedValue? Compute(IOperation operation)
    {
        switch (operation)
        {
            case ILocalReferenceOperation local when locals.Find(local.Local) is { } value:
                return Evaluate(value) is { } found ? found : Object(operation);
            case IObjectCreationOperation creation:
                return Created(creation);
            case IInvocationOperation call when FindStage(call) is var (model, stage):
                return Output(call, model, stage);
            case IInvocationOperation { TargetMethod.Name: "Sample", Arguments.IsEmpty: true, Instance: { } gaussian }
                when Evaluate(gaussian) is TrackedGaussian { Mean: var mean }:
                return mean with { Origin = operation };
            case IPropertyReferenceOperation { Property.Name: "Mean" or "LogVariance", Instance: { } gaussian }
                when Evaluate(gaussian) is TrackedGaussian { Mean: var mean }:
                return mean;
            default:
                return operation.Type.Is(WellKnownNames.Tensor) ? TensorFunctions.Apply(operation, this) : Object(operation);
        }
    }

    private TrackedModel? Model(IOperation operation) => Evaluate(operation) as TrackedModel;

    /// <summary>A model from elsewhere. Its sizes have names, the same for the same object.</summary>
    private TrackedModel? Object(IOperation operation)
    {
        if (operation.Type is not INamedTypeSymbol { TypeKind: TypeKind.Class } type || models(type) is not { } model)
            return null;
        if (Identity(operation) is not { } symbol)
            return Unknown(model, type.Name);
        return _objects.TryGetValue(symbol, out var known) ? known
            : _objects[symbol] = Unknown(model, operation is IInstanceReferenceOperation ? "this" : symbol.Name);
    }

    /// <summary>The symbol that identifies an object; null if unknown.</summary>
    private ISymbol? Identity(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local when locals.Find(local.Local) is not null => local.Local,
        IParameterReferenceOperation { Parameter: { ContainingSymbol: not IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter }
            when locals.IsFixed(parameter) => parameter,
        IFieldReferenceOperation { Field.IsReadOnly: true, Instance: null or IInstanceReferenceOperation } field
            when owner is not IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor } => field.Field,
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance, Type: { } type } => type,
        _ => null,
    };

    private TrackedModel Unknown(KnownModel model, string name) => new(model, model.Sizes.ToDictionary(size => size.Name, size => Name(size, name)));

    private SizeExpression Name(Size size, string instance)
    {
        var name = $"{instance}.{size.Name}";
        for (var i = 2; _sizes.Any(other => other.Name == name); i++)
            name = $"{instance}{i}.{size.Name}";
        _sizes.Add(size with { Name = name });
        return SizeExpression.Of(name);
    }

    /// <summary>A model that is created here, with its constructor's arguments.</summary>
    private TrackedModel? Created(IObjectCreationOperation creation)
    {
        if (creation.Type is not INamedTypeSymbol type || models(type) is not { } model)
            return null;
        // The user may have written other constructors, whose arguments have other meanings.
        var isGenerated = creation.Constructor?.Parameters is { } parameters && parameters.Length == model.Sizes.Count + 2 && parameters[parameters.Length - 1].Name == "dtype";
        var arguments = isGenerated ? creation.Arguments.ToDictionary(argument => argument.Parameter!.Name, argument => argument.Value) : [];
        return new(model, model.Sizes.ToDictionary(size => size.Name, size =>
            arguments.TryGetValue(size.Name.Camel(), out var value) && Number(value) is { } number
                ? number
                : Name(size, type.Name)));
    }

    private TrackedValue? Output(IInvocationOperation call, TrackedModel model, CheckedStage stage)
    {
        // The elements of a tuple or a record are not followed.
        if (stage.Outputs.Count > 0)
            return null;
        var batch = Arguments(call).Select(argument => Tensor(argument)?.Axes.FirstOrDefault()).FirstOrDefault(axis => axis is not null);
        var output = new TrackedTensor([batch, .. model.With(stage.Output).Axes], call);
        return stage.ReturnsGaussian ? new TrackedGaussian(output) : output;
    }

    /// <summary>An integer: a constant, a model's size, the length of an axis, or sums and products of these.</summary>
    public SizeExpression? Number(IOperation operation)
    {
        operation = WithoutConversions(operation);
        switch (operation)
        {
            case { ConstantValue: { HasValue: true, Value: int or long or short or byte } constant }:
                return Convert.ToInt64(constant.Value, null);
            case ILocalReferenceOperation local when locals.Find(local.Local) is { } value:
                return Number(value);
            case IPropertyReferenceOperation { Instance: { } instance } property when Model(instance) is { } model:
                return model.Sizes.TryGetValue(property.Property.Name, out var size) ? size : null;
            case IArrayElementReferenceOperation { Indices: { Length: 1 } indices, ArrayReference: var list }
                when Lengths(list) is { } lengths && Number(indices[0])?.Constant is { } i and >= 0 && i < lengths.Count:
                return lengths[(int)i];
            case IBinaryOperation { OperatorMethod: null } binary when Number(binary.LeftOperand) is { } left && Number(binary.RightOperand) is { } right:
                return binary.OperatorKind switch
                {
                    BinaryOperatorKind.Add => left + right,
                    BinaryOperatorKind.Subtract => left - right,
                    BinaryOperatorKind.Multiply => left * right,
                    _ => null,
                };
            default:
                return null;
        }
    }

    /// <summary>A list of lengths, such as <c>x.shape</c> or <c>[8, .. model.InputShape]</c>; null if their number is unknown.</summary>
    public IReadOnlyList<SizeExpression?>? Lengths(IOperation operation)
    {
        operation = WithoutConversions(operation);
        switch (operation)
        {
            case ILocalReferenceOperation local when locals.Find(local.Local) is { } value:
                return Lengths(value);
            case IPropertyReferenceOperation { Property.Name: "shape", Instance: { } tensor }:
                return Tensor(tensor)?.Axes;
            case IPropertyReferenceOperation { Property.Name: "InputShape", Instance: { } instance } when Model(instance) is { } model:
                return model.With(model.Model.InputShape).Axes;
            case IArrayCreationOperation { Initializer: { } initializer }:
                return [.. initializer.ElementValues.Select(Number)];
            case ICollectionExpressionOperation collection:
                var lists = collection.Elements.Select(element => element is ISpreadOperation spread ? Lengths(spread.Operand) : [Number(element)]).ToList();
                return lists.Contains(null) ? null : [.. lists.SelectMany(list => list!)];
            default:
                return null;
        }
    }
}
