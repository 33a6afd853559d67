using System.Text.Json;
using System.Text.Json.Serialization;
using ModelDsl.Files;

namespace ModelDsl.Experiments.Execution;

/// <summary>A submitted job array, stored in a folder where later runs find it.</summary>
/// <param name="Array">The job array's id.</param>
/// <param name="Jobs">The jobs' folders, by their index in the array.</param>
internal sealed record SlurmSubmission(string Array, SortedDictionary<int, string> Jobs)
{
    private const string FileName = "submission.json";

    /// <summary>The folder with the script, the specification and the tasks' output.</summary>
    [JsonIgnore]
    public string Folder { get; init; } = "";

    /// <summary>The pattern of output files for <c>sbatch</c>.</summary>
    public static string OutputPattern(string folder) => Path.Combine(folder, "%A_%a.log");

    /// <summary>The output file of a task.</summary>
    public string Output(int index) => Path.Combine(Folder, $"{new SlurmTaskId(Array, index)}.log");

    /// <summary>Stores the submission.</summary>
    /// <exception cref="CodedException">The file cannot be written.</exception>
    public void Write() => AtomicFile.Write(Path.Combine(Folder, FileName), stream => JsonSerializer.Serialize(stream, this, SubmissionJson.Default.SlurmSubmission));

    /// <summary>Removes a task from the submission.</summary>
    /// <exception cref="CodedException">The file cannot be written.</exception>
    public void Remove(int index)
    {
        Jobs.Remove(index);
        Write();
    }

    /// <summary>The tasks that no run has collected.</summary>
    [JsonIgnore]
    public IEnumerable<SlurmTaskId> Tasks => Jobs.Keys.Select(index => new SlurmTaskId(Array, index));

    /// <summary>All submissions below a folder, from the oldest.</summary>
    public static IEnumerable<SlurmSubmission> FindAll(string root) => !Directory.Exists(root) ? [] :
        from folder in Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal)
        let file = Path.Combine(folder, FileName)
        where File.Exists(file)
        select JsonSerializer.Deserialize(File.ReadAllBytes(file), SubmissionJson.Default.SlurmSubmission)! with { Folder = folder };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(SlurmSubmission))]
internal sealed partial class SubmissionJson : JsonSerializerContext;
