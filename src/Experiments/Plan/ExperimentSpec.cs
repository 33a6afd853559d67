using System.Text.Json;
using System.Text.Json.Serialization;
using ModelDsl.Files;

namespace ModelDsl.Experiments.Plan;

/// <summary>An <c>&lt;Experiment&gt;</c> item after presets and the command line: what the build hands to the runner.</summary>
/// <param name="Name">The item's name.</param>
/// <param name="ProjectFile">The project file that declares it.</param>
/// <param name="Line">The item's line there, from 1; 0 where unknown.</param>
/// <param name="Column">The item's column there, from 1; 0 where unknown.</param>
/// <param name="Preset">The preset that was applied; empty where none was.</param>
/// <param name="Settings">The item's metadata, each a list of values.</param>
/// <param name="Force">Run every job again.</param>
/// <param name="List">Print the grid and run nothing.</param>
/// <param name="Claims">What the experiment is to confirm or refute.</param>
/// <param name="Overrides">The settings that the command line gave, as it gave them.</param>
/// <param name="Origins">Where the settings stand that the preset gave.</param>
/// <param name="Replaced">The data sets that cannot be had, each with the one that <paramref name="Settings"/> name in its place; null if there are none.</param>
internal sealed record ExperimentSpec(
    string Name,
    string ProjectFile,
    int Line,
    int Column,
    string? Preset,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Settings,
    bool Force,
    bool List,
    IReadOnlyList<ClaimSpec>? Claims = null,
    IReadOnlyDictionary<string, string>? Overrides = null,
    IReadOnlyDictionary<string, SourceLine>? Origins = null,
    IReadOnlyDictionary<string, string>? Replaced = null)
{
    /// <summary>Reads a specification.</summary>
    public static ExperimentSpec Read(string path)
    {
        using var file = File.OpenRead(path);
        return JsonSerializer.Deserialize(file, SpecJson.Default.ExperimentSpec)
            ?? throw new JsonException($"{path} holds no experiment.");
    }

    /// <summary>The file of published values that the experiment names; null where it names none.</summary>
    [JsonIgnore]
    public string? PublishedPath =>
        // As everywhere in a project, a path is relative to the project file.
        new Settings(this).Optional("Published") is { } name ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(ProjectFile))!, name) : null;

    /// <summary>The specification as text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, SpecJson.Default.ExperimentSpec);

    /// <summary>Writes the specification for the processes of jobs, which read it later: the build's own file may have changed by then.</summary>
    /// <returns>The file.</returns>
    /// <exception cref="CodedException">It cannot be written.</exception>
    public string Keep(string folder)
    {
        var path = Path.Combine(folder, "spec.json");
        AtomicFile.WriteText(path, ToJson());
        return path;
    }

    /// <summary>Who gives a setting, to begin an error with: <c>Experiment 'variants'</c>, <c>Preset 'quick'</c>, <c>The command line</c>.</summary>
    public string GiverOf(string setting) => IsOverridden(setting) ? "The command line" : OriginOf(setting) is null ? $"Experiment '{Name}'" : $"Preset '{Preset}'";

    /// <summary>An error at the item's place in the project file.</summary>
    public CodedException Error(string code, string message) => Place(new(code, message));

    /// <summary>An error of a setting, where it stands: in the preset, or in the item.</summary>
    public CodedException Error(string code, string message, string setting) => Place(new(code, message), setting);

    /// <summary>An error of a job, shown at the item's place.</summary>
    public CodedException Place(CodedException error) => new(error.Code, error.Message, error) { File = ProjectFile, Line = Line, Column = Column };

    /// <summary>An error of a setting, shown where that stands. The command line has no lines.</summary>
    public CodedException Place(CodedException error, string setting) =>
        IsOverridden(setting) ? new(error.Code, error.Message, error) { File = ProjectFile }
        : OriginOf(setting) is { } origin ? new(error.Code, error.Message, error) { File = origin.File, Line = origin.Line, Column = origin.Column }
        : Place(error);

    /// <summary>Whether the command line gives a setting.</summary>
    public bool IsOverridden(string setting) => Overrides?.ContainsKey(setting) == true;

    private SourceLine? OriginOf(string setting) => Origins?.GetValueOrDefault(setting);
}

/// <summary>A <c>&lt;Claim&gt;</c> item: one model has a lower, or a higher, metric than another.</summary>
/// <param name="Name">The claim in words: <c>VAE denoises better</c>.</param>
/// <param name="Metric">A metric, or a family of metrics: <c>DenoisingMse</c> stands for each <c>DenoisingMse(…)</c>.</param>
/// <param name="Lower">The model whose values are said to be lower; null where <paramref name="Higher"/> is given.</param>
/// <param name="Higher">The model whose values are said to be higher; null where <paramref name="Lower"/> is given.</param>
/// <param name="Than">The model that it is compared with.</param>
/// <param name="File">The project file that declares it.</param>
/// <param name="Line">The item's line there, from 1; 0 where unknown.</param>
internal sealed record ClaimSpec(string Name, string Metric, string? Lower, string? Higher, string Than, string File, int Line)
{
    /// <summary>The model that the claim is about.</summary>
    [JsonIgnore]
    public string Subject => Lower ?? Higher!;

    /// <summary>The claim as a formula: <c>DenoisingMse: ConvVae &lt; ConvAutoencoder</c>.</summary>
    [JsonIgnore]
    public string Formula => $"{Metric}: {Subject} {(Lower is null ? '>' : '<')} {Than}";
}

/// <summary>A place in a project file, from 1.</summary>
internal sealed record SourceLine(string File, int Line, int Column);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ExperimentSpec))]
internal sealed partial class SpecJson : JsonSerializerContext;
