using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelDsl.Experiments.Contract;

/// <summary>A command that the build requests of a running runner.</summary>
/// <param name="Id">A text that the output of user code does not contain by accident. It marks the end of the command's output.</param>
/// <param name="Arguments">The command line.</param>
/// <param name="Log">The path of the build's log.</param>
internal sealed record RunnerRequest(string Id, IReadOnlyList<string> Arguments, string Log)
{
    /// <summary>Formats the request as a line.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, RequestJson.Default.RunnerRequest);

    /// <summary>Parses a line.</summary>
    /// <exception cref="JsonException">The line is not a request.</exception>
    public static RunnerRequest Parse(string line) => JsonSerializer.Deserialize(line, RequestJson.Default.RunnerRequest) ?? throw new JsonException("The request is null.");
}

[JsonSerializable(typeof(RunnerRequest))]
internal sealed partial class RequestJson : JsonSerializerContext;
