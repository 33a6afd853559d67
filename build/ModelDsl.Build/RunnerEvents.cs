using Microsoft.Build.Framework;

namespace ModelDsl.Build;

/// <summary>
/// Build events that a person sees while an experiment runs. The terminal logger holds ordinary messages back; what it
/// shows at once are the extended events that the SDK's own test task sends, in a project that has started the target
/// <c>_TestRunStart</c>. Every other logger prints them as ordinary messages.
/// </summary>
internal static class RunnerEvents
{
    /// <summary>A text that stands in the experiment's line until the next one replaces it.</summary>
    public static BuildMessageEventArgs Progress(string experiment, string text) =>
        Event("TLTESTPASSED", $"{experiment}: {text}", new() { ["localizedResult"] = "", ["displayName"] = text });

    /// <summary>A line that stays.</summary>
    public static BuildMessageEventArgs Table(string text) => Event("TLTESTOUTPUT", text, []);

    private static ExtendedBuildMessageEventArgs Event(string type, string message, Dictionary<string, string?> metadata) =>
        new(type, message, null, nameof(RunExperiment), MessageImportance.High) { ExtendedMetadata = metadata };
}
