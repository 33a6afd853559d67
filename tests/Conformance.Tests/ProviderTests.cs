using ModelDsl.Conformance.Tests.Signatures;

namespace ModelDsl.Conformance.Tests;

/// <summary>
/// What the provider offers is a part of the newest TorchSharp's API. Base types, interfaces and accessors may be missing, as
/// members may; nullability and the constraints of type parameters are not in the lists. What only the provider has is internal.
/// </summary>
public sealed class ProviderTests
{
    [Fact]
    public void Every_public_member_is_one_of_TorchSharps()
    {
        var newest = Versions.Newest;
        var strangers = Code.Provider.All.Where(signature => !IsPartOf(newest, signature));
        Report.AssertNone(strangers, newest, "are public in ModelDsl.LibTorch, and TorchSharp has none like that. Make them as it has them, or internal");
    }

    private static bool IsPartOf(SignatureList newest, Signature ours) => ours.IsType
        ? newest.Type(ours.Type)?.Kind == ours.Kind && ours.Parts.All(newest.WithBases(ours.Type).SelectMany(type => type.Parts).Contains)
        : newest.Named(ours.Type, ours.Name).Any(theirs =>
            IsSameKind(ours, theirs) && theirs.Parameters.SequenceEqual(ours.Parameters) && ours.Parts.All(theirs.Parts.Contains));

    /// <summary>
    /// An override is its base's member, whether the other version overrides it there or not. And what is abstract in a class that
    /// nobody outside can derive from may as well be virtual.
    /// </summary>
    private static bool IsSameKind(Signature ours, Signature theirs)
    {
        if (ours.Kind.Contains("override ", StringComparison.Ordinal))
            return As("virtual", ours) == As("virtual", theirs);
        return ours.Type == theirs.Type && (ours.Kind == theirs.Kind || (IsClosed(ours.Type) && ours.Kind == As("virtual", theirs)));
    }

    private static bool IsClosed(string type) => !Code.Provider.Declared(type, "ctor").Any();

    private static string As(string modifier, Signature signature) =>
        string.Join(' ', signature.Kind.Split(' ').Select(word => word is "override" or "abstract" ? modifier : word));
}
