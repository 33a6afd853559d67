using ModelDsl.Experiments.Contract;

namespace ModelDsl.Build;

/// <summary>Input that cannot be used; its code names a page of docs/diagnostics.</summary>
internal sealed class BadInputException(string code, string message, SourcePosition? position = null) : Exception(message)
{
    public string Code => code;
    public SourcePosition? Position => position;
}
