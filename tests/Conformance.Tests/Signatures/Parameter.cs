namespace ModelDsl.Conformance.Tests.Signatures;

/// <summary>A parameter of a signature.</summary>
/// <param name="Type">Its type, after <c>this</c>, <c>params</c>, <c>ref</c> or <c>out</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Default">What an omitted argument is, or null.</param>
internal sealed record Parameter(string Type, string Name, string? Default)
{
    public bool MayBeOmitted => Default is not null || Type.StartsWith("params ", StringComparison.Ordinal);

    public static Parameter Parse(string text)
    {
        var (declaration, value) = text.Split(" = ", 2) is [var left, var right] ? (left, right) : (text, null);
        var (type, name) = Brackets.SplitLast(declaration);
        return new Parameter(type, name, value);
    }
}
