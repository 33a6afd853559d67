using Microsoft.Build.Framework;

namespace ModelDsl.Build;

/// <summary>The settings of one experiment: each name with its values, a list being a sweep axis.</summary>
internal static class ExperimentSettings
{
    /// <summary>The metadata of a preset's item that names experiments.</summary>
    private const string PresetScope = "Experiment";

    /// <summary>Settings that are one text: a path or a title may hold a space.</summary>
    public static IReadOnlySet<string> Texts { get; } = new HashSet<string>(
        ["DataDir", "Weights", "Published", "Title", "Description", "SlurmOptions"], StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Settles precedence: the command line, then the preset's items, those for this experiment alone before those for all, then the
    /// experiment's, whose metadata include the defaults of its ItemDefinitionGroup. The command line sets only what one of them names.
    /// </summary>
    /// <returns>The settings, and the items of the preset that gave some of them.</returns>
    public static (SortedDictionary<string, string[]> Settings, Dictionary<string, ITaskItem> Presets) Resolve(
        ITaskItem experiment, IEnumerable<ITaskItem> preset, CommandLine commandLine)
    {
        var values = Metadata(experiment);
        var presets = new Dictionary<string, ITaskItem>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in preset.Where(item => AppliesTo(item, experiment)).OrderBy(item => ExperimentsOf(item).Length > 0))
        {
            foreach (var (name, value) in Metadata(item).Where(setting => !setting.Key.Equals(PresetScope, StringComparison.OrdinalIgnoreCase)))
                (values[name], presets[name]) = (value, item);
        }

        foreach (var name in values.Keys.ToList())
        {
            if (commandLine.Value(name) is not { } given)
                continue;
            values[name] = given;
            presets.Remove(name);
        }

        var settings = new SortedDictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in values)
            if (Split(name, value) is { Length: > 0 } list)
                settings[name] = list;
        // As the settings spell the names: an item may do otherwise.
        return (settings, settings.Keys.Where(presets.ContainsKey).ToDictionary(name => name, name => presets[name]));
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

    /// <summary>The names of the settings and sizes of an item, and of those that have defaults.</summary>
    public static IEnumerable<string> NamesOf(ITaskItem item) => item.CloneCustomMetadata().Keys.Cast<string>();

    private static Dictionary<string, string> Metadata(ITaskItem item) =>
        NamesOf(item).ToDictionary(name => name, item.GetMetadata, StringComparer.OrdinalIgnoreCase);
}
