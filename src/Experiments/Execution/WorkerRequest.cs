using System.Text.Json;

namespace ModelDsl.Experiments.Execution;

/// <summary>A request for a job, in one line.</summary>
/// <param name="Spec">The file with the experiment's specification.</param>
/// <param name="Number">The job's number in the grid.</param>
internal sealed record WorkerRequest(string Spec, int Number)
{
    /// <summary>Formats the request.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, WorkerJson.Default.WorkerRequest);

    /// <summary>Parses a line.</summary>
    public static WorkerRequest Parse(string line) => JsonSerializer.Deserialize(line, WorkerJson.Default.WorkerRequest)!;
}
