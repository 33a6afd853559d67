using System.Text.Json;
using System.Text.Json.Serialization;
using ModelDsl.Experiments.Jobs;

namespace ModelDsl.Experiments.Execution;

/// <summary>A message from the process of a job to the one that started it, in one line. Exactly one member is set.</summary>
/// <param name="Progress">The job's progress.</param>
/// <param name="Warning">An error that was repaired.</param>
/// <param name="Error">The error that ended the job.</param>
/// <param name="Done">True if the job is done.</param>
internal sealed record WorkerMessage(JobProgress? Progress = null, CodedText? Warning = null, CodedText? Error = null, bool? Done = null)
{
    private const string Mark = "##job ";

    /// <summary>Formats the message.</summary>
    public string ToLine() => Mark + JsonSerializer.Serialize(this, WorkerJson.Default.WorkerMessage);

    /// <summary>Parses a line; null if it is not a message.</summary>
    public static WorkerMessage? Parse(string line)
    {
        try
        {
            return line.StartsWith(Mark, StringComparison.Ordinal) ? JsonSerializer.Deserialize(line.AsSpan(Mark.Length), WorkerJson.Default.WorkerMessage) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A coded error as part of a message.</summary>
internal sealed record CodedText(string Code, string Message)
{
    public static CodedText Of(CodedException error) => new(error.Code, error.Message);

    public CodedException ToException() => new(Code, Message);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkerMessage))]
[JsonSerializable(typeof(WorkerRequest))]
internal sealed partial class WorkerJson : JsonSerializerContext;
