using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Diagnostics;

/// <summary>Reports layers, blocks and objectives with too few or too many arguments. The compiler reports them too, but does not state what to write.</summary>
internal static class ArgumentCount
{
    /// <summary>Reports an attribute whose arguments no constructor takes, because of their number.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="type">Its class.</param>
    /// <param name="report">Receives the diagnostic.</param>
    public static void Check(AttributeSyntax attribute, INamedTypeSymbol type, Action<Diagnostic> report)
    {
        var arguments = attribute.ArgumentList?.Arguments.ToList() ?? [];
        // The name of a parameter may be the mistake.
        if (arguments.Any(argument => argument.NameColon is not null) || Nearest(type, arguments.Count(argument => argument.NameEquals is null)) is not { } constructor)
            return;

        var positional = arguments.Where(argument => argument.NameEquals is null).Select(argument => $"{argument}").ToList();
        var required = constructor.Parameters.Where(parameter => !parameter.IsOptional).ToList();
        var written = positional.Take(constructor.Parameters.Length)
            .Concat(required.Skip(positional.Count).Select(Example))
            .Concat(arguments.Where(argument => argument.NameEquals is not null).Select(argument => $"{argument}"))
            .ToList();
        report(Diagnostic.Create(
            DiagnosticDescriptors.Of(RuleId.MissingArguments),
            attribute.GetLocation(),
            type.ShortName(),
            required.Count == 0 ? "no argument without a name" : Listed([.. required.Select(parameter => parameter.Name)]),
            positional.Count switch { 0 => "no argument", 1 => "one argument", var count => $"{count} arguments" },
            written.Count == 0 ? type.ShortName() : $"{type.ShortName()}({string.Join(", ", written)})"));
    }

    /// <summary>The constructor that takes the nearest number of arguments; null if one takes exactly as many.</summary>
    private static IMethodSymbol? Nearest(INamedTypeSymbol type, int count)
    {
        var constructors = type.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal).ToList();
        if (constructors.Any(constructor => Missing(constructor) == 0))
            return null;
        // Those that only take PyTorch's arguments, to refuse them, are hidden.
        return constructors.Where(constructor => constructor.GetAttributes().Find(WellKnownNames.EditorBrowsableAttribute) is null)
            .OrderBy(Missing)
            .ThenBy(constructor => constructor.Parameters.Length)
            .FirstOrDefault();

        int Missing(IMethodSymbol constructor)
        {
            var least = constructor.Parameters.Count(parameter => !parameter.IsOptional && !parameter.IsParams);
            var most = constructor.Parameters.LastOrDefault()?.IsParams == true ? int.MaxValue : constructor.Parameters.Length;
            return count < least ? least - count : count > most ? count - most : 0;
        }
    }

    private static string Listed(IReadOnlyList<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[names.Count - 1]}";

    private static string Example(IParameterSymbol parameter) => (parameter.Type.SpecialType, parameter.Name) switch
    {
        (SpecialType.System_String, _) => "nameof(...)",
        (SpecialType.System_Object or SpecialType.System_Int32, "kernel") => "3",
        (SpecialType.System_Object or SpecialType.System_Int32, "scale" or "factor" or "padding") => "2",
        (SpecialType.System_Object or SpecialType.System_Int32, _) => "16",
        (SpecialType.System_Boolean, _) => "true",
        (SpecialType.System_Double, _) => "0.5",
        _ when parameter.Type is { TypeKind: TypeKind.Enum } values => $"{values.Name}.{values.GetMembers().OfType<IFieldSymbol>().First().Name}",
        _ => parameter.Type.Name == "Type" ? "typeof(...)" : "...",
    };
}
