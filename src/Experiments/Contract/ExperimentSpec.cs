using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelDsl.Experiments.Contract;

/// <summary>An <c>&lt;Experiment&gt;</c> item after presets and the command line. The build task writes it to a file, and the runner reads it.</summary>
/// <param name="Name">The item's name.</param>
/// <param name="ProjectFile">The project file that declares it.</param>
/// <param name="Line">The item's line, from 1; 0 if unknown.</param>
/// <param name="Column">The item's column, from 1; 0 if unknown.</param>
/// <param name="Preset">The applied preset; empty if none.</param>
/// <param name="Settings">The item's metadata, each a list of values.</param>
/// <param name="Force">Run every job again.</param>
/// <param name="List">Print the grid and run nothing.</param>
internal sealed record ExperimentSpec(
    string Name,
    string ProjectFile,
    int Line,
    int Column,
    string Preset,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Settings,
    bool Force,
    bool List)
{
    private static readonly Dictionary<string, string> s_none = [];

    // The serializer assigns null to a property that the file lacks.
    /// <summary>The claims to evaluate.</summary>
    public IReadOnlyList<ClaimSpec> Claims { get; init => field = value ?? []; } = [];

    /// <summary>The settings from the command line, unsplit.</summary>
    public IReadOnlyDictionary<string, string> Overrides { get; init => field = value ?? s_none; } = s_none;

    /// <summary>The positions of the settings that come from a preset.</summary>
    public IReadOnlyDictionary<string, SourcePosition> Origins { get; init => field = value ?? new Dictionary<string, SourcePosition>(); } = new Dictionary<string, SourcePosition>();

    /// <summary>The missing data sets, each with the one that <see cref="Settings"/> name instead.</summary>
    public IReadOnlyDictionary<string, string> Replaced { get; init => field = value ?? s_none; } = s_none;

    /// <summary>The position of the item.</summary>
    [JsonIgnore]
    public SourcePosition Position => new(ProjectFile, Line, Column);

    /// <summary>Reads a specification.</summary>
    /// <exception cref="JsonException">The file does not contain one.</exception>
    public static ExperimentSpec Read(string path)
    {
        using var file = File.OpenRead(path);
        return JsonSerializer.Deserialize(file, SpecJson.Default.ExperimentSpec) ?? throw new JsonException($"'{path}' does not contain an experiment.");
    }

    /// <summary>The specification as text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, SpecJson.Default.ExperimentSpec) + "\n";
}

/// <summary>A <c>&lt;Claim&gt;</c> item: a metric of one model is lower, or higher, than that of another.</summary>
/// <param name="Name">The claim in words: <c>VAE denoises better</c>.</param>
/// <param name="Metric">A metric, or a family of metrics: <c>DenoisingMse</c> means each <c>DenoisingMse(…)</c>.</param>
/// <param name="Lower">The model that is claimed to have the lower values; null if <paramref name="Higher"/> is set.</param>
/// <param name="Higher">The model that is claimed to have the higher values; null if <paramref name="Lower"/> is set.</param>
/// <param name="Than">The model to compare with.</param>
/// <param name="File">The project file that declares the claim.</param>
/// <param name="Line">The item's line, from 1; 0 if unknown.</param>
internal sealed record ClaimSpec(string Name, string Metric, string? Lower, string? Higher, string Than, string File, int Line)
{
    /// <summary>The model that the claim is about.</summary>
    [JsonIgnore]
    public string Subject => Lower ?? Higher!;
}

/// <summary>A position in a project file; lines and columns count from 1.</summary>
internal readonly record struct SourcePosition(string File, int Line, int Column);

// Source-generated: reflection would cost each build the time to inspect the types.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(ExperimentSpec))]
internal sealed partial class SpecJson : JsonSerializerContext;
