using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission;

/// <summary>A model as its assembly's catalogue lists it.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="QualifiedName">Its name with <c>global::</c>.</param>
/// <param name="Sizes">Its sizes.</param>
/// <param name="SourceHash">A hash of its declaration and its objective.</param>
/// <param name="OtherCode">Other classes whose code it runs, with <c>global::</c>.</param>
/// <param name="Objective">An expression for its objective; null if it has none.</param>
internal sealed record CatalogueEntry(
    string Name, string QualifiedName, EquatableArray<Size> Sizes, string SourceHash, EquatableArray<string> OtherCode, string? Objective);

/// <summary>Writes the catalogue of an assembly: its models, and its own data sets and evaluators.</summary>
internal static class CatalogueEmitter
{
    public static string Emit(string assembly, IReadOnlyList<CatalogueEntry> models, IReadOnlyList<CataloguedClass> classes)
    {
        var writer = new IndentedTextWriter();
        writer.WriteLine(GeneratedFile.Header);
        writer.WriteLine();
        writer.WriteLine($"[assembly: global::ModelDsl.ModelCatalogue(typeof({Catalogue.ClassName(assembly)}))]");
        writer.WriteLine();
        writer.WriteLine($"namespace {Catalogue.Namespace(assembly)};\n");
        writer.WriteDocumentation("<summary>The models, data sets and evaluators of this assembly.</summary>");
        writer.WriteLine(GeneratedFile.Attribute);
        using (writer.OpenBlock("public static class ModelCatalogue"))
        {
            using (CatalogueList.Models.Open(writer, "The models, by name."))
            {
                foreach (var entry in models.OrderBy(entry => entry.QualifiedName, StringComparer.Ordinal))
                    WriteEntry(writer, entry);
            }

            WriteClasses(writer, CatalogueList.Datasets, "The data sets.", classes.Where(own => own.IsDataset));
            if (Catalogue.Lists(classes).Contains(CatalogueList.Evaluators))
                WriteClasses(writer, CatalogueList.Evaluators, "The evaluators.", classes.Where(own => own.IsEvaluator));

            writer.WriteLine();
            writer.WriteDocumentation("<summary>Runs before other code of this assembly, which may use TorchSharp.</summary>");
            writer.WriteLine("[global::System.Runtime.CompilerServices.ModuleInitializer]");
            writer.WriteLine("internal static void PrepareTensorEngine() => global::ModelDsl.TensorEngine.Prepare();");
        }

        return writer.Finish();
    }

    private static void WriteClasses(IndentedTextWriter writer, CatalogueList list, string summary, IEnumerable<CataloguedClass> classes)
    {
        writer.WriteLine();
        using (list.Open(writer, summary))
        {
            foreach (var own in classes.OrderBy(own => own.QualifiedName, StringComparer.Ordinal))
                writer.WriteLine($"new {own.QualifiedName}(),");
        }
    }

    private static void WriteEntry(IndentedTextWriter writer, CatalogueEntry entry)
    {
        var sizes = entry.Sizes.Select(size => $"new(\"{size.Name}\", {Literals.Of(size.Value ?? 1)}{Allowed(size)})");
        var arguments = entry.Sizes.Select((_, i) => $"sizes[{i}]");
        writer.WriteLine($"new(\n    \"{entry.Name}\",\n    [{string.Join(", ", sizes)}],\n    {Source(entry)},");
        writer.WriteLine($"    {entry.Objective ?? "null"},\n    sizes => new {entry.QualifiedName}({string.Join(", ", arguments)})),");
    }

    // Code that the generator does not write is identified by its module's version.
    private static string Source(CatalogueEntry entry) => entry.OtherCode.Count == 0 ? $"\"{entry.SourceHash}\""
        : $"\"{entry.SourceHash}\" + {string.Join(" + ", entry.OtherCode.Select(type => $"typeof({type}).Module.ModuleVersionId"))}";

    private static string Allowed(Size size) => size.AnyOf is { } list
        ? $", AnyOf: [{string.Join(", ", list)}]"
        : (size.Min is { } least ? $", Min: {least}" : "") + (size.Max is { } most ? $", Max: {most}" : "");
}
