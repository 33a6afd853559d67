namespace ModelDsl.Generator.Emission;

/// <summary>Writes the program of an experiment project.</summary>
internal static class ProgramEmitter
{
    /// <summary>Writes the lists of all catalogues, and an entry point if the program has none.</summary>
    /// <param name="assembly">The program.</param>
    /// <param name="catalogues">The catalogues, its own included.</param>
    /// <param name="hasEntryPoint">True if the user wrote an entry point.</param>
    public static string Emit(string assembly, IReadOnlyList<Catalogue> catalogues, bool hasEntryPoint)
    {
        var writer = new IndentedTextWriter();
        writer.WriteLine(GeneratedFile.Header);
        writer.WriteLine();
        writer.WriteLine($"namespace {Catalogue.Namespace(assembly)};\n");
        writer.WriteDocumentation(
            "<summary>The program of the experiments, with the catalogues of this project and of its references.</summary>");
        writer.WriteLine(GeneratedFile.Attribute);
        writer.WriteLine("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        using (writer.OpenBlock("internal static class ExperimentProgram"))
        {
            WriteList(writer, CatalogueList.Models, "All models that the experiments may name.", catalogues);
            WriteList(writer, CatalogueList.Datasets, "The data sets in addition to those of the library.", catalogues);
            WriteList(writer, CatalogueList.Evaluators, "The evaluators in addition to those of the library.", catalogues);
            if (!hasEntryPoint)
            {
                writer.WriteLine(
                    "private static int Main(string[] args) => global::ModelDsl.Experiments.ExperimentRunner.Main(args, Models, Datasets, Evaluators);");
            }
        }

        return writer.Finish();
    }

    private static void WriteList(IndentedTextWriter writer, CatalogueList list, string summary, IReadOnlyList<Catalogue> catalogues)
    {
        using (list.Open(writer, summary))
        {
            foreach (var catalogue in catalogues.Where(catalogue => catalogue.Properties.Contains(list.Property)))
                writer.WriteLine($".. {catalogue.Class}.{list.Property},");
        }

        writer.WriteLine();
    }
}
