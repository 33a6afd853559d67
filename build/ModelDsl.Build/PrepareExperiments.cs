using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ModelDsl.Experiments.Contract;
using Task = Microsoft.Build.Utilities.Task;

namespace ModelDsl.Build;

/// <summary>
/// Selects the experiments to run. For each, writes the runner's specification (NAME.HASH.spec.json) and a project that runs it (NAME.proj).
/// With a separate project, an experiment has its own line in the terminal, and its failure does not stop the others. The name of a specification
/// contains the hash of its content, so that a concurrent build with other settings does not overwrite it.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed partial class PrepareExperiments : Task
{
    private readonly ProjectFiles _files = new();

    /// <summary>The declared experiments.</summary>
    public ITaskItem[] Experiments { get; set; } = [];

    /// <summary>The declared presets.</summary>
    public ITaskItem[] Presets { get; set; } = [];

    /// <summary>The declared claims.</summary>
    public ITaskItem[] Claims { get; set; } = [];

    /// <summary>The project that declares them.</summary>
    [Required] public string ProjectFile { get; set; } = "";

    /// <summary>The folder for the files.</summary>
    [Required] public string IntermediateDirectory { get; set; } = "";

    /// <summary>The targets that each NAME.proj imports.</summary>
    [Required] public string RunTargets { get; set; } = "";

    /// <summary>The user's current folder; paths on the command line are relative to it.</summary>
    public string StartupDirectory { get; set; } = "";

    /// <summary>True if the solution is built: other projects may declare experiments that this one lacks.</summary>
    public bool InSolution { get; set; }

    /// <summary>The projects to build, one per selected experiment; the metadata <c>SpecFile</c> is the specification.</summary>
    [Output] public ITaskItem[] ExperimentProjects { get; set; } = [];

    /// <inheritdoc />
    public override bool Execute()
    {
        try
        {
            var commandLine = new CommandLine(BuildEngine6.GetGlobalProperties());
            CheckNames();
            CheckPresets();
            CheckSpelling(commandLine);
            var claims = Claims.Select(claim => DeclaredClaim.Read(claim, _files.PositionOf(claim, "Claim"))).ToList();
            claims.ForEach(claim => claim.CheckAgainst(Experiments));
            ExperimentProjects = [.. Pick(commandLine).Select(experiment => Write(Specify(experiment, claims, commandLine)))];
        }
        catch (BadInputException e)
        {
            Log.LogErrorAt(e.Code, e.Position ?? Declarations, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException)
        {
            Log.LogErrorAt("MDX0006", Declarations, $"The experiments could not be prepared: {e.Message}");
        }
        return !Log.HasLoggedErrors;
    }

    /// <summary>The first declaration, the position of errors about the command line.</summary>
    private SourcePosition Declarations =>
        Experiments is [var first, ..] ? PositionOf(first) : new(ProjectFile, 1, 1);

    private SourcePosition PositionOf(ITaskItem experiment) => _files.PositionOf(experiment, "Experiment");

    private SourcePosition PositionOfPreset(ITaskItem preset) => _files.PositionOf(preset, "ExperimentPreset");

    /// <summary>The runner's folder for jobs, beside the folders of experiments.</summary>
    private const string StoreFolder = "jobs";

    private void CheckNames()
    {
        var seen = new List<ITaskItem>();
        foreach (var experiment in Experiments)
        {
            var name = experiment.ItemSpec;
            if (!FileName().IsMatch(name))
                throw new BadInputException("MDX0004", $"'{name}' is not a valid experiment name, because files are named after it. Use letters, digits, '-', '_' and '.'.", PositionOf(experiment));
            if (Same(name, StoreFolder))
                throw new BadInputException("MDX0004", $"'{name}' is not a valid experiment name, because the folder of all jobs has this name. Use another name.", PositionOf(experiment));
            if (seen.Exists(other => Same(other.ItemSpec, name)))
                throw new BadInputException("MDX0003", $"Experiment '{name}' is declared twice. Rename one of them.", _files.PositionOf(experiment, "Experiment", seen));
            seen.Add(experiment);
        }
    }

    private void CheckPresets()
    {
        foreach (var preset in Presets)
        {
            var unknown = ExperimentSettings.ExperimentsOf(preset).Except(Names(Experiments), StringComparer.OrdinalIgnoreCase).FirstOrDefault();
            if (unknown is not null)
                throw new BadInputException("MDX0001", $"Preset '{preset.ItemSpec}' names the experiment '{unknown}', which does not exist.{DidYouMean(unknown, Experiments)} Known: {List(Experiments)}.", PositionOfPreset(preset));
        }
    }

    // Set only in items; never suggested, because properties of MSBuild such as PublishDir have similar names.
    // Optimizer resembles Optimize.
    private static readonly string[] s_textsOfItems = ["Published", "Title", "Description", "Optimizer"];

    // Unknown properties are allowed, as they may be the user's, unless the name is similar to a setting.
    private void CheckSpelling(CommandLine commandLine)
    {
        var known = Experiments.Concat(Presets).SelectMany(ExperimentSettings.NamesOf).Concat(CommandLine.Selectors).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (commandLine.Value("Description") is not null)
            throw new BadInputException("MDX0008", "MSBuild writes -p:Description into every assembly, so all models would be trained again. Set the Description of an experiment in its item.");
        foreach (var name in commandLine.Names.Except(known, StringComparer.OrdinalIgnoreCase))
        {
            if (Suggestion.Nearest(name, known.Except(s_textsOfItems)) is { } meant)
                throw new BadInputException("MDX0008", $"Unknown property -p:{name}. Did you mean -p:{meant}?");
        }
    }

    private IEnumerable<ITaskItem> Pick(CommandLine commandLine)
    {
        if (commandLine.Experiments is not { Length: > 0 } wanted)
            return Experiments;
        if (!InSolution && wanted.Except(Names(Experiments), StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } unknown)
            throw new BadInputException("MDX0001", $"There is no experiment '{unknown}'.{DidYouMean(unknown, Experiments)} Known: {List(Experiments)}.");
        return Experiments.Where(e => wanted.Contains(e.ItemSpec, StringComparer.OrdinalIgnoreCase));
    }

    private ExperimentSpec Specify(ITaskItem experiment, List<DeclaredClaim> claims, CommandLine commandLine)
    {
        var preset = Presets.Where(p => Same(p.ItemSpec, commandLine.Preset ?? "quick")).ToList();
        if (preset is [] && commandLine.Preset is { } unknown)
            throw new BadInputException("MDX0002", $"There is no preset '{unknown}'.{DidYouMean(unknown, Presets)} Known: {List(Presets)}.");

        var (settings, presets) = ExperimentSettings.Resolve(experiment, preset, commandLine);
        if (settings.TryGetValue("DataDir", out var folder))
            settings["DataDir"] = [Path.GetFullPath(folder[0], DataDirBase(commandLine))];

        // As the shell completes it, a path on the command line is relative to the current folder. Paths in the item remain relative to the project.
        var overrides = ExperimentSettings.Overrides(settings.Keys, commandLine);
        if (overrides.ContainsKey(ExperimentSettings.Dataset) && StartupDirectory != "" && settings[ExperimentSettings.Dataset].Any(DatasetPath.IsPath))
        {
            string[] datasets = [.. settings[ExperimentSettings.Dataset].Select(dataset => DatasetPath.Absolute(dataset, StartupDirectory))];
            (settings[ExperimentSettings.Dataset], overrides[ExperimentSettings.Dataset]) = (datasets, string.Join(';', datasets));
        }

        var at = PositionOf(experiment);
        return new(
            experiment.ItemSpec, at.File, at.Line, at.Column, preset is [var first, ..] ? first.ItemSpec : "",
            settings.ToDictionary(setting => setting.Key, setting => (IReadOnlyList<string>)setting.Value), commandLine.Force, commandLine.List)
        {
            Claims = [.. claims.Where(claim => claim.IsAbout(experiment.ItemSpec, settings.GetValueOrDefault("Models", []))).Select(claim => claim.Spec)],
            Overrides = overrides,
            Origins = presets.ToDictionary(setting => setting.Key, setting => PositionOfPreset(setting.Value)),
        };
    }

    // As usual in MSBuild, a path in a project is relative to the project.
    private string DataDirBase(CommandLine commandLine) =>
        commandLine.Value("DataDir") is not null && StartupDirectory != "" ? StartupDirectory : Path.GetDirectoryName(ProjectFile)!;

    private TaskItem Write(ExperimentSpec spec)
    {
        var project = Path.Combine(IntermediateDirectory, spec.Name + ".proj");
        var specification = spec.ToJson();
        var file = Path.Combine(IntermediateDirectory, $"{spec.Name}.{Hash(specification)}.spec.json");
        // On Windows, a file that the runner of another build reads cannot be replaced.
        TextFile.WriteIfDifferent(file, specification);
        TextFile.WriteIfDifferent(project, ProjectThatImports(RunTargets));
        return new TaskItem(Escaping.Escape(project), new Dictionary<string, string> { ["SpecFile"] = Escaping.Escape(file) });
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];

    private static string ProjectThatImports(string targets) =>
        new XElement("Project", new XElement("Import", new XAttribute("Project", Escaping.Escape(targets)))) + "\n";

    private static IEnumerable<string> Names(ITaskItem[] items) => items.Select(i => i.ItemSpec);
    private static string List(ITaskItem[] items) => items is [] ? "none" : string.Join(", ", Names(items).Distinct(StringComparer.OrdinalIgnoreCase));
    private static string DidYouMean(string name, ITaskItem[] items) => Suggestion.DidYouMean(name, Names(items));
    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^\w[\w.-]*$")]
    private static partial Regex FileName();
}
