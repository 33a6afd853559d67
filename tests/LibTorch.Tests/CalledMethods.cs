using System.Reflection;
using System.Reflection.Emit;

namespace ModelDsl.LibTorch.Tests;

/// <summary>Reads from compiled code which methods it calls.</summary>
internal static class CalledMethods
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>All that a type and the types within it call.</summary>
    public static IReadOnlySet<MethodBase> Of(Type type) => type.GetNestedTypes(Everything).Prepend(type)
        .SelectMany(part => part.GetMethods(Everything).Concat<MethodBase>(part.GetConstructors(Everything))).SelectMany(Of).ToHashSet();

    /// <summary>All that a method calls. A constant that looks like a call is none unless a method has its number.</summary>
    public static IEnumerable<MethodBase> Of(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var i = 0; i + 4 < code.Length; i++)
        {
            if (code[i] != OpCodes.Call.Value && code[i] != OpCodes.Callvirt.Value)
                continue;
            if (Resolved(method, BitConverter.ToInt32(code, i + 1)) is { } called)
                yield return called;
        }
    }

    private static MethodBase? Resolved(MethodBase caller, int token)
    {
        try
        {
            return caller.Module.ResolveMethod(token, caller.DeclaringType?.GetGenericArguments(), caller.IsGenericMethod ? caller.GetGenericArguments() : null);
        }
        catch (Exception error) when (error is ArgumentException or BadImageFormatException)
        {
            return null;
        }
    }
}
