using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ModelDsl.Conformance.Tests.Signatures;

/// <summary>Reads from an assembly's metadata which types and members of another assembly it uses.</summary>
internal static class UseReader
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    // What a reference within generic code says of its type parameters does not matter here; that they are there does.
    private static readonly Type[] s_anyTypes = [.. Enumerable.Repeat(typeof(object), 8)];

    public static IReadOnlyList<Use> Read(Assembly user, Assembly used)
    {
        using var file = new PEReader(File.OpenRead(user.Location));
        var metadata = file.GetMetadataReader();
        var types = metadata.TypeReferences.Select(handle => user.ManifestModule.ResolveType(MetadataTokens.GetToken(handle)));
        var members = metadata.MemberReferences
            .Select(handle => user.ManifestModule.ResolveMember(MetadataTokens.GetToken(handle), s_anyTypes, s_anyTypes)!)
            .Where(member => member.DeclaringType is { IsArray: false })
            .Select(Definition);
        var overridden = user.GetTypes().SelectMany(Overridden);
        return
        [
            .. types.Concat(members).Where(IsOfUsed).Select(Use),
            .. overridden.Where(IsOfUsed).Select(method => Use(method) with { IsOverridden = true }),
        ];

        bool IsOfUsed(MemberInfo member) => member.Module.Assembly == used;
    }

    private static IEnumerable<MemberInfo> Overridden(Type type) => type
        .GetMethods(All | BindingFlags.DeclaredOnly)
        .Select(method => method.GetBaseDefinition())
        .Where(method => method.DeclaringType != type)
        .Select(Definition);

    // Of a member of Module<Tensor, Tensor>, that of Module<T, TResult>.
    private static MemberInfo Definition(MemberInfo member) => member.Module.ResolveMember(member.MetadataToken)!;

    private static Use Use(MemberInfo member)
    {
        var property = member.DeclaringType?.GetProperties(All).FirstOrDefault(property => property.GetAccessors(nonPublic: true).Contains(member));
        return new Use(Signature.Parse(SignatureWriter.Write(property ?? member)), property is null ? null : member.Name[..3]);
    }
}
