using ModelDsl.Experiments.Reports.Content;
using ModelDsl.Experiments.Reports.Csv;
using ModelDsl.Experiments.Reports.Html;
using ModelDsl.Experiments.Reports.Data;
using ModelDsl.Experiments.Reports.Markdown;
using ModelDsl.Experiments.Reports.TensorBoard;
using ModelDsl.Files;

namespace ModelDsl.Experiments.Reports;

/// <summary>Writes an experiment's report from stored results.</summary>
internal static class ExperimentReport
{
    /// <summary>The files of every report.</summary>
    public static IReadOnlyList<string> Files { get; } = [HtmlReport.File, ResultsJson.File, ResultsCsv.File, MarkdownReport.File];

    /// <summary>The existing files of a report, by their paths in its folder.</summary>
    public static IEnumerable<string> FilesIn(string folder)
    {
        var events = Path.Combine(folder, EventFiles.Folder);
        return Files.Select(name => Path.Combine(folder, name)).Where(File.Exists)
            .Concat(Directory.Exists(folder) ? Directory.EnumerateFiles(folder, ReconstructionPicture.Files) : [])
            .Concat(Directory.Exists(events) ? Directory.EnumerateFiles(events, "*", SearchOption.AllDirectories) : [])
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal);
    }

    /// <summary>Writes all files of the report.</summary>
    /// <param name="folder">The experiment's folder.</param>
    /// <param name="content">The content.</param>
    /// <exception cref="CodedException">A file cannot be written.</exception>
    public static void Write(string folder, ReportContent content)
    {
        AtomicFile.Write(Path.Combine(folder, ResultsJson.File), stream => ResultsJson.Write(stream, content));
        AtomicFile.WriteText(Path.Combine(folder, ResultsCsv.File), ResultsCsv.Of(content));
        AtomicFile.WriteText(Path.Combine(folder, MarkdownReport.File), MarkdownReport.Of(content, ReconstructionPicture.DrawAll(folder, content)));
        EventFiles.Write(Path.Combine(folder, EventFiles.Folder), content.Jobs);
        AtomicFile.WriteText(Path.Combine(folder, HtmlReport.File), HtmlReport.Of(content));
    }
}
