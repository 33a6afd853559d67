using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Usage;

/// <summary>The shapes that TorchSharp's functions return, for the functions that are followed.</summary>
internal static class TensorFunctions
{
    private static readonly HashSet<string> s_factories = ["zeros", "ones", "rand", "randn", "empty", "full"];

    private static readonly HashSet<string> s_axisNames = ["size", "rows", "columns", "dim0", "dim1", "dim2", "dim3"];

    /// <summary>Functions that return their input's shape.</summary>
    private static readonly HashSet<string> s_elementwise =
    [
        "abs", "alias", "bernoulli", "bfloat16", "ceil", "celu", "clamp", "clip", "clone", "contiguous", "cos", "cpu", "cuda", "detach", "DetachFromDisposeScope",
        "double", "dropout", "elu", "empty_like", "exp", "float", "floor", "full_like", "gelu", "half", "hardtanh", "leaky_relu", "log", "log_sigmoid",
        "log_softmax", "logit", "MoveToOtherDisposeScope", "MoveToOuterDisposeScope", "neg", "normal_", "ones_like", "rand_like", "randn_like", "reciprocal",
        "relu", "relu6", "relu_", "requires_grad_", "round", "rsqrt", "selu", "sigmoid", "sign", "silu", "sin", "softmax", "softplus", "sqrt", "square", "tanh",
        "to", "to_type", "type", "uniform_", "zero_", "zeros_like",
    ];

    /// <summary>Functions of two tensors, or of one and a number.</summary>
    private static readonly HashSet<string> s_arithmetic = ["add", "sub", "mul", "div", "add_", "sub_", "mul_", "div_"];

    /// <summary>The result of a TorchSharp expression; null if unknown.</summary>
    public static TrackedTensor? Apply(IOperation operation, ShapeFlow flow) => operation switch
    {
        IInvocationOperation call when IsOfLibrary(call.TargetMethod) => Call(call, flow),
        IPropertyReferenceOperation { Instance: { } tensor, Arguments: { IsEmpty: false } indices }
            when indices.All(index => index.Parameter?.Type.SpecialType == SpecialType.System_Int64) => Dropped(operation, flow.Tensor(tensor), indices.Length),
        IBinaryOperation { OperatorMethod: not null } binary => Arithmetic(operation, binary.LeftOperand, binary.RightOperand, flow),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } unary => flow.Tensor(unary.Operand),
        _ => null,
    };

    private static bool IsOfLibrary(IMethodSymbol method) =>
        method.ContainingType is { } type && (type.Is(WellKnownNames.Tensor) || type.ToDisplayString().StartsWith("TorchSharp.", StringComparison.Ordinal));

    private static TrackedTensor? Call(IInvocationOperation call, ShapeFlow flow)
    {
        var name = call.TargetMethod.Name;
        if (s_factories.Contains(name) && call.Instance is null)
            return Created(call, flow);

        // Both for methods and for static functions: the tensor first, then the other arguments.
        IReadOnlyList<IOperation> operands = [.. call.Instance is { } instance ? [instance] : Array.Empty<IOperation>(), .. ShapeFlow.Arguments(call)];
        if (operands.Count == 0)
            return null;
        if (s_arithmetic.Contains(name))
            return operands.Count > 1 ? Arithmetic(call, operands[0], operands[1], flow) : null;

        var input = flow.Tensor(operands[0]);
        if (s_elementwise.Contains(name))
            return input;
        IReadOnlyList<IOperation> rest = [.. operands.Skip(1)];
        return name switch
        {
            "reshape" or "view" => Reshaped(call, input, rest[0], flow),
            "flatten" => Flattened(call, input, rest, flow),
            "unsqueeze" => Unsqueezed(call, input, Integer(rest[0], flow)),
            "permute" => flow.Lengths(rest[0]) is { } order ? Permuted(call, input, [.. order.Select(axis => axis?.Constant)]) : null,
            "transpose" => Transposed(call, input, Integer(rest[0], flow), Integer(rest[1], flow)),
            "t" => Transposed(call, input, 0, 1),
            "select" => Integer(rest[0], flow) == 0 ? Dropped(call, input, 1) : null,
            _ => null,
        };
    }

    private static long? Integer(IOperation operation, ShapeFlow flow) => flow.Number(operation)?.Constant;

    private static TrackedTensor? Created(IInvocationOperation call, ShapeFlow flow)
    {
        var axes = call.Arguments.Where(argument => argument.Parameter is { } parameter && s_axisNames.Contains(parameter.Name))
            .OrderBy(argument => argument.Parameter!.Ordinal)
            .ToList();
        if (axes.Count == 0)
            return null;
        if (axes[0].Parameter!.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64)
            return new([.. axes.Select(axis => flow.Number(axis.Value))], call);
        return flow.Lengths(axes[0].Value) is { } lengths ? new(lengths, call) : null;
    }

    private static TrackedTensor? Arithmetic(IOperation operation, IOperation left, IOperation right, ShapeFlow flow)
    {
        if (IsNumber(right))
            return flow.Tensor(left);
        if (IsNumber(left))
            return flow.Tensor(right);

        // Only for two tensors of one shape: broadcasting is not followed.
        return flow.Tensor(left) is { } first && flow.Tensor(right) is { } second && first.Axes.SequenceEqual(second.Axes)
            && !first.Axes.Contains(null) ? first with { Origin = operation } : null;

        static bool IsNumber(IOperation operand) => !operand.Type.Is(WellKnownNames.Tensor);
    }

    /// <summary>The lengths as written; −1 is replaced by the remaining length.</summary>
    private static TrackedTensor? Reshaped(IOperation call, TrackedTensor? input, IOperation shape, ShapeFlow flow)
    {
        if (flow.Lengths(shape) is not { } lengths)
            return null;
        return new([.. lengths.Select(length => length?.Constant == -1 ? Left() : length)], call);

        SizeExpression? Left()
        {
            var others = Product(lengths.Where(length => length?.Constant != -1));
            return others is not null && input is not null && Product(input.Axes) is { } total ? total.DividedBy(others) : null;
        }
    }

    private static TrackedTensor? Flattened(IOperation call, TrackedTensor? input, IReadOnlyList<IOperation> arguments, ShapeFlow flow)
    {
        if (arguments.Count != 2 || Integer(arguments[0], flow) is not { } start || Integer(arguments[1], flow) is not { } end || start < 0)
            return null;
        if (input is null)
            return end == -1 ? new([.. Enumerable.Repeat<SizeExpression?>(null, (int)start + 1)], call) : null;
        if (end < 0)
            end += input.Axes.Count;
        return start <= end && end < input.Axes.Count
            ? new([.. input.Axes.Take((int)start), Product(input.Axes.Skip((int)start).Take((int)(end - start + 1))), .. input.Axes.Skip((int)end + 1)], call)
            : null;
    }

    private static TrackedTensor? Unsqueezed(IOperation call, TrackedTensor? input, long? axis)
    {
        if (input is null || axis is not { } place)
            return null;
        if (place < 0)
            place += input.Axes.Count + 1;
        return place >= 0 && place <= input.Axes.Count
            ? new([.. input.Axes.Take((int)place), SizeExpression.Of(1), .. input.Axes.Skip((int)place)], call)
            : null;
    }

    private static TrackedTensor? Permuted(IOperation call, TrackedTensor? input, IReadOnlyList<long?> order) =>
        input is not null && order.Count == input.Axes.Count && order.All(axis => axis is >= 0 && axis < order.Count)
            ? new([.. order.Select(axis => input.Axes[(int)axis!.Value])], call)
            : null;

    private static TrackedTensor? Transposed(IOperation call, TrackedTensor? input, long? first, long? second)
    {
        if (input is null || first is not { } a || second is not { } b)
            return null;
        var rank = input.Axes.Count;
        (a, b) = (a < 0 ? a + rank : a, b < 0 ? b + rank : b);
        return Permuted(call, input, [.. Enumerable.Range(0, rank).Select(axis => (long?)(axis == a ? b : axis == b ? a : axis))]);
    }

    /// <summary>The tensor without its first axes, such as one image of a batch.</summary>
    private static TrackedTensor? Dropped(IOperation operation, TrackedTensor? input, int count) =>
        input is not null && count <= input.Axes.Count ? new([.. input.Axes.Skip(count)], operation) : null;

    private static SizeExpression? Product(IEnumerable<SizeExpression?> lengths) =>
        lengths.Aggregate((SizeExpression?)SizeExpression.Of(1), (product, length) => product is null || length is null ? null : product * length);
}
