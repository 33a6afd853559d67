using Microsoft.Build.Framework;

namespace ModelDsl.Build;

/// <summary>
/// Build events that are shown while an experiment runs. The terminal logger delays ordinary messages. It immediately shows the extended
/// events of the SDK's test task, in a project that has started the target <c>_TestRunStart</c>. Other loggers print them as messages.
/// </summary>
internal static class RunnerEvents
{
    /// <summary>A text in the experiment's line, replaced by the next one.</summary>
    public static BuildMessageEventArgs Progress(string experiment, string text) =>
        Event("TLTESTPASSED", $"{experiment}: {text}", new() { ["localizedResult"] = "", ["displayName"] = text });

    /// <summary>A permanent line.</summary>
    public static BuildMessageEventArgs Table(string text) => Event("TLTESTOUTPUT", text, []);

    private static ExtendedBuildMessageEventArgs Event(string type, string message, Dictionary<string, string?> metadata) =>
        new(type, message, null, nameof(RunExperiment), MessageImportance.High) { ExtendedMetadata = metadata };
}
