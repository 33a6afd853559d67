using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace ModelDsl.Generator.Tests.Infrastructure;

/// <summary>Finds objects that must not be cached, because they keep a compilation alive or never compare equal.</summary>
internal static class ObjectGraph
{
    /// <summary>The path to the first such object; null if none.</summary>
    public static string? FindCompilerObject(object? root) => Find(root, "output", new(ReferenceEqualityComparer.Instance));

    private static string? Find(object? node, string path, HashSet<object> seen)
    {
        if (node is Compilation or ISymbol or SyntaxNode or SyntaxTree or SyntaxReference or Location)
            return $"{path} is a {node.GetType().Name}";
        if (node is null or string || node.GetType().IsPrimitive || node.GetType().IsEnum || !seen.Add(node))
            return null;
        if (node is IEnumerable items)
            return items.Cast<object?>().Select((item, i) => Find(item, $"{path}[{i}]", seen)).FirstOrDefault(found => found is not null);

        for (var type = node.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (Find(field.GetValue(node), $"{path}.{field.Name}", seen) is { } found)
                    return found;
            }
        }

        return null;
    }
}
