using Microsoft.Build.Framework;

namespace ModelDsl.Build;

/// <summary>The settings of one experiment: each name with its values, a list being a sweep axis.</summary>
internal static class ExperimentSettings
{
    /// <summary>Settings that are one text: a path or a title may hold a space.</summary>
    private static readonly HashSet<string> Texts =
        new(["DataDir", "Weights", "Published", "Title", "Description"], StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Settles precedence: the command line, then the preset, then the item, whose metadata include the defaults of
    /// its ItemDefinitionGroup. The command line sets only what the experiment, its preset or the defaults name.
    /// </summary>
    public static SortedDictionary<string, string[]> Resolve(ITaskItem experiment, ITaskItem? preset, CommandLine commandLine)
    {
        var values = Metadata(experiment);
        foreach (var (name, value) in preset is null ? [] : Metadata(preset))
            values[name] = value;
        foreach (var name in values.Keys.ToList())
            values[name] = commandLine.Value(name) ?? values[name];

        var settings = new SortedDictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in values)
            if (Split(name, value) is { Length: > 0 } list)
                settings[name] = list;
        return settings;
    }

    /// <summary>The settings that the command line gave, as it gave them.</summary>
    public static SortedDictionary<string, string> Overrides(IEnumerable<string> settings, CommandLine commandLine) =>
        new(settings.Where(name => commandLine.Value(name) is not null).ToDictionary(name => name, name => commandLine.Value(name)!));

    /// <summary>Splits a list at semicolons and white space.</summary>
    public static string[] Split(string list) =>
        list.Replace(';', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string[] Split(string name, string value) =>
        !Texts.Contains(name) ? Split(value) : value.Trim() is { Length: > 0 } text ? [text] : [];

    private static Dictionary<string, string> Metadata(ITaskItem item) =>
        item.CloneCustomMetadata().Keys.Cast<string>()
            .ToDictionary(name => name, item.GetMetadata, StringComparer.OrdinalIgnoreCase);
}
