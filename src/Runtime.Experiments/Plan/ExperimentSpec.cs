using System.Text.Json;
using System.Text.Json.Serialization;

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
internal sealed record ExperimentSpec(
    string Name,
    string ProjectFile,
    int Line,
    int Column,
    string? Preset,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Settings,
    bool Force,
    bool List)
{
    /// <summary>Reads a specification.</summary>
    public static ExperimentSpec Read(string path)
    {
        using var file = File.OpenRead(path);
        return JsonSerializer.Deserialize(file, SpecJson.Default.ExperimentSpec)
            ?? throw new JsonException($"{path} holds no experiment.");
    }

    /// <summary>Writes the specification for the processes of jobs, which read it later: the build's own file may have changed by then.</summary>
    /// <returns>The file.</returns>
    /// <exception cref="CodedException">It cannot be written.</exception>
    public string Keep(string folder)
    {
        var path = Path.Combine(folder, "spec.json");
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, SpecJson.Default.ExperimentSpec));
        return path;
    }

    /// <summary>An error at the item's place in the project file.</summary>
    public CodedException Error(string code, string message) => new(code, message) { File = ProjectFile, Line = Line, Column = Column };

    /// <summary>An error of a job, shown at the item's place.</summary>
    public CodedException Place(CodedException error) => new(error.Code, error.Message, error) { File = ProjectFile, Line = Line, Column = Column };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ExperimentSpec))]
internal sealed partial class SpecJson : JsonSerializerContext;
