using System.Reflection;

namespace ModelDsl.Experiments.Jobs;

/// <summary>
/// What a model's code is. The catalogue gives the hash of what the generator wrote, followed by the module ids of the assemblies with code that it did
/// not write: stages by hand, the user's own modules.
/// </summary>
internal static class ModelCode
{
    private const int HashLength = 64, IdLength = 36;

    /// <summary>The hash, and each assembly by what it does and what it refers to: its id would change with a comment, and not with what its code calls elsewhere.</summary>
    public static string Of(ModelEntry model)
    {
        var source = model.SourceHash;
        return source.Length <= HashLength ? source
            : string.Join(' ', [source[..HashLength], .. source[HashLength..].Chunk(IdLength).Select(id => Assembly(new string(id))).Distinct()]);
    }

    private static string Assembly(string id) =>
        AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(assembly => IsOf(assembly, id)) is { } assembly ? Engine.ContentWithReferences(assembly) : id;

    // The program has named a type of each, so that all are loaded.
    private static bool IsOf(Assembly assembly, string id) => !assembly.IsDynamic && assembly.ManifestModule.ModuleVersionId.ToString() == id;
}
