using System.Text.RegularExpressions;

namespace ModelDsl.Conformance.Tests.Signatures;

/// <summary>A public or protected type or member, as a list has it: <c>Type :: member</c>.</summary>
internal sealed partial record Signature
{
    public required string Line { get; init; }

    /// <summary>The declaring type with the number of its type parameters: <c>torch.nn.Module`2</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The member's name, <c>ctor</c> for a constructor; empty for the type itself.</summary>
    public required string Name { get; init; }

    /// <summary>Modifiers, kind and type of a member; modifiers and kind of a type.</summary>
    public required string Kind { get; init; }

    /// <summary>The parameters of a method, a constructor or an indexer.</summary>
    public required IReadOnlyList<Parameter> Parameters { get; init; }

    /// <summary>A property's accessors, an enumeration's values, a type's base types.</summary>
    public required IReadOnlyList<string> Parts { get; init; }

    public bool IsType => Name.Length == 0;

    /// <summary>The class that a class is derived from.</summary>
    public string? Base => IsType && Kind.EndsWith("class", StringComparison.Ordinal) ? Key(Parts[0]) : null;

    public static Signature Parse(string line)
    {
        var (type, member) = line.Split(" :: ", 2) is [var left, var right] ? (left, right) : throw new FormatException($"No signature: '{line}'.");
        if (TypeDeclaration().Match(member) is { Success: true } match)
        {
            var parts = Brackets.Split(match.Groups["parts"].Value.Trim('{', '}', ' '));
            return new() { Line = line, Type = Key(type), Name = "", Kind = match.Groups["kind"].Value, Parameters = [], Parts = [.. parts] };
        }

        var accessors = member.EndsWith(" }", StringComparison.Ordinal) ? member[member.IndexOf(" {", StringComparison.Ordinal)..] : "";
        var declaration = member[..^accessors.Length];
        var hasParameters = declaration.EndsWith(')') || (accessors.Length > 0 && declaration.EndsWith(']'));
        var head = hasParameters ? declaration[..Brackets.OpeningOfLast(declaration)] : declaration;
        var parameters = hasParameters ? Brackets.Split(declaration[(head.Length + 1)..^1]) : [];
        var (kind, name) = Brackets.SplitLast(head);
        return new()
        {
            Line = line,
            Type = Key(type),
            Name = name.Split('<')[0],
            Kind = kind,
            Parameters = [.. parameters.Select(Parameter.Parse)],
            Parts = accessors.Trim(' ', '{', '}').Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        };
    }

    private static string Key(string type) => type.EndsWith('>')
        ? $"{type[..Brackets.OpeningOfLast(type)]}`{Brackets.Split(type[(Brackets.OpeningOfLast(type) + 1)..^1]).Count()}"
        : type;

    [GeneratedRegex("^(?<kind>(?:(?:static|abstract|sealed) )*(?:class|struct|interface|enum)) (?:: )?(?<parts>.*)$")]
    private static partial Regex TypeDeclaration();
}
