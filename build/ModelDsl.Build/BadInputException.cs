using ModelDsl.Experiments.Contract;

namespace ModelDsl.Build;

/// <summary>Invalid input. The code has a page in docs/diagnostics.</summary>
internal sealed class BadInputException(string code, string message, SourcePosition? position = null) : Exception(message)
{
    public string Code => code;
    public SourcePosition? Position => position;
}
