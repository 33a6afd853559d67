using ModelDsl.Conformance.Tests.Signatures;

namespace ModelDsl.Conformance.Tests;

/// <summary>
/// Does what uses one version's member compile with another version? It does where the type, or one that it is derived from, has a
/// member of that name with the same types and the same defaults; a parameter may have another name, but not another's. A number
/// may go where the other version takes a Scalar, and an array, or a collection expression that becomes a span, where it takes a list. From some place on the parameters may differ, where all that follow can be left
/// out in both versions. A member that is overridden must agree entirely. Whether a call leaves an argument out or names it is not
/// in metadata, and what is marked obsolete not in the lists: that is left to the compiler, with TorchProvider=NuGet.
/// </summary>
internal static class Compatibility
{
    public static bool Offers(this SignatureList version, Use use)
    {
        var wanted = use.Signature;
        return wanted.IsType
            ? version.Type(wanted.Type) is { } type && IsSameType(wanted, type)
            : version.Named(wanted.Type, wanted.Name)
                .Any(offered => use.IsOverridden ? CanBeOverridden(wanted, offered) : CanBeUsed(version, use, offered));
    }

    // Metadata has the numbers of an enumeration's values, not their names.
    private static bool IsSameType(Signature wanted, Signature offered) =>
        Brackets.SplitLast(offered.Kind).After == Brackets.SplitLast(wanted.Kind).After
        && (wanted.Kind != "enum" || !wanted.Parts.Except(offered.Parts).Select(NameOfValue).Intersect(offered.Parts.Select(NameOfValue)).Any());

    private static bool CanBeOverridden(Signature wanted, Signature offered) =>
        offered.Kind == wanted.Kind
        && offered.Parameters.Select(parameter => parameter.Type).SequenceEqual(wanted.Parameters.Select(parameter => parameter.Type));

    private static bool CanBeUsed(SignatureList version, Use use, Signature offered)
    {
        var wanted = use.Signature;
        var shared = wanted.Parameters.Zip(offered.Parameters)
            .TakeWhile(pair => version.Takes(pair.Second.Type, pair.First.Type) && !ChangesPlaces(pair.First, pair.Second, offered))
            .ToList();
        return WithoutInheritance(offered.Kind) == WithoutInheritance(wanted.Kind)
            && (use.Accessor is null || offered.Parts.Contains(use.Accessor))
            && shared.All(pair => pair.First.Default is null || pair.First.Default == pair.Second.Default)
            && wanted.Parameters.Skip(shared.Count).Concat(offered.Parameters.Skip(shared.Count)).All(parameter => parameter.MayBeOmitted);
    }

    private static bool Takes(this SignatureList version, string parameter, string argument) =>
        parameter == argument
        || IsListFor(parameter, argument)
        || (parameter == "Scalar" && version.Declared("Scalar", "op_Implicit").Any(conversion => conversion.Parameters[0].Type == argument));

    private static bool IsListFor(string parameter, string argument) =>
        parameter.StartsWith("IList<", StringComparison.Ordinal)
        && (argument == $"ReadOnlySpan<{parameter["IList<".Length..]}" || argument == $"{parameter["IList<".Length..^1]}[]");

    private static bool ChangesPlaces(Parameter wanted, Parameter offered, Signature other) =>
        wanted.Name != offered.Name && other.Parameters.Any(parameter => parameter.Name == wanted.Name);

    private static string WithoutInheritance(string kind) => string.Join(' ', kind.Split(' ').Except(["virtual", "abstract", "override"]));

    private static string NameOfValue(string value) => value.Split('=')[0];
}
