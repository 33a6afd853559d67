using Microsoft.Build.Utilities;
using ModelDsl.Experiments.Contract;

namespace ModelDsl.Build;

internal static class TaskLoggingExtensions
{
    /// <summary>Logs a coded error at a position in a project file.</summary>
    public static void LogErrorAt(this TaskLoggingHelper log, string code, SourcePosition at, string message) =>
        log.LogError(null, code, null, at.File, at.Line, at.Column, 0, 0, "{0}", message);
}
