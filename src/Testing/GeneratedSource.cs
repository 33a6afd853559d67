using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ModelDsl.Testing;

/// <summary>
/// Reads the generated code of a model from the symbols (PDB) of its assembly. The compiler embeds generated files there for
/// debuggers: it is the code that was compiled.
/// </summary>
internal static class GeneratedSource
{
    // The compiler names generated files FOLDER/ASSEMBLY OF THE GENERATOR/CLASS OF THE GENERATOR/HINT NAME.
    private const string Generator = "ModelDsl.Generator.ModelGenerator";

    // The description of a model's stages repeats the declaration.
    private const string Graph = "-Graph.g.cs";

    // "Embedded Source (C# and VB compilers)" of the portable PDB format.
    private static readonly Guid s_embeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    /// <summary>The generated files of a model in the order of their names, each after a line with its name.</summary>
    /// <exception cref="SnapshotException">The type is not a model, or its assembly has no symbols.</exception>
    public static string Of(Type model)
    {
        var assembly = model.Assembly.Location;
        if (assembly.Length == 0)
            throw new SnapshotException($"The generated code of {model.Name} cannot be read: its assembly was not loaded from a file.");
        using var image = new PEReader(File.OpenRead(assembly));
        if (!image.TryOpenAssociatedPortablePdb(assembly, OpenIfExists, out var symbols, out _))
        {
            throw new SnapshotException(
                $"The generated code of {model.Name} cannot be read: {Path.GetFileName(assembly)} has no matching symbols. " +
                "Set DebugType to portable or embedded in its project, and build it again.");
        }
        using (symbols)
            return Read(model, symbols!.GetMetadataReader());
    }

    private static string Read(Type model, MetadataReader symbols)
    {
        var files = MethodsOf(model)
            .Select(method => symbols.GetMethodDebugInformation((MethodDefinitionHandle)MetadataTokens.EntityHandle(method.MetadataToken)).Document)
            .Where(document => !document.IsNil)
            .Distinct()
            .Select(document => (Path: symbols.GetString(symbols.GetDocument(document).Name).Split('/', '\\'), Text: EmbeddedText(symbols, document)))
            .Where(file => file.Path is [.., Generator, var name] && !name.EndsWith(Graph, StringComparison.Ordinal) && file.Text is not null)
            .Select(file => $"//HintName: {file.Path[^1]}\n{file.Text}")
            .Order(StringComparer.Ordinal)
            .ToList();
        return files.Count > 0 ? string.Join('\n', files) : throw new SnapshotException(
            $"No code was generated for {model.Name}. Is it a class with [Model], in a project that uses the generator?");
    }

    private static IEnumerable<MethodBase> MethodsOf(Type model)
    {
        const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        return [.. model.GetMethods(Declared), .. model.GetConstructors(Declared)];
    }

    private static string? EmbeddedText(MetadataReader symbols, DocumentHandle document)
    {
        foreach (var handle in symbols.GetCustomDebugInformation(document))
        {
            var information = symbols.GetCustomDebugInformation(handle);
            if (symbols.GetGuid(information.Kind) == s_embeddedSource)
                return Decode(symbols.GetBlobBytes(information.Value));
        }
        return null;
    }

    // The first four bytes are 0, or the length of the text, which is then compressed.
    private static string Decode(byte[] blob)
    {
        var content = new MemoryStream(blob, sizeof(int), blob.Length - sizeof(int));
        using var text = new StreamReader(BitConverter.ToInt32(blob) == 0 ? content : new DeflateStream(content, CompressionMode.Decompress));
        return text.ReadToEnd();
    }

    private static FileStream? OpenIfExists(string path) => File.Exists(path) ? File.OpenRead(path) : null;
}
