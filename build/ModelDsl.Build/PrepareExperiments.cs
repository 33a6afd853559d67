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
/// Picks the experiments to run and writes, for each, the runner's specification (NAME.HASH.spec.json) and the project that
/// runs it (NAME.proj): with a project of its own, an experiment has its own line in the terminal, and its failure
/// does not stop the others. A specification is named after its content, so that a build with other settings, which runs
/// at the same time, leaves it as it is.
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

    /// <summary>Where the files go.</summary>
    [Required] public string IntermediateDirectory { get; set; } = "";

    /// <summary>The targets that each NAME.proj imports.</summary>
    [Required] public string RunTargets { get; set; } = "";

    /// <summary>The user's current folder, to which paths on the command line are relative.</summary>
    public string StartupDirectory { get; set; } = "";

    /// <summary>True where the solution runs: another of its projects may have the experiments that this one lacks.</summary>
    public bool InSolution { get; set; }

    /// <summary>The projects to build, one per picked experiment; their <c>SpecFile</c> is the specification.</summary>
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

    /// <summary>The first declaration: the place to look for what a name on the command line should have been.</summary>
    private SourcePosition Declarations =>
        Experiments is [var first, ..] ? PositionOf(first) : new(ProjectFile, 1, 1);

    private SourcePosition PositionOf(ITaskItem experiment) => _files.PositionOf(experiment, "Experiment");

    private SourcePosition PositionOfPreset(ITaskItem preset) => _files.PositionOf(preset, "ExperimentPreset");

    /// <summary>Where the runner keeps jobs, beside the experiments' reports.</summary>
    private const string StoreFolder = "jobs";

    private void CheckNames()
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var experiment in Experiments)
        {
            var name = experiment.ItemSpec;
            if (!FileName().IsMatch(name))
                throw new BadInputException("MDX0004", $"'{name}' cannot name an experiment, because files are named after it. Use letters, digits, '-', '_' and '.'.", PositionOf(experiment));
            if (Same(name, StoreFolder))
                throw new BadInputException("MDX0004", $"'{name}' cannot name an experiment, because the jobs of all experiments are kept in a folder of this name. Choose another.", PositionOf(experiment));
            if (!seen.Add(name))
                throw new BadInputException("MDX0003", $"Experiment '{name}' is declared twice. Rename one of them.", PositionOf(experiment));
        }
    }

    private void CheckPresets()
    {
        foreach (var preset in Presets)
        {
            var unknown = ExperimentSettings.ExperimentsOf(preset).Except(Names(Experiments), StringComparer.OrdinalIgnoreCase).FirstOrDefault();
            if (unknown is not null)
                throw new BadInputException("MDX0001", $"Preset '{preset.ItemSpec}' names the experiment '{unknown}', which is not there. Known: {List(Experiments)}.", PositionOfPreset(preset));
        }
    }

    // These stand in items, and properties of MSBuild, such as PublishDir, have names that are near.
    private static readonly string[] s_textsOfItems = ["Published", "Title", "Description"];

    // Anyone may define properties, so that one of an unknown name is no mistake: unless it nearly has the name of ours.
    private void CheckSpelling(CommandLine commandLine)
    {
        var known = Experiments.Concat(Presets).SelectMany(ExperimentSettings.NamesOf).Concat(CommandLine.Selectors).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (commandLine.Value("Description") is not null)
            throw new BadInputException("MDX0008", "-p:Description is MSBuild's, and would go into every assembly: all would be trained again. Write the Description of an experiment in its item.");
        foreach (var name in commandLine.Names.Except(known, StringComparer.OrdinalIgnoreCase))
        {
            if (Suggestion.Nearest(name, known.Except(s_textsOfItems)) is { } meant)
                throw new BadInputException("MDX0008", $"-p:{name} means nothing. Did you mean -p:{meant}?");
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

        var at = PositionOf(experiment);
        return new(
            experiment.ItemSpec, at.File, at.Line, at.Column, preset is [var first, ..] ? first.ItemSpec : "",
            settings.ToDictionary(setting => setting.Key, setting => (IReadOnlyList<string>)setting.Value), commandLine.Force, commandLine.List)
        {
            Claims = [.. claims.Where(claim => claim.IsAbout(experiment.ItemSpec, settings.GetValueOrDefault("Models", []))).Select(claim => claim.Spec)],
            Overrides = ExperimentSettings.Overrides(settings.Keys, commandLine),
            Origins = presets.ToDictionary(setting => setting.Key, setting => PositionOfPreset(setting.Value)),
        };
    }

    // As everywhere in MSBuild, a path in a project is relative to the project.
    private string DataDirBase(CommandLine commandLine) =>
        commandLine.Value("DataDir") is not null && StartupDirectory != "" ? StartupDirectory : Path.GetDirectoryName(ProjectFile)!;

    private TaskItem Write(ExperimentSpec spec)
    {
        var project = Path.Combine(IntermediateDirectory, spec.Name + ".proj");
        var specification = spec.ToJson();
        var file = Path.Combine(IntermediateDirectory, $"{spec.Name}.{Hash(specification)}.spec.json");
        // On Windows a file that another build's runner reads cannot be replaced.
        TextFile.WriteIfDifferent(file, specification);
        TextFile.WriteIfDifferent(project, ProjectThatImports(RunTargets));
        return new TaskItem(project, new Dictionary<string, string> { ["SpecFile"] = file });
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];

    private static string ProjectThatImports(string targets) =>
        new XElement("Project", new XElement("Import", new XAttribute("Project", targets))) + "\n";

    private static IEnumerable<string> Names(ITaskItem[] items) => items.Select(i => i.ItemSpec);
    private static string List(ITaskItem[] items) => items is [] ? "none" : string.Join(", ", Names(items).Distinct(StringComparer.OrdinalIgnoreCase));
    private static string DidYouMean(string name, ITaskItem[] items) => Suggestion.DidYouMean(name, Names(items));
    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^\w[\w.-]*$")]
    private static partial Regex FileName();
}
