namespace ModelDsl.Conformance.Tests.Signatures;

/// <summary>Types as the lists name them: without the namespaces that everything is in, and with C#'s short forms.</summary>
internal static class TypeNames
{
    private static readonly string[] s_leftOut = ["TorchSharp", "System.Collections.Generic", "System.Collections", "System.IO", "System"];

    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short", [typeof(int)] = "int", [typeof(long)] = "long", [typeof(float)] = "float", [typeof(double)] = "double",
        [typeof(string)] = "string", [typeof(object)] = "object", [typeof(void)] = "void",
    };

    public static string Of(Type type)
    {
        if (s_keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsGenericParameter)
            return type.Name;
        if (type.IsByRef)
            return Of(type.GetElementType()!);
        if (type.IsArray)
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } value)
            return $"{Of(value)}?";

        var arguments = type.GetGenericArguments().Select(Of).ToList();
        if (IsTuple(type) && !type.ContainsGenericParameters)
            return $"({string.Join(", ", arguments)})";
        var name = type.Name.Split('`')[0];
        var full = type.IsNested ? $"{Outer(type.DeclaringType!)}.{name}" : WithNamespace(type.Namespace!, name);
        return arguments.Count == 0 ? full : $"{full}<{string.Join(", ", arguments)}>";
    }

    // A type within a generic one repeats its type parameters.
    private static string Outer(Type type)
    {
        var name = type.Name.Split('`')[0];
        return type.IsNested ? $"{Outer(type.DeclaringType!)}.{name}" : WithNamespace(type.Namespace!, name);
    }

    private static string WithNamespace(string space, string name)
    {
        var outer = s_leftOut.FirstOrDefault(outer => space == outer)
            ?? s_leftOut.FirstOrDefault(outer => space.StartsWith($"{outer}.", StringComparison.Ordinal));
        return outer is null ? $"{space}.{name}" : $"{space[outer.Length..].TrimStart('.')}.{name}".TrimStart('.');
    }

    private static bool IsTuple(Type type) => type.IsGenericType && type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true;
}
