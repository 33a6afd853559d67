using System.Globalization;
using ModelDsl.Data;
using ModelDsl.Experiments.Contract;

namespace ModelDsl.Experiments.Hosting;

/// <summary>Writes what the build reads: the lines of <see cref="RunnerProtocol"/>, and errors and warnings in MSBuild's canonical form.</summary>
/// <param name="output">What the build reads.</param>
/// <param name="details">Logged by the build, not parsed.</param>
/// <param name="file">The log; null where no build keeps one.</param>
internal sealed class RunLog(TextWriter output, TextWriter details, string? file = null)
{
    // The terminal logger drops a live line that is wider than the terminal, as a whole.
    private const int LiveWidth = 45;

    /// <summary>A line that stays on the screen.</summary>
    public void Table(string text) => output.WriteLine($"{RunnerProtocol.Table} {text}");

    /// <summary>Where the report is.</summary>
    public void Report(string path) => output.WriteLine($"{RunnerProtocol.Report} {path}");

    /// <summary>An experiment that is up to date.</summary>
    /// <param name="spec">Its specification.</param>
    /// <param name="report">Its report.</param>
    public void Finished(string spec, string report) => output.WriteLine($"{RunnerProtocol.Finished} {spec}{RunnerProtocol.Separator}{report}");

    /// <summary>A data set that cannot be had, and that no other process need look for.</summary>
    public void Unavailable(string dataset) => output.WriteLine($"{RunnerProtocol.Unavailable} {dataset}");

    /// <summary>An error; the build fails.</summary>
    public void Error(CodedException error) => output.WriteLine(error.ToLine());

    /// <summary>A warning.</summary>
    public void Warning(CodedException warning) => output.WriteLine(warning.ToLine(Severity.Warning));

    /// <summary>What only the log needs to know.</summary>
    public void Details(string text) => details.WriteLine(text);

    /// <summary>Where the details of an error are, to end its message with.</summary>
    public string DetailsPlace => file is null ? "The details are on the error stream." : $"The details: {file}";

    /// <summary>The live line: the first of some texts, from the fullest, that fits.</summary>
    public void Live(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (text.Length <= LiveWidth)
            {
                output.WriteLine($"{RunnerProtocol.Progress} {text}");
                return;
            }
        }

        output.WriteLine($"{RunnerProtocol.Progress} {texts[^1][..(LiveWidth - 1)]}…");
    }

    /// <summary>The live line of a download.</summary>
    public IProgress<DownloadProgress> Downloads => new ImmediateProgress<DownloadProgress>(progress => Live(string.Create(CultureInfo.InvariantCulture,
        $"{progress.File.Segments[^1]} {progress.Bytes / 1e6:F1}{(progress.Total is { } total ? $"/{total / 1e6:F1}" : "")} MB")));
}
