using Microsoft.Build.Framework;

namespace ModelDsl.Build;

/// <summary>The settings of one experiment: each name with its values, a list being a sweep axis.</summary>
internal static class ExperimentSettings
{
    /// <summary>The metadata of a preset's item that names experiments.</summary>
    private const string PresetScope = "Experiment";

    /// <summary>Settings that are one text: a path or a title may hold a space.</summary>
    private static readonly HashSet<string> Texts =
        new(["DataDir", "Weights", "Published", "Title", "Description", "SlurmOptions"], StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Settles precedence: the command line, then the preset's items, those for this experiment alone before those for all, then the
    /// experiment's, whose metadata include the defaults of its ItemDefinitionGroup. The command line sets only what one of them names.
    /// </summary>
    public static SortedDictionary<string, string[]> Resolve(ITaskItem experiment, IEnumerable<ITaskItem> preset, CommandLine commandLine)
    {
        var values = Metadata(experiment);
        foreach (var (name, value) in preset.Where(item => AppliesTo(item, experiment)).OrderBy(item => ExperimentsOf(item).Length > 0).SelectMany(Metadata))
            values[name] = value;
        values.Remove(PresetScope);
        foreach (var name in values.Keys.ToList())
            values[name] = commandLine.Value(name) ?? values[name];

        var settings = new SortedDictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in values)
            if (Split(name, value) is { Length: > 0 } list)
                settings[name] = list;
        return settings;
    }

    /// <summary>The experiments to which an item of a preset is limited; none means all.</summary>
    public static string[] ExperimentsOf(ITaskItem preset) => Split(preset.GetMetadata(PresetScope));

    private static bool AppliesTo(ITaskItem preset, ITaskItem experiment) =>
        ExperimentsOf(preset) is not { Length: > 0 } names || names.Contains(experiment.ItemSpec, StringComparer.OrdinalIgnoreCase);

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
