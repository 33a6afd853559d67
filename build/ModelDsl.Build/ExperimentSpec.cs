using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelDsl.Build;

/// <summary>
/// What the runner is told: one experiment after all precedence is settled, where it was declared, what the command line gave, and where a
/// preset's settings stand.
/// </summary>
internal sealed record ExperimentSpec(
    string Name,
    string ProjectFile,
    int Line,
    int Column,
    string Preset,
    SortedDictionary<string, string[]> Settings,
    bool Force,
    bool List,
    Claim[] Claims,
    SortedDictionary<string, string> Overrides,
    SortedDictionary<string, SourcePosition> Origins)
{
    /// <summary>Where an error about this experiment belongs.</summary>
    [JsonIgnore]
    public SourcePosition Position => new(ProjectFile, Line, Column);

    public string ToJson() => JsonSerializer.Serialize(this, SpecJson.Default.ExperimentSpec) + "\n";

    public static ExperimentSpec Read(string path) =>
        JsonSerializer.Deserialize(File.ReadAllText(path), SpecJson.Default.ExperimentSpec)
        ?? throw new InvalidDataException($"'{path}' holds no experiment.");
}

// The compiler writes what reads and writes it, as in the runner, so that no build makes it anew by reflection.
[JsonSerializable(typeof(ExperimentSpec))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
internal sealed partial class SpecJson : JsonSerializerContext;
