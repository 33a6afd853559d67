using System.Reflection;
using System.Text.RegularExpressions;

namespace ModelDsl.Conformance.Tests.Signatures;

/// <summary>The signatures of one version of TorchSharp, or as many of them as are needed.</summary>
internal sealed partial class SignatureList(IEnumerable<Signature> signatures)
{
    private readonly ILookup<(string Type, string Name), Signature> _members = signatures.ToLookup(signature => (signature.Type, signature.Name));

    /// <summary>Reads a list, or makes one of an assembly that lies beside those that it needs.</summary>
    public static SignatureList Read(string path) => path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
        ? Of(Assembly.LoadFrom(path))
        : new(Lines(File.ReadAllText(path)).Select(Signature.Parse));

    /// <summary>What code outside of an assembly can use of it.</summary>
    public static SignatureList Of(Assembly assembly) => new(SignatureWriter.Visible(assembly).Select(SignatureWriter.Write).Select(Signature.Parse));

    public IEnumerable<Signature> All => _members.SelectMany(group => group);

    public Signature? Type(string type) => _members[(type, "")].SingleOrDefault();

    /// <summary>A type and the classes that it is derived from, as far as the list has them.</summary>
    public IEnumerable<Signature> WithBases(string type)
    {
        for (var next = Type(type); next is not null; next = next.Base is { } parent ? Type(parent) : null)
            yield return next;
    }

    /// <summary>The members of that name which a type declares.</summary>
    public IEnumerable<Signature> Declared(string type, string name) => _members[(type, name)];

    /// <summary>The members of that name which a type declares or inherits.</summary>
    public IEnumerable<Signature> Named(string type, string name) => WithBases(type).SelectMany(declaring => Declared(declaring.Type, name));

    /// <summary>
    /// As much of the list as says all about these signatures: members of the same names, the types, what those are derived from, and
    /// what becomes a Scalar by itself.
    /// </summary>
    public SignatureList About(IEnumerable<Signature> signatures) => new(signatures
        .SelectMany(signature => Named(signature.Type, signature.Name).Concat(WithBases(signature.Type)))
        .Concat(Declared("Scalar", "op_Implicit"))
        .Distinct());

    private static IEnumerable<string> Lines(string text) =>
        LineEndInDefault().Replace(text, "\\n").Split('\n').Where(line => line.Length > 0 && !line.StartsWith('#'));

    // A default value that holds a line end takes two lines of a list.
    [GeneratedRegex("\r?\n(?=[^#\n][^\n]*)(?![^\n]* :: )")]
    private static partial Regex LineEndInDefault();
}
