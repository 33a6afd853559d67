using System.Globalization;
using System.Reflection;
using System.Text;
using TorchSharp.Modules;

namespace ModelDsl.LibTorch.Fuzz;

/// <summary>Arguments by type: null, disposed, empty, of the wrong kind, huge, negative, not a number, and sometimes fitting.</summary>
internal sealed class Values(Operations operations, Random random) : IDisposable
{
    private const int Deepest = 2;

    private static readonly long[] Integers = [0, 1, 2, 3, 4, -1, -2, -5, 7, 1L << 33, 1L << 40, long.MaxValue, long.MinValue];

    private static readonly double[] Numbers = [0, 1, -1, 0.5, 2, 1e-30, 1e30, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    private static readonly string?[] Texts = [null, "", "x", "weight", "a.b", "cpu", "cuda", "cuda:7", "cuda:-1", "meta", "0", "\0", "ä€𝄞", new('x', 3000)];

    private static readonly long[][] Shapes = [[], [0], [1], [4], [4, 4], [2, 3], [3, 4, 4], [2, 3, 4, 4], [1, 1, 5, 5], [2, 0, 3], [1, 1, 1, 1, 1, 1, 1]];

    private static readonly ScalarType[] Types =
        [float32, float32, float32, float32, float64, int64, int64, int32, uint8, int8, @bool, float16, bfloat16, ScalarType.ComplexFloat32];

    private readonly List<IDisposable> _made = [];
    private int _depth;

    /// <summary>An object to call an instance method on; null where none can be made.</summary>
    public object? Target(Type type) => type == typeof(Tensor) ? SomeTensor() : Made(type) ?? Any(type);

    public object? Any(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return OneIn(3) ? null : Any(underlying);
        if (type.IsEnum)
            return OneIn(6) ? Enum.ToObject(type, 99) : Pick(Enum.GetValues(type).Cast<object>().ToArray());
        if (type.IsArray)
            return type.GetArrayRank() == 1 ? List(type.GetElementType()!) : OneIn(4) ? null : Array.CreateInstance(type.GetElementType()!, [.. Enumerable.Repeat(random.Next(3), type.GetArrayRank())]);
        if (type.IsGenericType && type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal))
            return Activator.CreateInstance(type, [.. type.GetGenericArguments().Select(Any)]);
        return Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => OneIn(2),
            TypeCode.Char => 'x',
            TypeCode.Single => (float)Pick(Numbers),
            TypeCode.Double => Pick(Numbers),
            TypeCode.String => Pick(Texts),
            TypeCode.Int64 => Integer(),
            TypeCode.UInt64 => unchecked((ulong)Integer()),
            >= TypeCode.SByte and <= TypeCode.UInt32 => Narrow(type, Integer()),
            _ => Reference(type),
        };
    }

    public static string Text(object? value) => value switch
    {
        null => "null",
        Tensor { IsInvalid: true } => "disposed",
        Tensor tensor => $"{tensor.dtype}[{string.Join(", ", tensor.shape)}] on {tensor.device}",
        string text => $"\"{(text.Length > 20 ? text[..20] + "…" : text)}\"",
        Array { Rank: 1, Length: < 10 } array => $"[{string.Join(", ", array.Cast<object?>().Select(Text))}]",
        Scalar scalar => $"{scalar.Type} {scalar.ToDouble()}",
        nn.Module module => module.GetType().Name,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    public void Dispose()
    {
        foreach (var value in _made)
            value.Dispose();
    }

    private object? Reference(Type type)
    {
        // One argument in six is missing.
        if (!type.IsValueType && OneIn(6))
            return null;
        if (type == typeof(Tensor))
            return SomeTensor();
        if (type == typeof(Parameter))
            return Owned(nn.Parameter(torch.zeros(Pick(Shapes))));
        if (type == typeof(Scalar))
            return OneIn(2) ? (Scalar)Integer() : OneIn(4) ? (Scalar)OneIn(2) : (Scalar)Pick(Numbers);
        if (type == typeof(Device))
            return Pick<Device>([CPU, CPU, CPU, CUDA, new Device(DeviceType.CUDA, 7), new Device(DeviceType.META), new Device((DeviceType)99)]);
        if (type == typeof(Stream))
            return Bytes();
        if (type == typeof(BinaryReader))
            return new BinaryReader(Bytes());
        if (type == typeof(BinaryWriter))
            return new BinaryWriter(Bytes());
        if (type == typeof(Func<Tensor>))
            return new Func<Tensor>(SomeTensor);
        if (type == typeof(Action<nn.Module>))
            return new Action<nn.Module>(module => module.train());
        if (type == typeof(TensorIndex))
            return Pick<TensorIndex>([TensorIndex.Ellipsis, TensorIndex.None, TensorIndex.Colon, TensorIndex.Single(Integer()), TensorIndex.Slice(Integer(), Integer(), Integer()), TensorIndex.Tensor(SomeTensor()), default, TensorIndex.Bool(OneIn(2))]);
        if (type == typeof(IDisposable))
            return SomeTensor();
        if (type == typeof(Array))
            return Pick<Array>([new float[2, 3], new string[1], Array.Empty<long>(), new object[2], new float[1][]]);
        if (type.IsGenericType && type.GetGenericArguments() is [var item] && type.IsAssignableFrom(item.MakeArrayType()))
            return List(item);
        return Made(type) ?? (type.IsValueType ? Activator.CreateInstance(type) : null);
    }

    /// <summary>What the library's own factories make of such arguments; null where they refuse a few times.</summary>
    private object? Made(Type type)
    {
        if (_depth >= Deepest)
            return null;
        _depth++;
        try
        {
            var makers = operations.Makers(type.IsAbstract || type == typeof(nn.Module) ? Pick<Type>([typeof(Linear), typeof(Conv2d), typeof(ReLU), typeof(Sequential)]) : type);
            for (var attempt = 0; attempt < 20 && makers.Length > 0; attempt++)
            {
                var maker = Pick(makers);
                try
                {
                    object?[] arguments = [.. maker.GetParameters().Select(parameter => Fitting(parameter))];
                    var made = maker is ConstructorInfo constructor ? constructor.Invoke(arguments) : maker.Invoke(null, arguments);
                    if (made is null || !type.IsInstanceOfType(made))
                        continue;
                    if (made is IDisposable disposable)
                        Owned(disposable);
                    if (made is IDisposable doomed && OneIn(8))
                        doomed.Dispose();
                    return made;
                }
                catch (TargetInvocationException)
                {
                    // Refused: the next arguments may do.
                }
            }
            return null;
        }
        finally
        {
            _depth--;
        }
    }

    private object? Fitting(ParameterInfo parameter) =>
        parameter.HasDefaultValue ? Default(parameter) : parameter.ParameterType == typeof(long) ? 1L + random.Next(4) : Any(parameter.ParameterType);

    private static object? Default(ParameterInfo parameter) =>
        parameter.DefaultValue is { } value && Nullable.GetUnderlyingType(parameter.ParameterType) is null && parameter.ParameterType.IsEnum
            ? Enum.ToObject(parameter.ParameterType, value)
            : parameter.DefaultValue;

    private Tensor SomeTensor()
    {
        var tensor = OneIn(12) ? torch.empty(Pick(Shapes), Pick(Types), new Device(DeviceType.META)) : torch.zeros(Pick(Shapes), Pick(Types));
        if (tensor.device_type == DeviceType.CPU && OneIn(3))
            tensor.fill_(OneIn(3) && is_floating_point(tensor) ? double.NaN : random.Next(5));
        if (OneIn(6) && tensor.ndim > 1)
            tensor = tensor.transpose(0, 1);
        if (OneIn(4) && is_floating_point(tensor))
            tensor.requires_grad = true;
        if (OneIn(8))
            tensor.Dispose();
        return Owned(tensor);
    }

    private Array? List(Type element)
    {
        if (OneIn(6))
            return null;
        var list = Array.CreateInstance(element, OneIn(40) ? 200 : random.Next(5));
        for (var i = 0; i < list.Length; i++)
            list.SetValue(element == typeof(long) && OneIn(2) ? 1L + random.Next(4) : Any(element), i);
        return list;
    }

    private MemoryStream Bytes()
    {
        var bytes = new byte[random.Next(64)];
        random.NextBytes(bytes);
        var stream = new MemoryStream();
        stream.Write(bytes);
        stream.Position = 0;
        return stream;
    }

    private long Integer() => OneIn(2) ? random.Next(-1, 5) : Pick(Integers);

    private static object Narrow(Type type, long value) =>
        Convert.ChangeType(type == typeof(sbyte) ? unchecked((sbyte)value) : type == typeof(byte) ? unchecked((byte)value)
            : type == typeof(short) ? unchecked((short)value) : type == typeof(ushort) ? unchecked((ushort)value)
            : type == typeof(int) ? unchecked((int)value) : unchecked((uint)value), type, CultureInfo.InvariantCulture);

    private T Owned<T>(T value) where T : IDisposable
    {
        _made.Add(value);
        return value;
    }

    private T Pick<T>(T[] values) => values[random.Next(values.Length)];

    private bool OneIn(int count) => random.Next(count) == 0;
}
