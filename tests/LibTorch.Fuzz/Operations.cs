using System.Reflection;
using TorchSharp.Utils;

namespace ModelDsl.LibTorch.Fuzz;

/// <summary>Every public operation of the assembly that reflection can call.</summary>
internal sealed class Operations
{
    /// <summary>Thousands of threads are what the caller asks for, and what ends the process.</summary>
    private static readonly string[] Left = ["set_num_threads"];

    private static readonly Type[] Elements = [typeof(float), typeof(long), typeof(double), typeof(bool), typeof(byte)];

    private readonly MethodBase[] _all;

    public Operations() => _all =
    [
        .. from type in typeof(torch).Assembly.GetExportedTypes()
           where !typeof(Delegate).IsAssignableFrom(type) && !type.IsEnum && !type.IsInterface
           from closed in type == typeof(TensorAccessor<>) ? Elements.Select(element => type.MakeGenericType(element)) : [type]
           where !closed.ContainsGenericParameters
           from method in Members(closed)
           where !Left.Contains(method.Name) && method.GetParameters().All(parameter => IsPassable(parameter.ParameterType))
           select method,
    ];

    public int Count => _all.Length;

    public MethodBase this[int index] => _all[index];

    /// <summary>The factories and constructors that give a type.</summary>
    public MethodBase[] Makers(Type type) =>
        [.. _all.Where(method => (method.IsConstructor && method.DeclaringType == type) || (method is MethodInfo { IsStatic: true } factory && factory.ReturnType == type))];

    private static IEnumerable<MethodBase> Members(Type type)
    {
        const BindingFlags flags = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var methods = type.GetMethods(flags)
            .Where(method => !method.ReturnType.IsByRefLike && !method.IsAbstract)
            .SelectMany(method => method.ContainsGenericParameters ? Closed(method) : [method]);
        return type.IsAbstract ? methods : methods.Concat<MethodBase>(type.GetConstructors(flags & ~BindingFlags.Static));
    }

    private static IEnumerable<MethodInfo> Closed(MethodInfo method) => method.GetGenericArguments() switch
    {
        [var only] when only.GetGenericParameterConstraints() is [var constraint] && constraint == typeof(ValueType) =>
            Elements.Select(element => method.MakeGenericMethod(element)),
        [var only] when only.GetGenericParameterConstraints() is [var constraint] && !constraint.IsGenericType => [method.MakeGenericMethod(constraint)],
        _ => [],
    };

    private static bool IsPassable(Type type) => !type.IsByRefLike && !type.IsByRef && !type.IsPointer;
}
