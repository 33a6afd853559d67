using Microsoft.Build.Framework;
using ModelDsl.Experiments.Contract;

namespace ModelDsl.Build;

/// <summary>The settings of one experiment: each name with its values. Several values are an axis of the grid.</summary>
internal static class ExperimentSettings
{
    /// <summary>The metadata of a preset's item that limits it to experiments.</summary>
    private const string PresetScope = "Experiment";

    /// <summary>The setting of the data sets, which may be paths.</summary>
    public const string Dataset = "Dataset";

    /// <summary>Settings that are not split, because a path or a title may contain spaces.</summary>
    public static IReadOnlySet<string> Texts { get; } = new HashSet<string>(
        ["DataDir", "Weights", "Published", "Title", "Description", "SlurmOptions", "LabelColumn"], StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Resolves precedence: the command line, the preset's items for this experiment, the preset's items for all experiments, the experiment's
    /// item, whose metadata include the defaults of the ItemDefinitionGroup. The command line sets only names that one of the others contains.
    /// </summary>
    /// <returns>The settings, and for those from the preset its items.</returns>
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
        // Use the case of the names in the settings; a preset's item may use another.
        return (settings, settings.Keys.Where(presets.ContainsKey).ToDictionary(name => name, name => presets[name]));
    }

    /// <summary>The experiments to which a preset's item is limited; empty for all.</summary>
    public static string[] ExperimentsOf(ITaskItem preset) => Split(preset.GetMetadata(PresetScope));

    private static bool AppliesTo(ITaskItem preset, ITaskItem experiment) =>
        ExperimentsOf(preset) is not { Length: > 0 } names || names.Contains(experiment.ItemSpec, StringComparer.OrdinalIgnoreCase);

    /// <summary>The settings from the command line, unsplit.</summary>
    public static SortedDictionary<string, string> Overrides(IEnumerable<string> settings, CommandLine commandLine) =>
        new(settings.Where(name => commandLine.Value(name) is not null).ToDictionary(name => name, name => commandLine.Value(name)!));

    /// <summary>Splits a list at semicolons and white space.</summary>
    public static string[] Split(string list) =>
        list.Replace(';', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string[] Split(string name, string value) =>
        name.Equals(Dataset, StringComparison.OrdinalIgnoreCase) ? DatasetPath.Split(value) : !Texts.Contains(name) ? Split(value) : value.Trim() is { Length: > 0 } text ? [text] : [];

    /// <summary>The names of an item's settings and sizes, including those with defaults.</summary>
    public static IEnumerable<string> NamesOf(ITaskItem item) => item.CloneCustomMetadata().Keys.Cast<string>();

    private static Dictionary<string, string> Metadata(ITaskItem item) =>
        NamesOf(item).ToDictionary(name => name, item.GetMetadata, StringComparer.OrdinalIgnoreCase);
}
