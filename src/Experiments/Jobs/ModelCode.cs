using System.Reflection;

namespace ModelDsl.Experiments.Jobs;

/// <summary>
/// Hashes a model's code. The catalogue contains the hash of the generated code, followed by the module ids of the assemblies with hand-written
/// stages and modules.
/// </summary>
internal static class ModelCode
{
    private const int HashLength = 64, IdLength = 36;

    /// <summary>The hash of the generated code, with the content hashes of the assemblies in place of their ids; see <see cref="CodeHash"/>.</summary>
    public static string Of(ModelEntry model)
    {
        var source = model.SourceHash;
        return source.Length <= HashLength ? source
            : string.Join(' ', [source[..HashLength], .. source[HashLength..].Chunk(IdLength).Select(id => Assembly(new string(id))).Distinct()]);
    }

    private static string Assembly(string id) =>
        AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(assembly => IsOf(assembly, id)) is { } assembly ? Engine.ContentWithReferences(assembly) : id;

    // All of the assemblies are loaded, because the catalogue refers to a type of each.
    private static bool IsOf(Assembly assembly, string id) => !assembly.IsDynamic && assembly.ManifestModule.ModuleVersionId.ToString() == id;
}
