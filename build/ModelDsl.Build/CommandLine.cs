namespace ModelDsl.Build;

/// <summary>
/// The properties of the command line. Only global properties count: MSBuild also creates a property for every environment
/// variable, and one named EPOCHS must not change an experiment.
/// </summary>
internal sealed class CommandLine(IReadOnlyDictionary<string, string> globalProperties)
{
    private readonly Dictionary<string, string> _values = globalProperties
        .ToDictionary(p => p.Key, p => Uri.UnescapeDataString(p.Value).Trim(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The known names other than settings and sizes.</summary>
    public static IReadOnlyList<string> Selectors { get; } = ["Experiment", "Preset", "Force", "List"];

    /// <summary>The names of all properties.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>The value of <c>-p:NAME=value</c>; null if it is absent or empty.</summary>
    public string? Value(string name) => _values.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>The experiments in <c>-p:Experiment=</c>; empty for all.</summary>
    public string[] Experiments => ExperimentSettings.Split(Value("Experiment") ?? "");

    public string? Preset => Value("Preset");
    public bool Force => Switch("Force");
    public bool List => Switch("List");

    private bool Switch(string name) => Value(name) is { } value
        && (bool.TryParse(value, out var on) ? on
            : throw new BadInputException("MDX0005", $"{name} is '{value}'. Use -p:{name}=true or remove it."));
}
