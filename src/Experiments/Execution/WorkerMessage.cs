using System.Text.Json;
using System.Text.Json.Serialization;
using ModelDsl.Experiments.Jobs;

namespace ModelDsl.Experiments.Execution;

/// <summary>What the process of a job says to the one that started it, in a line: one of the four.</summary>
/// <param name="Progress">Where the job stands.</param>
/// <param name="Warning">What went wrong and was repaired.</param>
/// <param name="Error">Why the job failed.</param>
/// <param name="Done">Whether the job is done.</param>
internal sealed record WorkerMessage(JobProgress? Progress = null, CodedText? Warning = null, CodedText? Error = null, bool? Done = null)
{
    private const string Mark = "##job ";

    /// <summary>The line.</summary>
    public string ToLine() => Mark + JsonSerializer.Serialize(this, WorkerJson.Default.WorkerMessage);

    /// <summary>Reads a line; null where it is something else, for the log.</summary>
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

/// <summary>A coded error on its way between processes.</summary>
internal sealed record CodedText(string Code, string Message)
{
    public static CodedText Of(CodedException error) => new(error.Code, error.Message);

    public CodedException ToException() => new(Code, Message);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkerMessage))]
internal sealed partial class WorkerJson : JsonSerializerContext;
