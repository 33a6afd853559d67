namespace ModelDsl.Experiments.Contract;

/// <summary>
/// The interface between build task and runner: the runner's command line, its exit codes, and the lines of its standard output. A line is a
/// keyword and a text, or an error or warning in MSBuild's canonical form.
/// </summary>
internal static class RunnerProtocol
{
    /// <summary>Prints the declared models: <c>models</c>, or their names and sizes: <c>models --names</c>.</summary>
    public const string ModelsVerb = "models";

    /// <summary>Omits the layers of models.</summary>
    public const string NamesOption = "--names";

    /// <summary>Exports models: <c>models --export FORMAT FOLDER WEIGHTS MODEL…</c>; WEIGHTS may be empty, and without models all are exported.</summary>
    public const string ExportOption = "--export";

    /// <summary>Checks experiments before any of them runs: <c>check PID RESULTS ARCHIVE SPEC…</c>; ARCHIVE may be empty.</summary>
    public const string CheckVerb = "check";

    /// <summary>Runs the commands that the build requests on the standard input, a <see cref="RunnerRequest"/> per line, until it ends: <c>serve PID</c>.</summary>
    public const string ServeVerb = "serve";

    /// <summary>Runs an experiment.</summary>
    public const string RunVerb = "run";

    /// <summary>Deletes an experiment's results.</summary>
    public const string CleanVerb = "clean";

    /// <summary>The file with the experiment's specification.</summary>
    public const string SpecOption = "--spec";

    /// <summary>The folder for results.</summary>
    public const string ResultsOption = "--results";

    /// <summary>A folder of results that count as done.</summary>
    public const string ArchiveOption = "--archive";

    /// <summary>The process that the runner must not outlive.</summary>
    public const string ParentOption = "--parent";

    /// <summary>The data sets that the check did not find, separated by <see cref="Separator"/>.</summary>
    public const string UnavailableOption = "--unavailable";

    /// <summary>Separates values on a line or in an argument.</summary>
    public const char Separator = '|';

    /// <summary>A text that replaces the previous progress.</summary>
    public const string Progress = "##progress";

    /// <summary>A line that stays on the screen.</summary>
    public const string Table = "##table";

    /// <summary>The path of the report.</summary>
    public const string Report = "##report";

    /// <summary>The specification and the report of an experiment that is up to date.</summary>
    public const string Finished = "##finished";

    /// <summary>A data set that is neither stored nor downloadable.</summary>
    public const string Unavailable = "##unavailable";

    /// <summary>The end of a request, on both output streams: its id and, on the standard output, the exit code.</summary>
    public const string End = "##end";

    /// <summary>The environment variable that is <c>1</c> if a terminal shows the build's output.</summary>
    public const string TerminalVariable = "MODELDSL_TERMINAL";

    /// <summary>The exit code of a canceled run: 128 + SIGINT, as shells report it.</summary>
    public const int Canceled = 130;
}
