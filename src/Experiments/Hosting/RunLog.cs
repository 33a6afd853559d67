using System.Globalization;
using ModelDsl.Data;
using ModelDsl.Experiments.Contract;

namespace ModelDsl.Experiments.Hosting;

/// <summary>Writes the output that the build parses: the lines of <see cref="RunnerProtocol"/>, and errors and warnings in MSBuild's canonical form.</summary>
/// <param name="output">The output that the build parses.</param>
/// <param name="details">The output that the build only logs.</param>
/// <param name="file">The path of the build's log; null without a build.</param>
/// <param name="terminal">The terminal that shows the build; null for a log.</param>
internal sealed class RunLog(TextWriter output, TextWriter details, string? file = null, TerminalSize? terminal = null)
{
    // MSBuild indents lines, and begins and ends a live line with the project's name and a duration. It drops a live line that is wider than the terminal.
    private const int Indentation = 2, OtherLiveText = 35;

    /// <summary>The size of the terminal, or that of a log, without the indentation.</summary>
    public TerminalSize Terminal { get; } = terminal is { } size ? size with { Columns = size.Columns - Indentation } : TerminalSize.Log;

    /// <summary>A log for the same terminal with other writers.</summary>
    public RunLog Redirected(TextWriter toOutput, TextWriter toDetails, string toFile) => new(toOutput, toDetails, toFile, terminal);

    /// <summary>Writes the lines that an experiment has written so far, and those that it will write.</summary>
    public void Continue(HeldLines heldOutput, HeldLines heldDetails)
    {
        heldOutput.Release(output);
        heldDetails.Release(details);
    }

    private int LiveWidth => Terminal.Columns + Indentation - OtherLiveText;

    /// <summary>A line that stays on the screen.</summary>
    public void Table(string text) => output.WriteLine($"{RunnerProtocol.Table} {text}");

    /// <summary>The path of the report.</summary>
    public void Report(string path) => output.WriteLine($"{RunnerProtocol.Report} {path}");

    /// <summary>An experiment that is up to date.</summary>
    /// <param name="spec">Its specification.</param>
    /// <param name="report">Its report.</param>
    public void Finished(string spec, string report) => output.WriteLine($"{RunnerProtocol.Finished} {spec}{RunnerProtocol.Separator}{report}");

    /// <summary>A missing data set; other processes of the build do not look for it.</summary>
    public void Unavailable(string dataset) => output.WriteLine($"{RunnerProtocol.Unavailable} {dataset}");

    /// <summary>An error; the build fails.</summary>
    public void Error(CodedException error)
    {
        output.WriteLine(error.ToLine());
        foreach (var further in error.Further)
            output.WriteLine(further.ToLine());
    }

    /// <summary>A warning.</summary>
    public void Warning(CodedException warning) => output.WriteLine(warning.ToLine(Severity.Warning));

    /// <summary>Text for the log only.</summary>
    public void Details(string text) => details.WriteLine(text);

    /// <summary>The last sentence of an error message: the place of its details.</summary>
    public string DetailsPlace => file is null ? "The details are on the error stream." : $"The details: {file}";

    /// <summary>Writes the live line: the first of several texts that fits, from the longest.</summary>
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
