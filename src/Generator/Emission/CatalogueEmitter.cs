using System.Text;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission;

/// <summary>A model as its assembly's catalogue lists it.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="QualifiedName">Its name with <c>global::</c>.</param>
/// <param name="Sizes">Its sizes with their defaults and allowed values.</param>
/// <param name="SourceHash">What identifies its code and its objective.</param>
/// <param name="Objective">An expression for its objective; null where it has none.</param>
internal sealed record CatalogueEntry(
    string Name, string QualifiedName, EquatableArray<Size> Sizes, string SourceHash, string? Objective);

/// <summary>Writes the catalogue of an assembly, and the program of an experiment project.</summary>
internal static class CatalogueEmitter
{
    private const string Models = "global::System.Collections.Generic.IReadOnlyList<global::ModelDsl.ModelEntry> Models { get; } =";

    /// <summary>The catalogue's class in an assembly, without <c>global::</c>.</summary>
    public static string ClassName(string assembly) => $"{Namespace(assembly)}.ModelCatalogue";

    public static string EmitCatalogue(string assembly, IEnumerable<CatalogueEntry> entries)
    {
        var writer = new IndentedTextWriter();
        writer.WriteLine(GeneratedFile.Header);
        writer.WriteLine();
        writer.WriteLine($"[assembly: global::ModelDsl.ModelCatalogue(typeof(global::{ClassName(assembly)}))]");
        writer.WriteLine();
        using (writer.OpenBlock($"namespace {Namespace(assembly)}"))
        {
            writer.WriteDocumentation("<summary>The models of this assembly.</summary>");
            WriteClassAttributes(writer);
            using (writer.OpenBlock("public static class ModelCatalogue"))
            {
                writer.WriteDocumentation("<summary>The models, by name.</summary>");
                using (writer.OpenBlock($"public static {Models}", "[", "];"))
                {
                    foreach (var entry in entries.OrderBy(entry => entry.QualifiedName, StringComparer.Ordinal))
                        WriteEntry(writer, entry);
                }
            }
        }

        return writer.ToString();
    }

    /// <summary>The list of all models that a program sees, and its entry point where it has none of its own.</summary>
    /// <param name="assembly">The program.</param>
    /// <param name="catalogues">The qualified names of the catalogues, its own included.</param>
    /// <param name="hasEntryPoint">Whether the user wrote an entry point.</param>
    public static string EmitProgram(string assembly, IEnumerable<string> catalogues, bool hasEntryPoint)
    {
        var writer = new IndentedTextWriter();
        writer.WriteLine(GeneratedFile.Header);
        writer.WriteLine();
        using (writer.OpenBlock($"namespace {Namespace(assembly)}"))
        {
            writer.WriteDocumentation("<summary>The experiments' program, with the models of this project and of those that it references.</summary>");
            WriteClassAttributes(writer);
            using (writer.OpenBlock("internal static class ExperimentProgram"))
            {
                writer.WriteDocumentation("<summary>All models that the experiments may name.</summary>");
                using (writer.OpenBlock($"public static {Models}", "[", "];"))
                {
                    foreach (var catalogue in catalogues)
                        writer.WriteLine($".. {catalogue}.Models,");
                }

                if (!hasEntryPoint)
                {
                    writer.WriteLine();
                    writer.WriteLine("private static int Main(string[] args) => global::ModelDsl.Experiments.ExperimentRunner.Main(args, Models);");
                }
            }
        }

        return writer.ToString();
    }

    private static void WriteClassAttributes(IndentedTextWriter writer)
    {
        writer.WriteLine(GeneratedFile.Attribute);
        writer.WriteLine("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
    }

    private static void WriteEntry(IndentedTextWriter writer, CatalogueEntry entry)
    {
        var sizes = entry.Sizes.Select(size => $"new(\"{size.Name}\", {CSharp.Literal(size.Value ?? 1)}{Allowed(size)})");
        var arguments = entry.Sizes.Select((_, i) => $"sizes[{i}]");
        writer.WriteLine($"new(\n    \"{entry.Name}\",\n    [{string.Join(", ", sizes)}],\n    \"{entry.SourceHash}\",");
        writer.WriteLine($"    {entry.Objective ?? "null"},\n    sizes => new {entry.QualifiedName}({string.Join(", ", arguments)})),");
    }

    private static string Allowed(Size size) => size.AnyOf is { } list
        ? $", AnyOf: [{string.Join(", ", list)}]"
        : (size.Min is { } least ? $", Min: {least}" : "") + (size.Max is { } most ? $", Max: {most}" : "");

    /// <summary>A namespace of the assembly's own: no two assemblies' names give the same.</summary>
    private static string Namespace(string assembly)
    {
        var name = new StringBuilder();
        foreach (var character in assembly)
        {
            if (char.IsLetterOrDigit(character) && character < 128)
                name.Append(character);
            else if (character == '.')
                name.Append('_');
            else
                name.Append("_u").Append(((int)character).ToString("X4", null)).Append('_');
        }

        return $"ModelDsl.Generated._{name}";
    }
}
